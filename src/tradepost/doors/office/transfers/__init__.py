"""Transfers in the office."""
