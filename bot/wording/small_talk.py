"""What is said to small talk: short, warm, and never a fact."""

import zlib

from bot.reply import Block, Choice, Reply, paragraph
from bot.wording.translation import text
from knowledge.languages.talk import Talk


def said(talk: Talk, heard: str) -> Reply:
    """Return what is said to small talk; which of several ways depends on the message alone."""
    ways = {**_to_manners(), **_to_moods(), **_to_orders(), **_of_itself()}[talk]
    return Reply((paragraph(ways[zlib.crc32(heard.encode()) % len(ways)]),))


def _to_manners() -> dict[Talk, tuple[str, ...]]:
    return {
        Talk.GREETING: (
            text("Hello! What would you like to know?"),
            text("Hi! Ask me anything, and I will look it up."),
        ),
        Talk.WELLBEING: (
            text("All is well here, thank you. What would you like to know?"),
            text("I am fine, thanks for asking. What can I look up for you?"),
        ),
        Talk.GOODBYE: (text("Goodbye! Come back any time."), text("Take care! I will be here.")),
        Talk.THANKS: (text("You are welcome!"), text("Glad to help!")),
        Talk.APOLOGY: (text("No harm done!"), text("Don't worry about it.")),
        Talk.WISH: (text("Thank you, the same to you!"), text("How kind, thank you!")),
        Talk.OPENING: (
            text("I am here. What would you like to know?"),
            text("I am listening. Just ask!"),
        ),
    }


def _to_moods() -> dict[Talk, tuple[str, ...]]:
    return {
        Talk.PRAISE: (
            text("Thank you, that is kind of you!"),
            text("Thanks! The credit goes to those who wrote my sources."),
        ),
        Talk.INSULT: (
            text("I am sorry that I was no help. Ask me in other words, and I will try again."),
            text("Sorry about that. Tell me what you were looking for, and I will look again."),
        ),
        Talk.LAUGHTER: (text("I am glad you can laugh!"), text("Happy to amuse you.")),
        Talk.AFFECTION: (
            text("That is sweet of you. I am only a program, but I like to be asked."),
            text("How kind! I am a program and stay one, but I am always here for your questions."),
        ),
        Talk.MOOD: (
            text("Thank you for telling me. I only know my sources, but I gladly look something up for you."),
            text("I hear you. I am no great company, but I look things up whenever you like."),
        ),
        Talk.WONDER: (text("Quite! Ask me more if you like."), text("Indeed. What else would you like to know?")),
    }  # fmt: skip


def _to_orders() -> dict[Talk, tuple[str, ...]]:
    return {
        Talk.AGREEMENT: (text("Good. What else would you like to know?"), text("Fine! Just ask me the next thing.")),
        Talk.DISAGREEMENT: (
            text("All right. Tell me what you are looking for in other words, and I will look again."),
            text("I see. Ask me again in other words, and I will look once more."),
        ),
        Talk.MAYBE: (text("No hurry. Ask me when you know."), text("That is all right. I am here when you have a question.")),
        Talk.OKAY: (text("Good!"), text("Fine. I am here if there is more.")),
        Talk.REPEAT: (text("Gladly: ask me the same once more, and I show it again."),),
        Talk.CANCEL: (
            text("All right, I leave it at that. I do nothing unless you ask me."),
            text("Fine, forgotten. Ask me something else whenever you like."),
        ),
        Talk.WAIT: (text("Take your time."), text("No hurry, I am here.")),
        Talk.JOKE: (
            text("I am no good at that: I only say what my sources say, and they take it seriously."),
            text("I had better not: everything I say has a source, and my sources never joke or sing."),
        ),
        Talk.TRIVIA: (
            text("I don't pick facts for fun, but I have plenty. Name a subject, and I show what my sources say."),
            text("There is a lot to discover in my sources. Tell me what you are curious about."),
        ),
    }  # fmt: skip


def _of_itself() -> dict[Talk, tuple[str, ...]]:
    return {
        Talk.LIFE: (
            text("That is too big a question for me: I only know what stands in my sources."),
            text("Wiser ones than me have thought about that. I keep to what stands in my sources."),
        ),
        Talk.PERSONAL: (
            text("There is little to tell: I am a program, without home, hobbies or pets. What I have is documents to look things up in."),
            text("I am a program that reads documents, and that is all there is to me. Ask me what is in them!"),
        ),
        Talk.NATURE: (
            text("I am a bot, a program and no human. I look things up in documents and show where they stand."),
            text("No human here: I am a program that answers from documents and shows the proof."),
        ),
        Talk.MAKER: (
            text("People wrote me: I run on Citebot, a free program. What I know was chosen by those who run me here."),
        ),
        Talk.EMPLOYER: (text("I work for those who run me here. They chose the documents that I answer from."),),
        Talk.AGE: (text("I am a program and count no birthdays. How fresh my sources are tells /about."),),
        Talk.ORIGIN: (
            text("I come from no country: I am a program, and I live where those who run me have put me."),
        ),
        Talk.TRUST: (
            text(
                "You need not take my word: everything I say is a sentence of a source or a fact that a person checked, and the words that "
                "prove it stand below it. I can still pick the wrong sentence, so have a look."
            ),
        ),
        Talk.TONGUE: (
            text("Just write to me in your language. I look it up in the documents as they are, so it goes best in theirs."),
        ),
    }  # fmt: skip


def person(*, may_pass_on: bool) -> Reply:
    """Say how a person is reached, if questions may be passed on to one."""
    told = (
        text(
            "I am a program. Ask me first: where I find no answer, there is a button that passes your question "
            "on to a person."
        )
        if may_pass_on
        else text(
            "I am a program, and I cannot pass you on to a person. But ask me: I look it up in my documents."
        )
    )
    return Reply((paragraph(told),))


def name(called: str) -> Reply:
    """Say what the bot is called."""
    return Reply((paragraph(text("I am {name}.", name=called)),))


def again(question: str) -> Reply:
    """Offer to answer the last question again."""
    return Reply((paragraph(text("Gladly: here is what you asked last.")),), (Choice(question, question),))


def abilities(called: str) -> Reply:
    """Say what the bot does."""
    lead = text(
        "I am {name}. Ask me something in your own words: I look it up in my documents and show the words that prove the answer. "
        "What they do not say, I do not say.",
        name=called,
    )
    ways = (
        Choice(text("What can I ask?"), "/topics"),
        Choice(text("Documents"), "/sources"),
        Choice(text("All commands"), "/help"),
    )
    return Reply((paragraph(lead),), ways)


def topics() -> Block:
    """Lead over to what can be asked."""
    return paragraph(text("Ask whatever my documents may tell, in your own words. They are about:"))


def more_topics() -> Choice:
    """Return the way to all of them."""
    return Choice(text("More topics"), "/topics")


def no_summary() -> Block:
    """Say that nothing is summarised."""
    return paragraph(
        text("I don't summarise: that would be in my own words, and I only say what stands in a source.")
    )


def which_source() -> Block:
    """Ask of which document the outline is wanted."""
    return paragraph(text("But I can show how a document is built and what is known of it. Which one?"))
