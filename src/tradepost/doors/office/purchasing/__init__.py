"""Suppliers, purchase orders, receipts and variances in the office."""
