"""Users, roles and tokens in the office."""
