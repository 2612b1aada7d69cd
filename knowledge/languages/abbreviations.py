"""Words after whose full stop a sentence goes on, and what may follow them.

All languages share the tables: an abbreviation of one is hardly ever the last word of a sentence in another, and texts
quote each other. Those that may well end a sentence ("etc.", "Inc.", "usw.", "г.") are in none of them.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_A_NUMBER = _words(
    # figures, equations, sections and other numbered parts
    "fig figs eq eqs sec secs sect chap ch no nos nr nrn vol vols p pp pg ref refs tab tabs app para paras suppl "
    "art arts ed eds ep ex par núm pág págs cap abs abb kap bd ziff rdnr aufl pl taf thm def prop lem cor v rev "
    "рис табл стр с гл разд п пп ст т вып ил "
    # months
    "jan feb mar apr jun jul aug sep sept oct nov dec okt dez ene abr ago dic janv févr avr juil déc "
    # born, died, ruled, and others, species, about
    "b c d n r fl al sp spp ca circa approx aprox env ungef ок"
)
"""In lower case."""

BEFORE_A_NAME = _words(
    "Mr Mrs Ms Messrs Mx Dr Drs Prof Profs Gen Sen Sens Rep Reps Gov Lt Col Maj Capt Cpl Sgt Cmdr Adm Rev Hon Pres Amb Supt "
    "St Ste Mt Ft Suppl Sra Sras Srta Sres Dra Profa Dña Mons Mgr M MM S Mme Mlle Pr Hr Dipl Ing Dhr Mevr "
    "dott dr prof sig sig.ra avv ing dhr mevr drs av avda "
    "проф акад ул пл им просп пер д-р ген г-н г-жа डॉ प्रो श्री د أ"
)
"""As written; a word that often begins a sentence may still follow the end of one."""

NEVER_LAST = re.compile(
    r"(?<!\w)(?:[Ee]\.\s?g|[Ii]\.\s?e|[Cc]f|viz|vs?|approx|incl|excl|resp|ca?|"
    r"[Zz]\.\s?B|[Dd]\.\s?h|[Ss]\.\s?[ou]|u\.\s?a|[Vv]gl|bzw|inkl|evtl|sog|"
    r"p\.\s?ej|p\.\s?ex|aprox|ad\s+es|т\.\s?е|т\.\s?н|напр|[Сс]м|[Сс]р|до н|np|tzn|tj)\.$"
)

OFTEN_FIRST = _words(
    "A An The This That These Those There He She It They We I You His Her Its Their Our My In On At As For From By With To If "
    "When While After Before But And Or So Yet However Since Although Most Many Some All No Not "
    "El La Los Las Un Una En Su Der Die Das Ein Eine Er Sie Es Im Le Les Il Elle Lui O Os As Ele Ela Он Она Оно Они В На Это"
)
"""Capitalised function words: after one of these even a title is the end, as in "on Elm St. She waved."."""

ORDINAL_LANGUAGES = _words("de da no nb nn fi et cs sk sl hr bs sr hu lv is fo tr pl lb")
"""Languages that write the third as "3."."""

BEFORE_AN_ORDINAL = _words(
    "der die das den dem des am im zum zur vom beim bis ab seit ein eine einen einem einer jeder jede jedes jedem ihr sein "
    "ihre seine ihren seinen ihrem seinem und oder den det til av ved"
)
"""Words after which "3." is the third; in lower case."""
