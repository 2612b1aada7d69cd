"""What people do, kept in one SQLite file: a table for each concept, joined by `State`.

Doors: `activity`, `gap_groups`, `gaps`, `notices`, `prompts`, `reviews`, `source_changes`, `state`, `table`, `turns`,
`updates`, `votes`.
"""
