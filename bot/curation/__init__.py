"""What admins do to the sources: files put in, taken away and put back.

Doors: `arrivals`, `filenames`, `removal`, `source_files`.
"""
