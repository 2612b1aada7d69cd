"""What people do, kept in one SQLite file: a table for each concept, joined by `State`.

Doors: `state`, `table`, `gaps`, `prompts`, `source_changes`, `turns`, `updates`, `votes`.
"""
