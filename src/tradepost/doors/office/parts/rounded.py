"""How the tax of a document is rounded, in words."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ROUNDED = {"total": _("of the sum of each rate"), "line": _("of each line")}
"""By parties.rules.TAX_ROUNDINGS."""


def rounded_note(rounding: str) -> str:
    """What stands beside the tax of a document: nothing where it is of the sum, as everywhere."""
    return gettext("rounded by line") if rounding == "line" else ""
