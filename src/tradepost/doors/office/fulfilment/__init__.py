"""Shipments: release, pick, pack, ship."""
