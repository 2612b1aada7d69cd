"""Question → decision: candidates, signals, ranking, confidence, reading, answer.

Doors: `decision`, `disagreements`, `outcome`, `pipeline`, `reading.reader`.
"""
