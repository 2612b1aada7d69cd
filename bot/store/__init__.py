"""A home kept in PostgreSQL, of which each replica has a copy that it answers from.

Doors: `address`, `allowances`, `database`, `generations`, `home_files`, `leases`, `listener`,
`rights`, `schema`, `state_connection`, `transfer`.
"""
