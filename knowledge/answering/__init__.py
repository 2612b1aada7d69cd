"""Question → decision: candidates, signals, ranking, confidence, answer.

Doors: `decision`, `outcome`, `pipeline`.
"""
