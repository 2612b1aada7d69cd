"""Question → decision: candidates, signals, ranking, confidence, reading, answer.

Doors: `decision`, `outcome`, `pipeline`, `reading.reader`.
"""
