"""Files and texts put among the sources, taken away and put back."""
