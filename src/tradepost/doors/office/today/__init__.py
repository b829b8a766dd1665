"""Today: where the day begins. The work that waits for a person, and a few figures of the last months."""
