"""Question → decision: candidates, signals, ranking, confidence, answer.

Doors: `decision`, `snapshot`, `answerability`, `ranking`, `query`, `features`, `weights`.
"""
