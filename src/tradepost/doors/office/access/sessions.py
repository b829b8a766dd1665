"""Sessions in browsers: one's own, and, for whoever manages users, a colleague's."""

from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.access.devices import device_of
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import Part
from tradepost.render.screens.form import ScreenForm


def own_sessions(request: HttpRequest, user_id: UUID, now: datetime) -> Part:
    """One's own, each with a button to end it, but for the one that looks at them."""
    here = str(request.session.session_key)
    found = access_queries.sessions_of(user_id, now)
    rows = [
        {
            **_said(row),
            "here": row.session_key == here,
            "end_url": "" if row.session_key == here else address("sessions_end"),
        }
        for row in found
    ]
    others = sum(1 for row in rows if not row["here"])
    return _part(rows, now, address("sessions_end") if others else "", _("End all others"))


def sessions_of(by: By, user_id: UUID) -> Part:
    """A colleague's: seen by whoever manages users, and ended all at once."""
    rows = [_said(row) for row in access_queries.sessions_of(user_id, by.now)]
    may_end = access_queries.may(by, "access.end_sessions")
    end_url = address("user_sessions_end", user_id) if rows and may_end else ""
    return _part(rows, by.now, end_url, _("End all"))


def _part(rows: list[dict[str, object]], now: datetime, end_url: str, end_label: str) -> Part:
    said = {"rows": rows, "now": now, "end_url": end_url, "end_label": end_label}
    return Part("office/access/_sessions.html", said)


def _said(row: UserSession) -> dict[str, object]:
    return {
        "pk": row.pk,
        "device": device_of(row.user_agent),
        "ip": row.ip,
        "since": row.created_at,
        "last": row.last_seen_at,
    }


def _ended(count: int) -> str:
    return ngettext("%(n)s session was ended.", "%(n)s sessions were ended.", count) % {"n": count}


class OneSession(ScreenForm):
    session = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


@verb(back="office:me", form=OneSession)
def sessions_end(request: HttpRequest, by: By, form: OneSession) -> str:
    """One of one's own, or all but the one that asks."""
    assert by.actor_id is not None
    one, here = form.cleaned_data["session"], str(request.session.session_key)
    count = access.end_sessions(by, user_id=by.actor_id, session_id=one, but=here)
    return done(request, _ended(count), address("me"))


@verb("access.end_sessions", back="office:user")
def user_sessions_end(request: HttpRequest, by: By, pk: UUID) -> str:
    found = access_queries.user(by, pk)
    return done(request, _ended(access.end_sessions(by, user_id=found.pk)))
