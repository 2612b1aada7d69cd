"""The shapes of documents, one file each: what a FAQ, a table, a list or a chat claims that its sentences alone do not.

Doors: `recognition`, `claim`, `clause`, `abbreviations`.
"""
