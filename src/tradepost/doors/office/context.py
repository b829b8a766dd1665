"""What every office page knows: who acts, when, where the navigation leads."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from tradepost.domain.access import queries as access_queries
from tradepost.domain.notes.queries import unread_count
from tradepost.doors.office.access.preferences import taste_of
from tradepost.doors.office.by import by_of
from tradepost.doors.office.nav import creatable, nav_of
from tradepost.doors.office.sayings import sayable
from tradepost.doors.office.words import shell_words


def office(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Empty for people who are not signed in, and outside the office's own pages."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"words": shell_words()}
    by = by_of(request)
    said = taste_of(user)
    return {
        "by": by,
        "now": by.now,
        "nav": nav_of(by, request.path),
        "create": creatable(by),
        "words": shell_words(),
        # Asked for by the page's head only: a part that is fetched anew every second has none.
        "unread": partial(unread_count, by) if access_queries.may(by, "notes.read_mentions") else None,
        "taste": said,
        "find_words": {"sayings": sayable(by)},
    }
