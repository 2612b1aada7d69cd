"""Tables as they stand in people's files: rows, columns, how people ask for a cell, and what they ask that has no cell.

A row is "as written=as said=as said ..."; in a question {r} is one of the ways to say it. A column is "heading=kind of value=ask=ask ...", "~ask" in
"missed" what no such table answers. The kinds of value are those of `everyday_values.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of a kind may hold."""

    title: str
    heading: str
    """Over the rows."""
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    missed: tuple[str, ...]
    """Asked of a row, and never in the table."""


PRICE = "=money=how much is {r}=what do i pay for {r}=What does {r} cost?=price of {r}={r} price=How much do you charge for {r}?=how expensive is {r}={r} how much"
WHO_LEADS = "=who leads {r}=Who is in charge of {r}?=who runs {r}={r} who=Who do I talk to about {r}?"
WEEKDAY = "=on which day is {r}=What day is {r}?=day of {r}={r} which day"
TIME = "=what time is {r}=At what time does {r} start?=when does {r} begin={r} time"
WHERE = "=where is {r}=In which room is {r}?={r} where=where do I find {r}?"

TABLES: dict[str, Table] = {
    "pool": Table(
        "{Prices/Admission/What it costs} at the {baths/pool/swimming hall}", "Ticket",
        (
            "Adult, single visit=one grown-up getting in=entry for an adult", "Child 4-15=a kid's ticket=getting in with a ten year old=a child", "Family ticket=a ticket for two parents and their kids=the family ticket",
            "Ten visits=a card for ten times=ten swims", "Year pass=swimming all year=a yearly pass", "Evening ticket=getting in after work=the evening ticket", "Sauna=the sauna=sweating",
            "Locker key deposit=the deposit on the locker key", "Swimming lesson=learning to swim=one lesson", "Towel hire=borrowing a towel=a rented towel", "Aqua fitness=gymnastics in the water=aqua fitness",
        ),
        ("Price" + PRICE, "Members=money=how much is {r} for members=what does a member pay for {r}=member price {r}"),
        ("how much was {r} in 2011", "how much is {r} for pensioners", "what is {r} on public holidays", "how long is {r} good for", "Who do I ask for a refund for {r}?"),
    ),
    "salon": Table(
        "{Price list/What we do/Our services}", "Service",
        (
            "Cut and blow-dry, women=a ladies' haircut=getting my hair cut as a woman", "Cut, men=a men's haircut=a trim for my husband", "Cut, children under 10=a haircut for my little boy=cutting a kid's hair",
            "Colour, full=having all my hair dyed=dyeing my hair", "Highlights=highlights=blond streaks", "Perm=curls=a perm", "Beard trim=doing my beard=a shorter beard", "Wedding hair=hair for my wedding=a bridal hairdo",
            "Manicure=my fingernails=a manicure", "Eyebrows=my eyebrows", "Hair extensions=longer hair=extensions",
        ),
        ("Price" + PRICE, "Minutes=minutes=how long does {r} take=How much time do I need for {r}?={r} how long"),
        ("who does {r}", "how much is {r} at your other shop", "can I book {r} for Sunday", "What did {r} cost last year?", "which brand do you use for {r}"),
    ),
    "roles": Table(
        "{Who is who/Contacts/Whom to call} {in the club/in the society/at the school}", "Role",
        (
            "Treasurer=treasurer=person who looks after the money=cashier", "Secretary=secretary", "Chair=chair=chairwoman or chairman=head of the club", "Youth officer=youth officer=contact for the young people",
            "Groundskeeper=groundskeeper=person who mows the grass=greenkeeper", "Press officer=press officer=contact for newspapers", "Librarian=librarian=person for the books", "First aider=first aider=person for accidents",
            "Caretaker=caretaker=janitor", "Webmaster=webmaster=one who does the web page", "Auditor=auditor=person who checks the accounts",
        ),
        (
            "Name=person=who is the {r}=Who is our {r}?=name of the {r}={r}?=what's the {r} called", "Phone=phone=phone number of the {r}=how can I ring the {r}=what number do I call to reach the {r}={r} phone=tel {r}",
            "E-mail=email=what's the {r}'s e-mail=mail address of the {r}=Where can I write to the {r}?={r} email", "Since=year=since when is the {r} in office=How long has the {r} been doing it?=since which year do we have this {r}",
        ),
        (
            "who is the deputy {r}", "Who is the assistant {r}?", "who was the {r} before", "How old is the {r}?", "where does the {r} live", "what does the {r} earn", "Who is the acting {r}?", "when is the {r}'s birthday",
            "who will be the next {r}", "Who was the first {r}?", "is the {r} married", "Who elects the {r}?",
        ),
    ),
    "town hall": Table(
        "{The council/Who holds which office/Offices of the town}", "Office",
        (
            "Mayor=mayor=head of the town", "Town clerk=town clerk=clerk", "Fire chief=fire chief=head of the fire brigade", "Head of the building office=head of the building office=boss of the building department",
            "Registrar=registrar=person who marries people", "Head of the parks=head of the parks=person responsible for the parks", "Speaker of the council=speaker of the council", "School officer=school officer",
            "Harbour master=harbour master", "Town archivist=town archivist=person who keeps the old papers", "Head of culture=head of culture",
        ),
        (
            "Holder=person=who is the {r}=Who is our {r} now?=name of the {r}=current {r}", "Deputy=person=who is the deputy {r}=Who stands in for the {r}?=deputy {r}=who is vice {r}=if the {r} is ill, who do I see",
            "In office since=year=since when is the {r} in office=when did the {r} start=How long have we had this {r}?", "Before=person=who was {r} before=Who was the former {r}?=previous {r}=predecessor of the {r}", "Room=room=which room is the {r} in=Where is the office of the {r}?=room {r}",
        ),
        ("how old is the {r}", "What does the {r} earn?", "which party is the {r} in", "who was {r} in 1987", "Who will be the next {r}?", "what is the {r}'s phone number", "when is the {r} in the office", "Who is the acting {r}?", "second deputy {r}", "where was the {r} born"),
    ),
    "hours": Table(
        "{Opening hours/When we are open/Hours}", "",
        (
            "Reception=reception=front desk", "Reading room=reading room=room for reading", "Café=café=coffee place", "Workshop=workshop=place where you can fix things", "Exhibition=exhibition=the show", "Recycling yard=recycling yard=dump",
            "Shop=shop", "Gym=gym=weights room", "Archive=archive=place with the old files", "Toy library=toy library=place that lends toys",
        ),
        (
            "Mon-Fri=hours=when is the {r} open during the week=opening hours of the {r} on Tuesday=Until when is the {r} open on a Wednesday?=can I come to the {r} on Monday=how late is the {r} open on thursdays",
            "Saturday=hours=is the {r} open on Saturday=When does the {r} open on Saturdays?={r} saturday=till when is the {r} open on a saturday", "Sunday=hours=is the {r} open on Sundays=Sunday hours of the {r}={r} on a sunday?",
        ),
        ("when is the {r} open at Christmas", "Is the {r} open on public holidays?", "what are the {r}'s hours in August", "Phone number of the {r}?", "who runs the {r}", "when is the {r} least busy", "How much is it to get into the {r}?"),
    ),
    "buses": Table(
        "{Timetable/Departures/Buses from the square}", "To",
        (
            "Lowmoor=Lowmoor", "Station=the station=the trains=the railway", "Hospital=the hospital=the clinic", "University=the university=the campus=uni", "Airport=the airport=the airfield", "Market=the market=the market place",
            "Lake Ambel=Lake Ambel=the lake", "Trade fair=the trade fair=the fairground", "Old harbour=the old harbour=the port", "Zoo=the zoo=the animal park", "Quarry Hill=Quarry Hill",
        ),
        (
            "Line=count=which bus goes to {r}=What number is the bus to {r}?=bus number for {r}=line to {r}", "First=early=when is the first bus to {r}=earliest bus to {r}=When does the first bus leave for {r}?=first {r} bus",
            "Last=late=when is the last bus to {r}=Until when do buses run to {r}?=last {r} bus=latest bus to {r}", "Stop=letter=from which stop does the bus to {r} leave=Where do I get on for {r}?={r} bus stop",
        ),
        ("how much is a ticket to {r}", "how long does it take to {r}", "when is the last bus back from {r}", "Is there a night bus to {r}?", "does the bus to {r} run on Sundays", "how far is it to {r}", "can I take my bike on the bus to {r}"),
    ),
    "courses": Table(
        "{Courses this term/Evening classes/What you can learn here}", "Course",
        (
            "Pottery=pottery=making pots", "Watercolour=watercolour=painting", "Spanish for beginners=Spanish for beginners=Spanish if I know nothing", "Choir=choir=singing together", "Yoga=yoga", "Bookkeeping=bookkeeping=learning to do accounts",
            "Woodwork=woodwork=building things of wood", "Photography=photography=taking pictures", "First aid=first aid=helping after accidents", "Tai chi=tai chi", "Sewing=sewing=learning to sew", "Italian II=Italian II=second year of Italian",
        ),
        ("Day=day" + WEEKDAY, "Starts=evening" + TIME, "Teacher=person=who teaches {r}=Who gives {r}?=teacher of {r}={r} teacher", "Room=room" + WHERE, "Fee" + PRICE),
        ("how many places are left in {r}", "what do I have to bring to {r}", "When does {r} end?", "how old must my kid be for {r}", "who taught {r} last year", "Is there {r} in summer?", "is there a discount on {r}", "phone number of the {r} teacher"),
    ),
    "tools": Table(
        "{Tools and where they are/Inventory/What we have}", "Thing",
        (
            "Cordless drill=drill=machine to make holes", "Long ladder=long ladder=big ladder", "Hedge trimmer=hedge trimmer=thing to cut hedges", "Projector=projector=beamer", "Folding tables=folding tables=tables", "Microphone=microphone=mike",
            "Extension lead=extension lead=long cable", "Tent, 3 x 6 m=tent=party tent", "Wheelbarrow=wheelbarrow", "Chainsaw=chainsaw=saw with a motor", "Coffee urn=coffee urn=big coffee pot", "Sewing machine=sewing machine",
        ),
        (
            "Number=few=how many {r} are there=How many {r} do we have?=number of {r}", "Kept=shelf=where is the {r}=Where do I find the {r}?=which shelf is the {r} on=i need the {r}, where",
            "Ask=person=who do I ask for the {r}=Who looks after the {r}?=who has the {r}=contact {r}", "Bought=year=when did we buy the {r}=How old is the {r}?=from which year is the {r}",
        ),
        ("how much was the {r}", "which make is the {r}", "what does it cost to borrow the {r}", "How heavy is the {r}?", "for how long can I borrow the {r}", "who broke the {r}", "where was the {r} before", "is the {r} under guarantee"),
    ),
    "rooms": Table(
        "{Rooms for hire/Renting a room/Our rooms}", "Room",
        ("Great hall=great hall=biggest room", "Blue room=blue room", "Kitchen=kitchen=place to cook", "Cellar=cellar=basement", "Studio=studio=music room", "Garden house=garden house", "Loft=loft=room under the roof", "Library=library=room with the books", "Foyer=foyer=entrance hall"),
        (
            "Seats=many=how many people fit into the {r}=How big is the {r}, how many seats?=seats {r}=for how many is the {r}", "Per hour=money=how much is the {r} an hour=What does the {r} cost?=hourly rent {r}={r} price=rent for the {r}",
            "Floor=floor=on which floor is the {r}=which storey is the {r}=Do I have to climb stairs to the {r}?", "Key=person=who has the key to the {r}=Who opens the {r} for me?={r} key",
        ),
        ("how much is the {r} for a whole day", "What is the deposit for the {r}?", "is there a projector in the {r}", "how many square metres is the {r}", "is the {r} free on Saturday", "who rented the {r} last week", "can we smoke in the {r}", "how much is cleaning the {r}"),
    ),
    "menu": Table(
        "{Menu/What we cook/Kitchen}", "Dish",
        (
            "Lentil soup=lentil soup", "Pea risotto=rice with peas=risotto", "Trout=fish=trout", "Beef stew=meat=stew", "Cheese dumplings=dumplings", "Mushroom pie=pie with mushrooms", "Plum cake=cake", "Green salad=salad",
            "Chicken curry=curry", "Pancakes=pancakes", "Bread and dripping=bread with dripping",
        ),
        ("Price" + PRICE, "Contains=food=what is in the {r}=Which allergens are in the {r}?=i am allergic, what does the {r} contain={r} allergens", "Served=day=when do you have {r}=on which day is there {r}=Which day is {r} day?={r} when"),
        ("how many calories are in the {r}", "Who cooks the {r}?", "how much is {r} for children", "how much is {r} to take away", "can I have {r} without salt", "how much was {r} last year"),
    ),
    "devices": Table(
        "{Our models/Data sheet/Lamps and torches: the range}", "Model",
        ("Fenn 2", "Fenn 4", "Orlo S", "Orlo XL", "Brisk", "Brisk Pro", "Tarn 100", "Tarn 300", "Mica", "Mica Plus"),
        (
            "Weight=grams=how heavy is the {r}=What does the {r} weigh?={r} weight=weight of a {r}", "Battery=hrs=how long does the battery of the {r} last=How many hours does the {r} run?={r} battery life=battery {r}",
            "Price" + PRICE.replace("{r}", "the {r}"), "Colour=colour=what colour is the {r}=Which colour does the {r} come in?={r} colour", "Guarantee=years=how long is the guarantee on the {r}=How many years of warranty has the {r}?={r} guarantee",
        ),
        ("is the {r} waterproof", "how bright is the {r}", "When did the {r} come out?", "where is the {r} made", "how long does the {r} take to charge", "Who designed the {r}?", "what's the price of a spare battery for the {r}", "is the {r} better than the Fenn 9"),
    ),
    "teams": Table(
        "{Teams and training/Who plays when/Our teams}", "Team",
        ("First women's team=first women's team=best women's team", "First men's team=first men's team=best men's team", "Under 12=under 12=kids up to twelve", "Under 15=under 15=fourteen year olds", "Veterans=veterans=old boys", "Walking football=walking football", "Beginners=beginners=people who are new", "Second women's team=second women's team=women's reserves"),
        ("Coach=person=who coaches the {r}=Who trains the {r}?={r} coach=trainer {r}", "Training=day=when do the {r} train=On which day is training of the {r}?={r} training day", "Time=evening=what time is training of the {r}=When does the {r} practice start?={r} time", "Pitch=count=which pitch do the {r} play on=Where do the {r} train?={r} pitch"),
        ("who is the captain of the {r}", "Who is the assistant coach of the {r}?", "who coached the {r} before", "how many players have the {r}", "when is the next match of the {r}", "what does it cost to join the {r}", "did the {r} win last week", "How old is the coach of the {r}?"),
    ),
    "events": Table(
        "{What is on/Programme/Dates for your diary}", "Event",
        ("Seed swap=seed swap=day for swapping seeds", "Flea market=flea market=junk sale", "Open day=open day", "Lantern walk=lantern walk=walk with lanterns", "Harvest supper=harvest supper=dinner after the harvest", "Repair evening=repair evening=evening for mending things", "Concert=concert=music evening", "Bird walk=bird walk=walk to see birds", "Quiz night=quiz night=quiz", "Bike tour=bike tour=tour by bicycle"),
        ("Date=date=when is the {r}=What date is the {r}?=date of the {r}={r} when=on what day is the {r}", "Place=place=where is the {r}=Where do we meet for the {r}?={r} where=location of the {r}", "Entry=money=how much is the {r}=What does it cost to come to the {r}?=ticket for the {r}", "Organiser=person=who organises the {r}=Who can I ask about the {r}?={r} contact"),
        ("until when does the {r} last", "How many people came to the {r} last year?", "what should I bring to the {r}", "is the {r} cancelled when it rains", "when was the {r} last year", "Who speaks at the {r}?", "may I bring my dog to the {r}", "when is the rehearsal for the {r}"),
    ),
    "waste": Table(
        "{Which bin, which day/Waste calendar/Rubbish}", "Bin",
        ("Paper=paper=old newspapers", "Glass=glass=empty bottles", "Food waste=food waste=kitchen scraps", "Garden waste=garden waste=branches and leaves", "Plastic=plastic=packaging", "Rest=rest=everything else", "Metal=metal=tins", "Batteries=batteries=empty batteries"),
        ("Collected=day=when is {r} collected=On which day do you fetch {r}?={r} collection=what day for {r}", "Colour=colour=what colour is the bin for {r}=Which bin does {r} go in?={r} bin colour", "Size=litres=how big is the bin for {r}=bin size {r}=How many litres does the {r} bin hold?"),
        ("what does the bin for {r} cost", "who collects {r}", "what happens to {r} afterwards", "At what time is {r} collected?", "can I get a second bin for {r}", "when is {r} collected in Highmoor", "when was {r} collected at Christmas"),
    ),
    "branches": Table(
        "{Our branches/Where to find us/Shops}", "Town",
        ("Lowmoor", "Ambel", "Penhurst", "Sutterby", "Osk", "Wick End", "Farrow", "Tolland", "Brae", "Crail"),
        (
            "Street=street=where is the shop in {r}=What's your address in {r}?=address {r}=which street in {r}", "Phone=phone=phone number in {r}=how do I ring your {r} shop=tel {r}", "Manager=person=who runs the shop in {r}=Who is the manager in {r}?={r} manager",
            "Opened=year=since when are you in {r}=When did the {r} shop open?=year you came to {r}", "Parking=few=how many parking places are there in {r}=Can I park in {r}, how many spaces?=parking {r}",
        ),
        ("Who is the deputy manager in {r}?", "how many people work in {r}", "when does the {r} shop close", "e-mail of the {r} shop", "who was the manager in {r} before", "Is there a café in {r}?", "how big is the shop in {r}", "when will the {r} shop be renovated", "how old is the manager in {r}"),
    ),
    "trails": Table(
        "{Walks around the lake/Trails/Hikes from the hut}", "Trail",
        ("Ridge path=ridge path", "Mill round=mill round", "Heron trail=Heron trail=walk with the birds", "Quarry loop=quarry loop", "Chapel way=chapel way=way up to the chapel", "Gorge walk=gorge walk=walk through the gorge", "Children's trail=children's trail=walk for kids", "Summit route=summit route=way to the top", "Moor path=moor path"),
        ("Length=km=how long is the {r}=How many kilometres is the {r}?=length {r}", "Hours=hrs=how much time do I need for the {r}=How many hours does the {r} take?={r} duration", "Climb=metres=how steep is the {r}, how many metres up=height gain {r}=How much does the {r} climb?", "Marked=colour=how is the {r} marked=What colour are the signs of the {r}?=which signs do I follow on the {r}"),
        ("where does the {r} start", "is the {r} open in winter", "can I do the {r} with a pram", "how many people walk the {r} every year", "who looks after the {r}", "is there an inn on the {r}", "How dangerous is the {r}?", "when was the {r} opened"),
    ),
}  # fmt: skip
