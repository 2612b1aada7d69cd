import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.past import Subject
from bot.conversation.readings import readings

PIER = Subject("How much does the ferry pier cost?", "The ferry pier costs 14 million crowns.")
MAYOR = Subject("Who is the mayor of Lindvik?", "Ingrid Solheim is the mayor of Lindvik.")
SPEECH = Subject("What did Berg say about herring?", "Berg said that herring feeds the town.")
FERRY = Subject("How many departures per day to Storholm?", "Storholm has 12 departures per day.")
MARSH = Subject("When is the salt marsh closed to boats?", "Boats must keep out of the salt marsh in spring.")
CATCH = Subject("What was landed in 2024?", "In 2024 boats landed 900 tonnes of herring.")
HENS = Subject("can i keep hens", "Hens may be kept, at most six on a plot.")
COURSE = Subject("how much is the 6 week course", "Six-week course: £165")
PLOT = Subject("what does a half plot cost?", "A half plot is £34.")
BARE = Subject("Lindvik mayor")
ALCALDE = Subject("¿Quién es el alcalde de Lindvik?", "Ingrid Solheim es la alcaldesa de Lindvik.")
KAI = Subject("Wie viel kostet der Kai?", "Der Kai kostet 14 Millionen.")
QUAI = Subject("Combien coûte le quai ?", "Le quai coûte 14 millions.")
MOLO = Subject("Quanto costa il molo?", "Il molo costa 14 milioni.")
CAIS = Subject("Onde fica o cais?", "O cais fica em Lindvik.")


@pytest.mark.parametrize(
    ("last", "said", "meant"),
    [
        # another question word
        (PIER, "and when?", "When does the ferry pier cost?"),
        (PIER, "When?", "When does the ferry pier cost?"),
        (PIER, "but why?", "Why does the ferry pier cost?"),
        (PIER, "how long?", "How long does the ferry pier cost?"),
        (PIER, "in which year?", "In which year does the ferry pier cost?"),
        (PIER, "and when was it?", "When does the ferry pier cost?"),
        (MAYOR, "since when?", "Since when is the mayor of Lindvik?"),
        (MAYOR, "who else?", "Who else is the mayor of Lindvik?"),
        (MAYOR, "And where exactly?", "Where exactly is the mayor of Lindvik?"),
        (BARE, "and where?", "Where (Lindvik mayor)?"),
        (Subject("When was Lumen founded?"), "by whom?", "By whom was Lumen founded?"),
        # other words of the same kind
        (FERRY, "and to Graneset?", "How many departures per day to Graneset?"),
        (MAYOR, "what about Storholm", "Who is the mayor of Storholm?"),
        (MAYOR, "and of storholm?", "Who is the mayor of Storholm?"),
        (SPEECH, "what about tourism?", "What did Berg say about tourism?"),
        (SPEECH, "how about Solheim?", "What did Solheim say about herring?"),
        (MARSH, "and to swimmers?", "When is the salt marsh closed to swimmers?"),
        (CATCH, "and in 2025?", "What was landed in 2025?"),
        # other words beside those there were
        (PIER, "what about the marsh?", "How much does the marsh cost?"),
        (PIER, "also the lighthouse", "How much does the lighthouse cost?"),
        # a pronoun
        (MAYOR, "what did she say?", "What did Ingrid Solheim say?"),
        (MAYOR, "how old is she?", "How old is Ingrid Solheim?"),
        (MAYOR, "and what is her salary?", "What is her salary (Ingrid Solheim)?"),
        (PIER, "when does it open?", "When does it open (ferry pier)?"),
        (MARSH, "who decided that?", "Who decided that (boats)?"),
        (MAYOR, "when was she elected?", "When was Ingrid Solheim elected?"),
        (PIER, "how long is it?", "How long is it (ferry pier)?"),
        (Subject("someone found a cat?", "Found: a grey cat."), "where is it now", "Where is it now (cat)?"),
        (
            Subject("On which day is the museum closed?", "On Mondays it is closed."),
            "where is it?",
            "Where is it (museum)?",
        ),
        (
            Subject("who is the harbour master", "Harbour master: Magnus Rendall, tel. 0220."),
            "and his number",
            "His number (Magnus Rendall)?",
        ),
        (MAYOR, "her number?", "Her number (Ingrid Solheim)?"),
        (MAYOR, "her phone number", "Her phone number (Ingrid Solheim)?"),
        # other languages
        (ALCALDE, "¿y cuándo?", "Cuándo es el alcalde de Lindvik?"),
        (ALCALDE, "y desde cuándo?", "Desde cuándo es el alcalde de Lindvik?"),
        (ALCALDE, "y de Graneset?", "¿Quién es el alcalde de Graneset?"),
        (KAI, "und wann?", "Wann kostet der Kai?"),
        (KAI, "und der Markt?", "Wie viel kostet der Markt?"),
        (QUAI, "et quand ?", "Quand coûte le quai ?"),
        (QUAI, "et pourquoi ?", "Pourquoi coûte le quai ?"),
        (MOLO, "e quando?", "Quando costa il molo?"),
        (CAIS, "e quando?", "Quando fica o cais?"),
    ],
)
def test_a_follow_up_carries_what_was_talked_about(last, said, meant):
    assert next(iter(readings(said, (last,)).wholes), None) == meant


MINISTER = Subject("Who is the prime minister of Cuba?", "The prime minister of Cuba is Juana Ruiz.")


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        ([MINISTER], "what about tourism?", "What about tourism (Cuba)?"),
        ([MINISTER], "what about Haiti?", "Who is the prime minister of Haiti?"),
        ([MINISTER], "no, I meant Haiti", "Who is the prime minister of Haiti?"),
        ([Subject("When was Orbit 95 released?")], "what abt orbit xp?", "When was Orbit xp released?"),
        (
            [Subject("How many days off have full-time staff?")],
            "and part-time?",
            "How many days off have part-time staff?",
        ),
        (
            [Subject("How many members has the Senate of Lindvik?")],
            "and how long is their term?",
            "How long is their term (Senate Lindvik)?",
        ),
        ([QUAI], "quel âge a-t-il ?", "Quel âge a-t-il (quai)?"),
        ([HENS], "and cockerels?", "Can i keep cockerels"),
        ([HENS], "who has to agree to that?", "Who has to agree to that (hens)?"),
        ([COURSE], "and a taster", "How much is the taster"),
        ([COURSE], "and if I miss one?", "If I miss one (6 week course)?"),
        ([PLOT], "and a full one", "What does a full plot cost?"),
        ([Subject("which tram is the oldest")], "and the youngest one?", "Which tram is the youngest"),
        (
            [Subject("who gets the medicine", "Medicine goes to Mr Finch.")],
            "when is he in?",
            "When is Mr Finch in?",
        ),
        (
            [Subject("number of joan abbott", "Joan Abbott: 0101")],
            "where is she?",
            "Where is joan abbott?",
        ),
        ([Subject("when are the taps turned on")], "and off?", "When are the taps turned on off?"),
        ([Subject("Are dogs allowed here?")], "what about guide dogs?", "Are guide dogs allowed here?"),
        ([Subject("Which day is it closed (shed)?")], "and in May?", "Which day is it closed (shed) in May?"),
        ([Subject("How much is a ticket?", "A ticket is £9.")], "students?", "How much is a students?"),
        ([MAYOR, Subject("why?")], "and of Storholm?", "Who is the mayor of Storholm?"),
    ],
)
def test_only_what_is_of_the_same_kind_takes_the_place_of_something(before, said, meant):
    assert readings(said, tuple(before)).wholes[0] == meant


def test_in_the_last_place_the_last_question_stands_beside_what_is_said():
    last = Subject("what does the card cost", "The card costs £30 a year and gives a third off.")
    read = readings("what do i get with it", (last,))
    assert read.wholes[-1] == read.echo == "What do i get with it (what does the card cost)?"


@pytest.mark.parametrize(
    ("statement", "is_told"),
    [("Hot food is not sold, as there is no kitchen.", True), ("Hot food is not sold as a rule.", False)],
)
def test_a_reason_is_told_by_its_words(statement, is_told):
    last = Subject("Is there hot food?", statement)
    assert readings("why not?", (last,)).is_told_by(statement, None) == is_told


def test_one_day_is_not_told_by_another():
    last = Subject("When is the shed open?", "It is open on Wednesdays from 6 pm.")
    assert not readings("and on Sundays?", (last,)).is_told_by(last.statement, None)


def test_what_is_said_before_a_question_does_not_belong_to_it():
    said = "I remember the fair in Lindvik. How much did the pier cost?"
    assert readings(said, ()).wholes == ("How much did the pier cost?",)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [("and when?", True), ("why?", False), ("and in Storholm?", False), ("and herring?", True)],
)
def test_the_last_answer_answers_again_only_if_it_tells_what_is_new(said, is_told):
    assert readings(said, (CATCH,)).is_told_by(CATCH.statement, None) == is_told


@pytest.mark.parametrize(
    "said",
    [
        "Who is the mayor of Lindvik?",
        "and how many people work at the smokehouse of Lindvik?",
        "How much herring is landed in Lindvik?",
        "Is it possible to rent rowing boats?",
        "herring",
        "Anders And",
        "Android phones",
        "It rains",
        "that is great",
        "thanks",
        "and?",
        "What?",
        "how?",
        "who are you?",
        "and what can you do?",
        "how are you?",
        "and thank you very much for all of your help today",
        "¿Dónde está el mercado?",
        "Wer ist der Bürgermeister?",
        "Où est le marché ?",
        "И когда?",
        "什么时候？",
        "",
        "?!",
    ],
)
def test_what_stands_on_its_own_is_left_alone(said):
    assert readings(said, (PIER,)).wholes == ()


def test_after_a_language_without_rules_nothing_is_completed():
    assert readings("a kdy?", (Subject("Kdo je starostou města Lindvik?"),)).wholes == ()


SPOKEN = st.lists(
    st.sampled_from(
        [
            "and",
            "what about",
            "when",
            "she",
            "it",
            "Lindvik",
            "2024",
            "y",
            "cuándo",
            "und",
            "?",
            "港口",
            "1.5",
            "\u0301",
        ]
    )
    | st.text(max_size=6)
).map(" ".join)


@given(SPOKEN, SPOKEN, SPOKEN)
def test_whatever_people_write_is_taken(said, question, statement):
    assert all(readings(said, (Subject(question, statement),)).wholes)


@pytest.mark.parametrize(
    ("question", "said", "whole"),
    [
        ("Wie is de burgemeester van Elsbroek?", "en van Lindvik?", "Wie is de burgemeester van Lindvik?"),
        ("Kto jest wójtem Lipowca?", "a kiedy?", "Kiedy jest wójtem Lipowca?"),
        ("Vem är borgmästare i Lindvik?", "och i Osterholm?", "Vem är borgmästare i Osterholm?"),
        ("متى يفتح المخبز؟", "وأين؟", "أين يفتح المخبز؟"),
        ("כמה עולה הכרטיס?", "ומתי?", "מתי עולה הכרטיס?"),
        ("사무소는 언제 여나요?", "그럼 어디서?", "어디서 여나요?"),
    ],
)
def test_follow_ups_are_understood_in_every_language_with_clues(question, said, whole):
    assert readings(said, (Subject(question),)).wholes[0] == whole


@pytest.mark.parametrize("said", ["ومتى", "وأين", "وللأطفال", "وقت العمل", "واحد"])
def test_and_may_be_written_on_to_the_next_word(said):
    begins = readings(said, (Subject("متى يفتح المخبز؟", "يفتح المخبز الساعة السادسة."),)).opener
    assert begins == (() if said in {"وقت العمل", "واحد"} else ("و",))
