"""What admins do to sources and facts: files put in, taken away and put back; facts approved, worded, hidden and written.

Doors: `facts.edit`, `facts.edit_errors`, `facts.edit_replies`, `facts.export`, `facts.fact_edits`, `facts.history`,
`facts.under_review`, `facts.written_fact`, `gap_closing`, `reviews.review`, `reviews.review_queue`, `sources.arrivals`,
`sources.captions`, `sources.filenames`, `sources.pasted_texts`, `sources.removal`, `sources.source_files`.
"""
