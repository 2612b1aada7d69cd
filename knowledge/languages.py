"""What the program knows of each language: function words, stems, question words, and how to tell it apart.

Function words are kept short on purpose. They carry no content, mark a language, and are matched with little weight;
published stop lists also hold content words ("computer", "effect") that people ask about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FALLBACK = "en"


class Asked(StrEnum):
    """The kind of answer a question word calls for."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Language:
    """One language."""

    code: str
    """ISO 639-1."""
    stemmer: str | None
    """Snowball algorithm; None where words do not inflect or none exists."""
    function_words: frozenset[str]
    """Lower case, accents kept."""
    negations: frozenset[str] = frozenset()
    """Words that turn a claim into its opposite, lower case, accents kept."""
    question_words: Mapping[str, Asked] = field(default_factory=dict)
    """Word or phrase, lower case, accents kept → what it asks for."""
    answer_words: Mapping[Asked, frozenset[str]] = field(default_factory=dict)
    """Kind of answer → words, lower case, that a sentence offering one often holds."""


def _language(  # noqa: PLR0913 - a row of the table below has as many columns
    code: str,
    stemmer: str | None,
    function_words: str,
    negations: str,
    *,
    asks: dict[Asked, str],
    answers: dict[Asked, str],
) -> Language:
    return Language(
        code,
        stemmer,
        frozenset(function_words.split()),
        frozenset(negations.split()),
        {phrase: kind for kind, phrases in asks.items() for phrase in phrases.split(",")},
        {kind: frozenset(words.split()) for kind, words in answers.items()},
    )


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        _language(
            "en",
            "english",
            "a an the and or but if then than that this these those there here of in on at by to from with without into onto "
            "over under about for as is are was were be been being am do does did doing done have has had having will would "
            "shall should can could may might must not no nor so such it its it's he him his she her hers they them their "
            "theirs we us our you your i me my mine who whom whose which what when where why how s t re ve ll d m don doesn didn "
            "isn wasn aren weren also any some all each both between during after before up down out off again very just "
            "only own same too other another because while until against through above below per via",
            "not no never none nobody nothing neither nor cannot t without",
            asks={
                Asked.PERSON: "who,whom,whose",
                Asked.PLACE: "where,what country,which country,what city,which city",
                Asked.TIME: "when,what year,which year,what date,what month,what day",
                Asked.NUMBER: "how many,how much,how long,how old,how far,how big,how large,how tall,how high,what percentage,what number",
                Asked.REASON: "why,how come,what caused,for what reason",
            },
            answers={
                Asked.TIME: "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday century decade year years month week ago today yesterday tomorrow morning evening spring summer autumn winter",
                Asked.NUMBER: "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion dozen half third quarter percent per cent twice once several",
                Asked.REASON: "because due since therefore thus reason cause caused owing so result led order",
            },
        ),
        _language(
            "es",
            "spanish",
            "el la los las un una unos unas y e o u pero si no de del al a en con sin por para sobre entre hasta desde que quien "
            "quienes cual cuales cuando donde como cuanto cuantos cuanta cuantas qué quién quiénes cuál cuáles cuándo dónde cómo "
            "cuánto cuántos cuánta cuántas es son era eran fue fueron ser está están estaba ha han había haber hay se su sus lo le "
            "les me te nos mi tu este esta esto estos estas ese esa eso esos esas aquel aquella más muy también ya porque tras "
            "ante durante según",
            "no nunca jamás ningún ninguna nadie nada tampoco sin",
            asks={
                Asked.PERSON: "quién,quien,quiénes,quienes",
                Asked.PLACE: "dónde,donde,adónde,qué país,qué ciudad",
                Asked.TIME: "cuándo,cuando,qué año,qué fecha,qué día",
                Asked.NUMBER: "cuánto,cuánta,cuántos,cuántas,cuanto,cuanta,cuantos,cuantas,qué porcentaje",
                Asked.REASON: "por qué,porqué",
            },
            answers={
                Asked.TIME: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo siglo año años mes semana hoy ayer",
                Asked.NUMBER: "uno dos tres cuatro cinco seis siete ocho nueve diez cien mil millones ciento docena mitad",
                Asked.REASON: "porque debido ya causa motivo razón",
            },
        ),
        _language(
            "de",
            "german",
            "der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als wie ist sind war waren sein wird "
            "werden wurde wurden hat haben hatte hatten nicht kein keine von vom zu zum zur in im an am auf aus bei beim mit nach "
            "seit für über unter vor durch gegen ohne um bis zwischen es er sie wir ihr ich du man sich sein seine ihre ihren "
            "dieser diese dieses diesem diesen was wer wen wem wessen wo wann warum welche welcher welches welchem auch noch nur "
            "sehr so dass ob weil während kann können soll muss",
            "nicht kein keine keinen nie niemals niemand nichts ohne",
            asks={
                Asked.PERSON: "wer,wen,wem,wessen",
                Asked.PLACE: "wo,wohin,woher,welchem land,welcher stadt",
                Asked.TIME: "wann,welchem jahr,welches jahr,welchem tag",
                Asked.NUMBER: "wie viel,wie viele,wieviel,wieviele,wie lange,wie alt,wie hoch,wie groß,wie weit",
                Asked.REASON: "warum,wieso,weshalb,weswegen",
            },
            answers={
                Asked.TIME: "januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag jahrhundert jahr jahre jahren monat woche heute gestern",
                Asked.NUMBER: "eins zwei drei vier fünf sechs sieben acht neun zehn hundert tausend million millionen milliarden prozent hälfte dutzend",
                Asked.REASON: "weil da wegen aufgrund grund deshalb denn",
            },
        ),
        _language(
            "fr",
            "french",
            "le la les l un une des du de d et ou mais si ne pas à au aux en dans sur sous par pour avec sans entre vers chez que "
            "qu qui quoi dont où quand comment combien pourquoi quel quelle quels quelles est sont était étaient fut être a ont "
            "avait avaient ce c cet cette ces il elle ils elles on nous vous je tu se s son sa ses leur leurs y n j m t plus très "
            "aussi depuis pendant après avant comme lors selon",
            "ne pas jamais aucun aucune personne rien sans",
            asks={
                Asked.PERSON: "qui,à qui,de qui",
                Asked.PLACE: "où,quel pays,quelle ville",
                Asked.TIME: "quand,quelle année,quelle date,quel jour",
                Asked.NUMBER: "combien,quel âge,quel pourcentage",
                Asked.REASON: "pourquoi",
            },
            answers={
                Asked.TIME: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche siècle an ans année années mois semaine hier",
                Asked.NUMBER: "deux trois quatre cinq six sept huit neuf dix cent mille million millions milliard moitié douzaine",
                Asked.REASON: "parce car cause raison grâce afin",
            },
        ),
        _language(
            "pt",
            "portuguese",
            "o a os as um uma uns umas e ou mas se não de do da dos das ao à aos às em no na nos nas com sem por pelo pela pelos "
            "pelas para sobre entre até desde que quem qual quais quando onde como quanto quantos quanta quantas é são era eram foi "
            "foram ser está estão estava tem têm tinha há seu sua seus suas ele ela eles elas você nós eu me te lhe este esta isto "
            "esse essa isso aquele aquela mais muito também já porque após durante segundo",
            "não nunca jamais nenhum nenhuma ninguém nada sem",
            asks={
                Asked.PERSON: "quem",
                Asked.PLACE: "onde,aonde,que país,que cidade",
                Asked.TIME: "quando,que ano,que data,que dia",
                Asked.NUMBER: "quanto,quanta,quantos,quantas,que percentagem,que porcentagem",
                Asked.REASON: "por que,porque,por quê",
            },
            answers={
                Asked.TIME: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda terça quarta quinta sexta sábado domingo século ano anos mês semana hoje ontem",
                Asked.NUMBER: "dois duas três quatro cinco seis sete oito nove dez cem mil milhão milhões metade dúzia",
                Asked.REASON: "porque devido pois causa motivo razão",
            },
        ),
        _language(
            "it",
            "italian",
            "il lo la i gli le l un uno una e ed o ma se non di del dello della dei degli delle d a al allo alla ai agli alle in nel "
            "nello nella nei negli nelle su sul sulla sui con senza per tra fra da dal dalla dai dalle che chi cui quale quali "
            "quando dove come quanto quanti quanta quante perché è sono era erano fu furono essere ha hanno aveva avevano si suo "
            "sua suoi sue loro questo questa questi queste quello quella più molto anche già dopo prima durante secondo",
            "non mai nessun nessuno nessuna niente nulla senza",
            asks={
                Asked.PERSON: "chi,di chi,a chi",
                Asked.PLACE: "dove,dov'è,quale paese,quale città",
                Asked.TIME: "quando,quale anno,che anno,quale data",
                Asked.NUMBER: "quanto,quanta,quanti,quante,quale percentuale",
                Asked.REASON: "perché,come mai",
            },
            answers={
                Asked.TIME: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica secolo anno anni mese settimana oggi ieri",
                Asked.NUMBER: "due tre quattro cinque sei sette otto nove dieci cento mille milione milioni miliardi metà dozzina",
                Asked.REASON: "perché poiché causa motivo ragione dovuto",
            },
        ),
        _language(
            "ru",
            "russian",
            "и в во не что он она оно они на я с со как а то все так его но да ты к ко у же вы за бы по её ее мне было от о об из "
            "ему для при был была были быть есть или ни уже до когда где кто кого кому чей чья чьё какой какая какое какие каком "
            "каких сколько почему зачем это этот эта эти этого этой том тот та те чем чём под над между через после перед также "
            "который которая которое которые которого которой их им ней нём нем",
            "не ни нет никогда никто ничего без",
            asks={
                Asked.PERSON: "кто,кого,кому,кем,чей,чья",
                Asked.PLACE: "где,куда,откуда,какой стране,каком городе",
                Asked.TIME: "когда,каком году,какого числа,какой день",
                Asked.NUMBER: "сколько,насколько,какой процент",
                Asked.REASON: "почему,зачем,отчего",
            },
            answers={
                Asked.TIME: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь понедельник вторник среда четверг пятница суббота воскресенье век веке года году год лет месяц неделя сегодня вчера",
                Asked.NUMBER: "один два две три четыре пять шесть семь восемь девять десять сто тысяч тысячи миллион миллионов миллиард половина процентов",
                Asked.REASON: "потому поэтому из-за причина причине вследствие",
            },
        ),
        _language(
            "zh",
            None,
            "的 了 和 与 及 或 在 是 有 被 把 由 于 从 到 对 为 以 也 都 就 而 但 并 等 这 那 其 之 所 将 会 能 可 吗 呢 吧 啊 什么 "
            "哪 哪个 哪些 哪里 哪儿 谁 何 何时 多少 几 怎么 怎样 如何 为什么 为何 请问 它 他 她 他们 我 你 一个 个 是否",
            "不 没 没有 未 无 非 并非",
            asks={
                Asked.PERSON: "谁,哪位,什么人",
                Asked.PLACE: "哪里,哪儿,哪个国家,哪个城市,何处,什么地方,位于",
                Asked.TIME: "何时,什么时候,哪年,哪一年,几年,哪天,什么时间",
                Asked.NUMBER: "多少,几个,几,多大,多高,多长",
                Asked.REASON: "为什么,为何,什么原因",
            },
            answers={
                Asked.TIME: "年 月 日 世纪 年代 今天 昨天 星期",
                Asked.NUMBER: "一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 半",
                Asked.REASON: "因为 因 由于 原因 所以",
            },
        ),
        _language(
            "ar",
            "arabic",
            "في من على إلى الى عن مع هو هي هم هذا هذه ذلك تلك التي الذي الذين ما ماذا متى أين اين كيف كم لماذا أي اي هل و أو او ثم "
            "أن ان إن لا لم لن قد كان كانت يكون تكون بين بعد قبل عند حتى كما كل بعض غير حيث منذ خلال ضد أية",
            "لا لم لن ليس ليست غير بدون",
            asks={
                Asked.PERSON: "من,من هو,من هي,لمن",
                Asked.PLACE: "أين,اين,أي بلد,أي مدينة,في أي دولة",
                Asked.TIME: "متى,أي عام,أي سنة,في أي عام",
                Asked.NUMBER: "كم,كم عدد,ما عدد",
                Asked.REASON: "لماذا,ما سبب",
            },
            answers={
                Asked.TIME: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر عام سنة قرن شهر يوم أسبوع",
                Asked.NUMBER: "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة مائة ألف مليون مليار نصف",
                Asked.REASON: "لأن بسبب سبب نتيجة",
            },
        ),
    )
}
"""ISO 639-1 code → language, in the order in which ties between them are decided."""

_LATIN = ("en", "es", "de", "fr", "pt", "it")
_SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Characters of each of the beginning and the middle of a text that decide its language."""


def detect(text: str, fallback: str = FALLBACK) -> str:
    """Return the code of the language a text is mostly written in.

    The script decides first; among languages in Latin letters the one whose function words occur most often does.

    Args:
        text: A text of any length; of long ones two samples are looked at.
        fallback: What to return where nothing speaks for any language, as in a bare name.
    """
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        text = text[:_SAMPLE] + text[middle : middle + _SAMPLE]
    letters = sum(map(str.isalpha, text))
    for code, script in _SCRIPTS.items():
        if len(script.findall(text)) * 3 > letters:
            return code
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {code: sum(word in LANGUAGES[code].function_words for word in words) for code in _LATIN}
    best = max(_LATIN, key=lambda code: (counts[code], code == fallback))
    return best if counts[best] else fallback


def language(code: str) -> Language:
    """Return the language of a code such as "en" or "pt-BR"; of an unknown one, a language without rules."""
    primary = code.lower().replace("_", "-").partition("-")[0]
    return LANGUAGES.get(primary) or Language(primary, None, frozenset())
