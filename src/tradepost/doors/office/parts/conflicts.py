"""Two people in one document: who saves second hears who was first, and gets the lines as they are now."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile

Shown = Callable[[], Sequence[dict[str, Any]]]


@contextmanager
def telling_theirs(document_id: UUID, theirs: Shown) -> Iterator[None]:
    """Around a command that refuses an older version: the refusal then says whose save came first, the version
    that stands, and `theirs`: its lines as a grid loads them, to be joined with what was typed.
    """
    try:
        yield
    except ChangedMeanwhile as refusal:
        last = next(iter(feed.about([document_id], 1)), None)
        who = last.actor if last else _("Somebody")
        version = str(refusal.facts.get("version", ""))
        raise ChangedMeanwhile(
            _("%s saved this meanwhile.") % who, version=version, theirs=list(theirs())
        ) from None
