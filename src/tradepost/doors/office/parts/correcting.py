"""Correcting stock from the pages of others: the verbs that lead to its forms, and the reasons to choose from."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.domain.corrections.rules import Why
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.document import Verb
from tradepost.render.sentences import named

KINDS: dict[str, str | Promise] = {
    "adjust": gettext_lazy("Adjusted"),
    "scrap": gettext_lazy("Scrapped or lost"),
    "give_away": gettext_lazy("Given away"),
    "find": gettext_lazy("Found"),
}
SHIPPED_NAMES = (
    gettext_lazy("Counted"), gettext_lazy("Damaged"), gettext_lazy("Expired"), gettext_lazy("Lost"),
    gettext_lazy("Stolen"), gettext_lazy("Sample"), gettext_lazy("Donation"), gettext_lazy("Used in the house"),
    gettext_lazy("Found"),
)  # fmt: skip
"""What the shipped reasons are called, gathered here to be translated; `named` looks them up."""


def correction_verbs(query: str) -> Iterator[Verb]:
    """Count, scrap, give away, found; `query` names the item, lot or place."""
    for name, label, icon in (
        ("count", _("Count"), "clipboard-check"),
        ("scrap", _("Scrap"), "trash-2"),
        ("give_away", _("Give away"), "gift"),
        ("find", _("Found"), "package-plus"),
    ):
        yield Verb(name, label, f"{address(f'stock_{name}')}?{query}", method="get", icon=icon)


def reason_choices(reasons: Sequence[Why]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The reasons under the headings of their kinds, for a field."""
    found: dict[str, list[tuple[str, str]]] = {}
    for why in reasons:
        found.setdefault(why.kind, []).append((why.code, named(why.name)))
    return [(str(KINDS[kind]), choices) for kind, choices in found.items()]
