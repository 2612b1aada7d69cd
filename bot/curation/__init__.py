"""What admins do to the sources: files put in, taken away and put back.

Doors: `filenames`, `removal`, `source_files`.
"""
