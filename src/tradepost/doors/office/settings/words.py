"""The facts about settings in words."""

from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.timeline import WORDS, Words

WORDS.update(
    {
        "parties.company_changed": Words(
            _("Changed"),
            "pencil",
            lambda data: ", ".join(str(name).replace("_", " ") for name in data["fields"]),
        ),
        "accounts.rate_set": Words(
            _("Exchange rate set"), "arrow-left-right", lambda data: f"{data['currency']} {data['rate']}"
        ),
        "accounts.period_closed": Words(_("Books closed"), "lock", lambda data: str(data["open_from"])),
    }
)
