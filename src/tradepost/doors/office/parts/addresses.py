"""Addresses of other rooms' pages, by name."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import lazy


def address(name: str, *args: Any) -> str:
    """Where a page stands; "" while that room has no such page, so that the mark is text and no link."""
    try:
        return reverse(f"office:{name}", args=args)
    except NoReverseMatch:
        return ""


later = lazy(address, str)
"""The same for declarations that are read before the addresses are known."""


def _bulk(verb: str) -> str:
    return f"{address('list_bulk')}?verb={verb}"


bulk = lazy(_bulk, str)
"""Where a bulk verb of lists/bulk_verbs.py shows what would happen."""
