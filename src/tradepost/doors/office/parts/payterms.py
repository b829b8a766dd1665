"""When a customer pays, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.domain.parties.rules.terms import Terms
from tradepost.render.formats import number_text
from tradepost.render.screens.document import Fact


def term_facts(terms: Terms, *, edit: bool = False) -> list[Fact]:
    """What is agreed, as facts of a page; `edit` where the days may be changed in place."""
    days = "terms_days" if edit else ""
    if terms.parts:
        facts = [Fact(_("Pays in parts"), parts_text(terms), note=_after(terms))]
    else:
        facts = [
            Fact(_("Pays within"), terms.days, "quantity", unit=_("days"), note=_after(terms), edit=days)
        ]
    if terms.discount_percent:
        words = {"percent": number_text(terms.discount_percent), "days": terms.discount_days}
        facts.append(Fact(_("Early payment"), _("%(percent)s%% within %(days)s days") % words))
    if terms.deposit_percent:
        facts.append(Fact(_("Before it leaves"), deposit_text(terms)))
    return facts


def _after(terms: Terms) -> str:
    return _("from the end of the month") if terms.month_end else ""


def deposit_text(terms: Terms) -> str:
    """What is paid before the goods go."""
    if terms.deposit_percent >= 100:
        return _("all is paid")
    return _("%(percent)s%% is paid") % {"percent": number_text(terms.deposit_percent)}


def parts_text(terms: Terms) -> str:
    """Instalments: how much after how many days."""
    told = []
    for part in terms.parts:
        sentence = ngettext("%(percent)s%% in %(days)s day", "%(percent)s%% in %(days)s days", part.days)
        told.append(sentence % {"percent": number_text(part.percent), "days": part.days})
    return ", ".join(told)
