"""Files of sources/ → what the store takes: documents, drafts and entries, each made in the guarded child that read the file.

Doors: `descriptions`, `prepared`, `sources`.
"""
