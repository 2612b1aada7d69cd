"""Question and candidates → verdicts: does this tell what was asked?

Doors: `passage`, `reader`.
"""
