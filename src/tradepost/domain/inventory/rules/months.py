"""Months of UTC, each named by its first day: what stock moves are summed by."""

from datetime import UTC, date, datetime


def first_of_month(moment: datetime) -> date:
    """The month a moment lies in."""
    return moment.astimezone(UTC).date().replace(day=1)


def month_after(month: date) -> date:
    """The next one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(since: date, until: date) -> list[date]:
    """All months from `since` to before `until`."""
    found = []
    while since < until:
        found.append(since)
        since = month_after(since)
    return found


def begins(month: date) -> datetime:
    """Its first moment."""
    return datetime(month.year, month.month, month.day, tzinfo=UTC)


def month_from(moment: datetime) -> date:
    """The first month of which no moment lies before this one."""
    month = first_of_month(moment)
    return month if begins(month) == moment else month_after(month)
