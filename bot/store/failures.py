"""What PostgreSQL says that it cannot do → a sentence with a remedy for whoever runs the bot."""


def sentence(error: Exception, database: str, schema: str) -> str:
    """Return what is said in the place of an error of psycopg's (https://www.postgresql.org/docs/current/errcodes-appendix.html).

    Args:
        error: What psycopg has raised.
        database: Its host and name, as they are shown.
        schema: Where the home is in it.
    """
    from psycopg import OperationalError, errors

    sentences: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
        (
            (errors.InvalidPassword, errors.InvalidAuthorizationSpecification),
            "does not let this program in. Check the user and the password in the address of the store.",
        ),
        (
            (errors.UndefinedTable, errors.InvalidSchemaName),
            f"holds no home in the schema “{schema}”. Make one with: citebot store init",
        ),
        (
            (errors.InsufficientPrivilege,),
            "does not give this program the rights that it needs. They are printed by: citebot store init --rights",
        ),
        (
            (errors.DiskFull,),
            "has no room left. Make room on its disk. Until then what was read before counts.",
        ),
        (
            (errors.ReadOnlySqlTransaction,),
            "takes no changes. Check that the address is that of the primary server, not of a standby; it is tried again by itself.",
        ),
        (
            (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected),
            "is busy with something else. Please try again in a moment.",
        ),
        (
            (OperationalError,),
            "cannot be reached. Check that it runs and that the network lets this program through; it is tried again by itself.",
        ),
    )
    other = "did not do what it was asked to. What it says about that is in the log."
    said = next((text for kinds, text in sentences if isinstance(error, kinds)), other)
    if "authentication failed" in str(error):  # a refused connection has no code
        said = sentences[0][1]
    return f"The database at {database} {said}"
