"""The list of users."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.access.words import ROLE_WORDS
from tradepost.doors.office.parts.addresses import address, later
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset


def roles_text(row: Any) -> str:
    """The roles of a user, each once."""
    held = dict.fromkeys(grant.role for grant in row.grants.all())
    return ", ".join(str(ROLE_WORDS.get(role, role)) for role in held)


def _limits(row: Any) -> str:
    kinds = {grant.scope_kind for grant in row.grants.all() if grant.scope_kind}
    return ", ".join(str(SCOPES.get(kind, kind)) for kind in sorted(kinds))


SCOPES = {"own_customers": _("own customers"), "warehouse": _("one warehouse"), "customer": _("one customer")}

USERS = ListScreen(
    name="users",
    title=_("Users"),
    noun=_("users"),
    listing=access_queries.USERS,
    may="access.read",
    search_hint=_("Name, e-mail"),
    columns=(
        Column(
            "name",
            _("Name"),
            value=lambda row: row.get_full_name(),
            link=lambda row: address("user", row.pk),
            sort="name",
        ),
        Column("email", _("E-mail"), sort="email"),
        Column("standing", _("State"), "state"),
        Column("roles", _("Roles"), value=roles_text),
        Column("limits", _("Limited to"), value=_limits, priority=2),
        Column("last_login", _("Last signed in"), "moment", priority=3),
    ),
    filters=(
        FilterField("role", choices=tuple(ROLE_WORDS.items())),
        FilterField("active", _("Active")),
    ),
    presets=(Preset(_("Active"), "active=yes"),),
    verbs=(
        ListVerb(_("Invite"), later("user_invite"), "mail-plus", strong=True, may="access.invite_user"),
        ListVerb(_("New user with a password"), later("user_new"), "user-plus", may="access.create_user"),
    ),
    empty=Empty(_("Nobody yet")),
)
