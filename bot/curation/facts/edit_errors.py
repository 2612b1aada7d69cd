"""Why a fact is not changed as somebody wished; the words for it stand in the wording."""

from knowledge.errors import CitebotError
from knowledge.facts.proof import Unproven


class FactEditError(CitebotError):
    """Say that a change to a fact is not made. What the files hold is as before."""


class ChangedMeanwhileError(FactEditError):
    """Report that a fact says something else by now than what its editor saw."""

    def __init__(self, fact_id: str, present: str) -> None:
        super().__init__(f"The fact “{fact_id}” says by now: {present}")
        self.fact_id = fact_id
        self.present = present
        """What it says now; empty where it is gone."""


class NotProvenError(FactEditError):
    """Report quotes that their sources do not hold."""

    def __init__(self, unproven: tuple[Unproven, ...]) -> None:
        super().__init__(
            " ".join(quote.complaint for quote in unproven) or "A fact needs a quote that proves it."
        )
        self.unproven = unproven
        """Those that prove nothing; empty where there was no quote at all."""


class NoSuchFactError(FactEditError):
    """Report that no fact file has a fact of an id, or none that can be read."""

    def __init__(self, fact_id: str) -> None:
        super().__init__(
            f"No file holds a fact “{fact_id}” that can be changed. citebot check says what is wrong."
        )
        self.fact_id = fact_id


class TooLongError(FactEditError):
    """Report words that are too long for what they are to be."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"That is too long: {length} of at most {limit} characters.")
        self.length = length
        self.limit = limit


class NothingToUndoError(FactEditError):
    """Report that there is no edit of a number."""


class UnchangeableFileError(FactEditError):
    """Report a fact file that cannot be changed as it stands."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} cannot be changed. {reason}")
        self.file = file
        self.reason = reason
