"""Every sentence a person reads, one file per subject.

Doors: `answers`, `refusals`, `explanation`, `introduction`, `facts`, `sources`, `passages`, `pages`, `figures`,
`refreshes`, `source_changes`, `upload_receipts`, `feedback`, `telegram_notices`, `outcome_json`.
"""
