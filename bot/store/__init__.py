"""A home kept in PostgreSQL, of which each replica has a copy that it answers from.

Doors: `database`, `home_files`, `schema`, `state_connection`.
"""
