"""What was meant: follow-ups.

Doors: `conversation`.
"""
