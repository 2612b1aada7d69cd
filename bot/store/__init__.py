"""A home kept in PostgreSQL, of which each replica has a copy that it answers from.

Doors: `allowances`, `database`, `home_files`, `leases`, `schema`, `state_connection`.
"""
