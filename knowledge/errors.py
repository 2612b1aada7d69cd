"""What can stop the program.

    CitebotError
    ├── ConfigError       config.yaml or the environment cannot be used
    ├── HomeError         the home folder is missing, unreadable or not writable
    ├── ReadError         one source file cannot be read; becomes a Problem
    ├── FactFileError     one fact file cannot be parsed at all; becomes a Problem
    ├── StoreError        the derived .citebot/ folder cannot be opened or written
    └── SearchError       the search engine does not answer

A mistake in one of a person's files is not an exception to its reader's caller: it is a `Problem`,
collected with all the others. Not knowing an answer is a `NoAnswer`.
"""


class CitebotError(Exception):
    """Say in one sentence what is wrong and in another what to do about it."""


class ConfigError(CitebotError):
    """Report every mistake in the configuration at once."""


class HomeError(CitebotError):
    """Report a home folder that cannot be used."""


class ReadError(CitebotError):
    """Report a source file that cannot be read, and the remedy.

    The message completes the sentence "FILE …", for example
    "is protected by a password. Save a copy without one and put that in its place."
    """


class FactFileError(CitebotError):
    """Report a fact file that cannot be parsed, with the line where parsing stopped."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class StoreError(CitebotError):
    """Report a derived folder that cannot be opened or written."""


class SearchError(CitebotError):
    """Report a search engine that cannot be reached or used now; what it holds is left as it is."""
