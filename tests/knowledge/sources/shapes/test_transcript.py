def test_an_answer_in_a_chat_has_the_question_before_it(statements):
    chat = "[12.03.26, 09:14] Mia: Is the lift running?\n[12.03.26, 09:15] Leo: Yes, since Monday.\n"
    assert statements(chat) == [("Leo: Yes, since Monday.", ("Is the lift running?",))]


def test_nobody_answers_himself(statements):
    chat = "[09:14] Mia: Is the lift running?\n[09:15] Mia: I have skis with me.\n"
    assert statements(chat) == [("Mia: I have skis with me.", ())]


def test_speakers_without_times_must_speak_in_turn(statements):
    talk = "ANN: Who built it?\n\nBO: My father did.\n\nANN: When was that?\n\nBO: In 1911.\n"
    assert statements(talk) == [
        ("BO: My father did.", ("Who built it?",)),
        ("BO: In 1911.", ("When was that?",)),
    ]


def test_an_agenda_is_no_chat(statements):
    agenda = "18:00 Opening: the chair\n\n18:10 Report: the sea wall\n\n18:45 Vote: the marina\n"
    assert all(not statement.startswith("Opening") for statement, _ in statements(agenda))
