"""What admins do to sources and facts: files put in, taken away and put back; facts approved, worded, hidden and written.

Doors: `arrivals`, `captions`, `edit`, `edit_errors`, `edit_replies`, `export`, `fact_edits`,
`filenames`, `gap_closing`, `history`, `pasted_texts`, `removal`, `review`, `review_queue`,
`source_files`, `under_review`, `written_fact`.
"""
