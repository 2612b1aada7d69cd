"""Updates: received, kept on disk before they are acknowledged, and taken in order; who and what is meant by them."""
