"""Counting what lies there, while it moves, and bringing the books to it."""
