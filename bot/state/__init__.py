"""What people do, kept in an SQLite file or in PostgreSQL: a table for each concept, joined by `State`.

Doors: `activity`, `gap_groups`, `gaps`, `notices`, `prompts`, `reviews`, `source_changes`, `state`, `table`, `turns`,
`updates`, `votes`.
"""
