"""Views shared by the rooms of the office."""
