"""Every sentence a person reads, one file per subject, in the language of that person.

Doors: `activity`, `answers`, `changed_facts`, `conflicts`, `direction`, `explanation`, `exports`,
`fact_edits`, `facts`, `feedback`, `figures`, `gaps`, `introduction`, `last_answer`, `outcome_json`, `pages`,
`passages`, `places`, `prompts`, `proof`, `refreshes`, `refusals`, `reviews`, `small_talk`, `source_changes`,
`sources`, `telegram_notices`, `translation`, `upload_receipts`, `upload_refusals`.
"""
