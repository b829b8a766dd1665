"""The office on a phone at the shelf: large, by scan, one thing at a time."""
