"""What admins do to sources and facts: files put in, taken away and put back; facts approved, worded, hidden and written.

Doors: `arrivals`, `captions`, `export`, `filenames`, `removal`, `source_files`.
"""
