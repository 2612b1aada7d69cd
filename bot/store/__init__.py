"""A home kept in PostgreSQL, of which each replica has a copy that it answers from.

Doors: `database`, `schema`, `state_connection`.
"""
