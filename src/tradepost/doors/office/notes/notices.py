"""What somebody was told of: where it leads, and how it is said."""

from collections.abc import Mapping
from typing import Any

from tradepost.domain.notes.models import Notice
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.beside import page_of
from tradepost.render.sentences import said

_PAGES: Mapping[str, str] = {"mail": "mail", "job": "job"}


def notice_url(notice: Notice) -> str:
    """The page it is about; whether it may be opened is asked there."""
    page = _PAGES.get(notice.kind)
    return address(page, notice.subject_id) if page else page_of(notice.kind, notice.subject_id)


def shown_notice(notice: Notice) -> dict[str, Any]:
    """As the page draws it, in the reader's language."""
    return {"notice": notice, "said": said(notice.said), "url": notice_url(notice)}
