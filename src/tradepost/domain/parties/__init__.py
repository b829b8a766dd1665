"""Parties: who we sell to and buy from, their addresses and terms."""
