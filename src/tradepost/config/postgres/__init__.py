"""Django's PostgreSQL back end, with cheaper arrays and a cheaper look at whether a kept connection still lives."""
