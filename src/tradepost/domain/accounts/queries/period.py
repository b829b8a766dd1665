from datetime import date

from tradepost.base import sql


def open_from() -> date | None:
    """The first day on which may still be posted; None: the books were never closed."""
    found = sql.one("select open_from from accounts_period")
    return found[0] if found else None
