"""The facts about who may do what in words, and the roles."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.timeline import WORDS, Words

ROLE_WORDS = {
    "owner": _("Owner"),
    "sales": _("Sales"),
    "rep": _("Sales rep"),
    "warehouse": _("Warehouse"),
    "purchasing": _("Purchasing"),
    "billing": _("Billing"),
    "viewer": _("Viewer"),
    "buyer": _("Buyer at a customer"),
}
ROLE_HELP = {
    "owner": _("everything, and who may do what"),
    "sales": _("quotes, orders, prices, customers"),
    "rep": _("quotes and orders"),
    "warehouse": _("pick, pack, ship, receive, count"),
    "purchasing": _("items, suppliers, purchase orders, reordering"),
    "billing": _("invoices, payments, books, credit"),
    "viewer": _("looks at everything, changes nothing"),
}

FACTOR_WORDS = {
    "totp": _("Authenticator app"),
    "webauthn": _("Passkey"),
    "recovery_codes": _("Recovery codes"),
}


def _fields(data: Mapping[str, Any]) -> str:
    return ", ".join(str(name).replace("_", " ") for name in data["fields"])


def _roles(data: Mapping[str, Any]) -> str:
    return ", ".join(str(ROLE_WORDS.get(str(role).split(":")[0], role)) for role in data["roles"])


def _factor(data: Mapping[str, Any]) -> str:
    kind = FACTOR_WORDS.get(str(data["kind"]), data["kind"])
    said = _("%s added") if data["change"] == "added" else _("%s removed")
    return str(said) % kind


def _factors(data: Mapping[str, Any]) -> str:
    return ", ".join(str(FACTOR_WORDS.get(str(kind), kind)) for kind in data["kinds"])


WORDS.update(
    {
        "access.user_created": Words(_("Entered"), "user-plus"),
        "access.user_changed": Words(_("Changed"), "pencil", _fields),
        "access.password_set": Words(_("Password set"), "key-round"),
        "access.roles_set": Words(_("Roles set"), "shield", _roles),
        "access.token_made": Words(_("API token made"), "key-square", lambda data: str(data["label"])),
        "access.token_revoked": Words(_("API token revoked"), "ban"),
        "access.token_used": Words(_("API token used"), "dot"),
        "access.user_invited": Words(_("Invited"), "mail"),
        "access.invitation_accepted": Words(_("Came in by the invitation"), "door-open"),
        "access.invitation_withdrawn": Words(_("Invitation withdrawn"), "mail-x"),
        "access.preferences_set": Words(_("Preferences set"), "sliders-horizontal", _fields),
        "access.sessions_ended": Words(_("Sessions ended"), "log-out", lambda data: str(data["sessions"])),
        "access.second_factor_changed": Words(_("Second factor changed"), "shield-check", _factor),
        "access.second_factor_reset": Words(_("Second factor taken away"), "shield-off", _factors),
        "access.second_factor_roles_set": Words(_("Who needs a second factor"), "shield", _roles),
    }
)
