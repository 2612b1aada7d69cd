"""The words that `edits.py` puts into questions. English: that is what most lessons are in."""


def words(text: str, between: str = " ") -> list[str]:
    """Return the words of a list."""
    return text.split(between)


def pairs(text: str) -> dict[str, str]:
    """Return each word of some pairs, "one other|one other", and what stands against it."""
    both = [pair.split() for pair in text.split("|")]
    return {second: first for first, second in reversed(both)} | dict(both)


OPPOSITES = pairs(
    "first last|largest smallest|biggest smallest|highest lowest|maximum minimum|oldest youngest|longest shortest|best worst|earliest latest|"
    "northern southern|eastern western|north south|east west|northeast southwest|northwest southeast|male female|men women|boys girls|mother father|son daughter|brother sister|"
    "husband wife|boyfriend girlfriend|king queen|increase decrease|increased decreased|rise fall|rose fell|begin end|began ended|start end|started ended|"
    "born buried|inside outside|above below|allowed forbidden|largely hardly|usually rarely|often seldom|"
    "success failure|internal external|public private|winter summer|advantage disadvantage|advantages disadvantages|"
    "positive negative|easy difficult|cheap expensive|strong weak|hot cold|modern ancient|rural urban|upper lower|"
    "lightest heaviest|most least|fewest most|warm cool|importing exporting|imported exported"
)
ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth tenth")
NUMBERS = words("two three four five six seven eight nine ten eleven twelve")
MONTHS = words("January February March April May June July August September October November December")
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
OFFICES = words(
    "mayor president minister chairman chairperson chair director secretary governor captain manager treasurer commander chief head leader ambassador bishop archbishop "
    "dean headmaster principal editor coach speaker chancellor inspector commissioner producer conductor professor librarian sheriff senator general owner"
)
BESIDE_AN_OFFICE = words("deputy assistant former acting honorary interim next")
OF_AN_OFFICE = words("deputy vice assistant former acting honorary interim")
"""Without it, another person is meant."""
PLACES = words(
    "coast region province district border bank part side suburbs gate wing tower bridge county valley shore islands mountains states"
)
BESIDE_A_PLACE = words("northern southern eastern western")
NUMBERED = words(
    "war battle edition season album film movie version expedition crusade phase stage round meeting election chapter trip attempt experiment"
)
SUPERLATIVES = words(
    "largest biggest smallest highest longest oldest tallest deepest richest strongest fastest heaviest"
)
FAR_PLACES = words(
    "Norway|Brazil|Japan|Kenya|Portugal|Texas|Nova Scotia|Finland|"
    "Peru|Vietnam|Vienna|Lisbon|Oslo|Chicago|Nairobi|New Zealand|Iceland|Morocco|Wales|Bolivia|Antwerp|Melbourne|Seville",
    "|",
)
CONVERSE = words(
    "defeat beat invade invaded visit visited buy bought acquire acquired succeed succeeded replace replaced criticize criticized criticise attack attacked conquer conquered appoint appointed "
    "attend attended found founded lead led own owned publish published sell sold kill killed discover discovered teach taught praise praised betray betrayed rule ruled "
    "move moved send sent arrest arrested hire hired adopt adopted influence influenced inspire inspired annex annexed colonize colonized leave left create created write wrote give gave ask asked"
)
"""Between two names these say something else when the names change places."""
SYNONYMS = [
    pair.split("/")
    for pair in words(
        "kind of/type of|type of/sort of|what year/which year|in what year/in which year|largest/biggest|"
        "large/big|begin/start|began/started|purchase/buy|purchased/bought|bought/purchased|buy/purchase|"
        "receive/get|received/got|located/situated|constructed/built|"
        "built/constructed|children/kids|kids/children|occur/happen|occurred/happened|happen/occur|"
        "happened/occurred|attempt/try|movie/film|finish/complete|finished/completed|approximately/about|"
        "automobile/car|car/automobile|physician/doctor|doctor/physician|"
        "illness/sickness|obtain/get|obtained/got|author/writer|poster/author|reviewer/person reviewing|"
        "frequently/often|often/frequently|shut/close|assist/help|help/assist|answer/reply|famous/well known|"
        "select/choose|selected/chose|chose/picked|permitted/allowed|allowed/permitted|speak/talk|wealthy/rich|"
        "huge/very big|tiny/very small|difficult/hard|hard/difficult|enjoy/like|repair/fix|fix/repair|aim/goal|"
        "goal/aim|purpose/aim|initially/at first|entire/whole|entirely/completely|wish/want|wanted/wished|"
        "sufficient/enough|ability/capacity|mistake/error|journey/trip|trip/journey|error/mistake|"
        "vacation/holiday|photo/picture|picture/photo|house/home",
        "|",
    )
]
"""The first may be said as the second, wherever it stands."""
HELLOS = words(
    "hi, |hello, |hi there, |hey, |good morning, |excuse me, |quick question: |can you tell me: |please tell me: |I was wondering, |sorry to bother you, |just wondering, |hi! |hello! |"
    "hey there, quick one: |does anyone know, |I'd like to know: |one question, |good evening, |ok so |um, |so, ",
    "|",
)
GOODBYES = words(
    "please|thanks|thank you|thanks!|thx|pls|cheers|please?|thank you!|thanks in advance|any idea?|do you know?",
    "|",
)
FUNCTION_WORDS = frozenset(
    words(
        "a an the of in on at to for by with from and or did do does is are was were be been has have had will would can could should it its this that these those there their his her your my our which what how when where who whom whose why kind type"
    )
)
