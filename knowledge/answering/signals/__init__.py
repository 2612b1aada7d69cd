"""Question × candidate → signals: what speaks for a fact as the answer, one family of signals a file.

Doors: `compare`, `signals`.
"""
