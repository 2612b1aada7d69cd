"""What admins do to the sources: files put in, taken away and put back."""
