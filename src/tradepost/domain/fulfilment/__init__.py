"""Fulfilment: what leaves the house. Released orders are picked, packed and shipped."""
