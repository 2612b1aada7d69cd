"""A walk through the facts that deserve a look."""
