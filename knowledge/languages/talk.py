"""What people say to a bot that is no question to its sources."""

from enum import StrEnum


class Talk(StrEnum):
    """What is meant by a message that is no question to the sources."""

    GREETING = "greeting"
    WELLBEING = "wellbeing"
    """How are you?"""
    GOODBYE = "goodbye"
    THANKS = "thanks"
    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"
    MAYBE = "maybe"
    OKAY = "okay"
    PRAISE = "praise"
    INSULT = "insult"
    LAUGHTER = "laughter"
    AFFECTION = "affection"
    APOLOGY = "apology"
    MOOD = "mood"
    """How the person feels."""
    WONDER = "wonder"
    """Wow! Really?"""
    WISH = "wish"
    REPEAT = "repeat"
    CANCEL = "cancel"
    WAIT = "wait"
    OPENING = "opening"
    """Are you there? Can I ask something?"""
    JOKE = "joke"
    TRIVIA = "trivia"
    LIFE = "life"
    """What is the meaning of life?"""
    PERSONAL = "personal"
    """Do you have a dog?"""

    NATURE = "nature"
    """Are you human?"""
    MAKER = "maker"
    EMPLOYER = "employer"
    NAME = "name"
    AGE = "age"
    ORIGIN = "origin"
    ABILITIES = "abilities"
    """What can you do? Help!"""
    TOPICS = "topics"
    """What can I ask?"""
    DOCUMENTS = "documents"
    SUMMARY = "summary"
    TONGUE = "tongue"
    """Speak Spanish!"""
    TRUST = "trust"
    """How do you know that?"""
    PRIVACY = "privacy"
    PERSON = "person"
    """I want to talk to a human."""

    @property
    def is_about_the_bot(self) -> bool:
        """Tell whether it asks about the bot and what it holds."""
        return self in _ABOUT_THE_BOT


_ABOUT_THE_BOT = frozenset(list(Talk)[list(Talk).index(Talk.NATURE) :])
