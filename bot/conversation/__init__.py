"""What was meant: follow-ups."""
