"""Items and categories in the office."""
