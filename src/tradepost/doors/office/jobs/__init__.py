"""Long work that people asked for: how far it is, what came out, what went wrong."""
