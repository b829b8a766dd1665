"""The process that does what follows from events, and what is due by the clock."""
