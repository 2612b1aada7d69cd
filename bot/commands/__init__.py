"""What people can do beside asking: a table that says how each command behaves, and one file for what each does.

Doors: `command`, `context`, `table`.
"""
