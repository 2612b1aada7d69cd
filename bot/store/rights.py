"""The rights that a replica needs in the database, and no more: it reads and writes rows, and makes and changes no tables."""

_SQL = """\
-- What a replica needs at {database}, for whoever owns the tables. Give the role a password with \\password, or a certificate.
CREATE ROLE {role} LOGIN;
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
REVOKE INSERT, UPDATE, DELETE ON {migrations} FROM {role};
-- And for the tables that newer versions add:
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, UPDATE ON SEQUENCES TO {role};
"""
_MIGRATIONS = ("_yoyo_migration", "_yoyo_log", "_yoyo_version", "yoyo_lock")
"""Where it is noted which tables there are (https://ollycope.com/software/yoyo/latest/)."""


def sql(database: str, schema: str, role: str) -> str:
    """Return the statements that make a role with these rights.

    Args:
        database: What the database is called in sentences.
        schema: Where the home is in it.
        role: What the role is to be called.
    """
    named = _quoted(schema)
    return _SQL.format(
        database=database,
        schema=named,
        role=_quoted(role),
        migrations=", ".join(f"{named}.{table}" for table in _MIGRATIONS),
    )


def _quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever it is (https://www.postgresql.org/docs/current/sql-syntax-lexical.html)."""
    return '"{}"'.format(name.replace('"', '""'))
