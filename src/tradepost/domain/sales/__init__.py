"""Quotes and orders: what customers asked for and what we answered."""
