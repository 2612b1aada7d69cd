import pytest

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.mail.mail_parts import spoken


def said(*texts):
    return [block.text for block in spoken(map(Block, texts)) if block.text]


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,",
        "Mit freundlichen Grüßen",
        "Cordialement,",
        "Saludos",
        "С уважением,",
        "Thanks,",
        "Met vriendelijke groet,",
        "Freundliche Grüsse",
        "Gruß, Ana",
        "Ystävällisin terveisin",
        "Saygılarımla,",
        "Με εκτίμηση,",
        "З повагою,",
        "مع أطيب التحيات،",
        "בברכה,",
    ],
)
def test_what_follows_a_closing_is_a_signature(closing):
    assert said("The pier is open.", f"{closing}\nAna Moe\nHead of piers\nTel. 555 01 22") == [
        "The pier is open."
    ]


def test_sentences_and_postscripts_behind_a_closing_are_kept():
    assert said("Kind regards\nAna", "The key hangs behind the third oar.", "PS: Bring a rope") == [
        "The key hangs behind the third oar.",
        "PS: Bring a rope",
    ]


def test_so_are_sentences_that_no_space_parts_into_words():
    assert said("よろしくお願いします。", "集合場所は北の桟橋の入口です。") == [
        "集合場所は北の桟橋の入口です。"
    ]


def test_nothing_behind_the_mark_of_a_signature_is_kept():
    assert said(
        "Open.", "--\nAna\nThis e-mail is confidential.", "We are a company of the harbour group since 1911."
    ) == ["Open."]


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "If you are not the intended recipient, please delete it.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
        "Ce message est confidentiel.",
        "Please consider the environment before printing this e-mail.",
        "Sent from my phone",
    ],
)
def test_notices_are_left_out(notice):
    assert said("The pier is open.", notice) == ["The pier is open."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan of the pier is confidential until May.",
        "Thanks for the message about the pier.",
        "Best berth is A1",
        "If you are not a member, you pay 30 euros.",
        "This message board is for members only.",
    ],
)
def test_honest_sentences_are_no_notices(sentence):
    assert said(sentence, "More.") == [sentence, "More."]


def test_the_header_of_a_quoted_mail_is_a_heading_and_ends_a_signature():
    blocks = [Block("Regards,\nAna"), Block("Von: Bo\nGesendet: Montag\nBetreff: Pier"), Block("It is open.")]
    assert [(block.kind, block.text) for block in spoken(blocks) if block.text] == [
        (Kind.HEADING, "Von: Bo Gesendet: Montag Betreff: Pier"),
        (Kind.PARAGRAPH, "It is open."),
    ]
