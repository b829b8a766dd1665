"""The first day: an empty company led to its first shipped order."""
