"""Returns: what customers send back, and what becomes of it."""
