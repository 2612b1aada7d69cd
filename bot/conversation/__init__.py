"""What was meant: follow-ups.

Doors: `followups`.
"""
