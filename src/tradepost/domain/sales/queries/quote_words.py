"""What quotes are written with: terms that are kept, reasons why they are declined, templates."""

from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.sales import rules
from tradepost.domain.sales.models import LostReason, QuoteTemplate, QuoteTemplateLine, TermsText
from tradepost.domain.sales.queries.lines import OfferedInput
from tradepost.domain.sales.rules import Lost


def terms_texts() -> list[TermsText]:
    """All kept texts, by name, then by language."""
    return list(TermsText.objects.order_by("name", "language"))


def terms_text(text_id: UUID) -> TermsText:
    """One kept text. Raises NotFound."""
    found = TermsText.objects.filter(pk=text_id).first()
    if found is None:
        raise NotFound("There is no such text.")
    return found


def terms_in(name: str, language: str) -> str:
    """The text of this name in a language, else in English, else in any. Raises Invalid, at `terms`."""
    found = dict(TermsText.objects.filter(name=name).order_by("language").values_list("language", "text"))
    if not found:
        raise Invalid("There are no terms of this name.", fields={"terms": "Choose one that is kept."})
    return found.get(language) or found.get("en") or next(iter(found.values()))


def lost_reasons(*, closed: bool = False) -> list[Lost]:
    """The reasons why quotes are declined, the open ones (or all); one statement."""
    own = LostReason.objects.order_by("made_at", "id").values_list("code", "name", "is_open")
    return [one for one in rules.lost_reasons(Lost(*row) for row in own) if one.is_open or closed]


def _visible_templates(by: By) -> QuerySet[QuoteTemplate]:
    """Customers see none, only what is offered to them."""
    rows = QuoteTemplate.objects.order_by("name")
    return rows.none() if "customer" in by.scope else rows


def templates(by: By) -> list[QuoteTemplate]:
    """All templates by name."""
    return list(_visible_templates(by))


def template(by: By, template_id: UUID) -> QuoteTemplate:
    """One template. Raises NotFound."""
    found = _visible_templates(by).filter(pk=template_id).first()
    if found is None:
        raise NotFound("There is no such template.")
    return found


def template_lines(template_id: UUID) -> list[QuoteTemplateLine]:
    """Its lines by position, with their items."""
    rows = QuoteTemplateLine.objects.filter(template_id=template_id)
    return list(rows.select_related("item").order_by("position"))


def template_as_typed(template_id: UUID) -> list[OfferedInput]:
    """The lines as a new quote begins with them."""
    return [
        OfferedInput(
            line.item_id,
            line.typed_quantity,
            line.unit,
            line.unit_price,
            line.discount_percent,
            note=line.note,
            section=line.section,
            kind=line.kind,
            choice=line.choice,
        )
        for line in template_lines(template_id)
    ]
