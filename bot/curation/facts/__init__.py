"""Facts approved, worded, hidden, written, cited anew and withdrawn, with their history."""
