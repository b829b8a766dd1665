"""What quotes are written with: templates, terms that are kept, reasons why they are declined."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import QuoteTemplate
from tradepost.domain.sales.rules import LINE_KINDS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, AmountOut, Id, IdOut, Note, NumberOut, Yes, about, text, whole
from tradepost.doors.api.sales.quote_schemas import LongText, QuoteLines
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Quotes"])
TermsBody = text(8000, 1)


class QuoteTemplateIn(In):
    """A template to be kept, all of it."""

    id: Id | None = about("Of one that stands: it is written anew.", AN_ID, None)
    name: text(80, 1) = about("What it is called.", "Office, 10 desks")  # type: ignore[valid-type]
    valid_days: whole(0, 3650) = about("How many days its quotes may be accepted.", 30, 30)  # type: ignore[valid-type]
    note: Note = about("For the customer.", None, "")
    terms_text: LongText = about("The terms.", None, "")  # type: ignore[valid-type]
    lines: QuoteLines = about(
        "What it offers; prices only where they are typed.", min_length=1, max_length=5000
    )


class QuoteTemplateLineOut(Shape):
    """A line of a template."""

    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    typed_quantity: NumberOut = about("As typed, in `unit`.")
    unit: str = about("The unit; empty: the base unit.", "case")
    unit_price: AmountOut | None = about("Typed; null: that of the customer and the day.")
    discount_percent: NumberOut | None = about("Typed; null: the agreed one.")
    section: str = about("The heading it stands under.")
    kind: str = about("How it stands.", "firm", json_schema_extra={"enum": list(LINE_KINDS)})
    choice: str = about("The group of an alternative.")
    note: str = about("Below the line.")


class QuoteTemplateRow(Shape):
    """A template in a list."""

    id: IdOut = about("The template.")
    name: str = about("What it is called.", "Office, 10 desks")
    valid_days: int = about("How many days its quotes may be accepted.", 30)
    lines_count: int = about("How many lines.", 12)
    version: int = about("Counts the changes.", 1)


class QuoteTemplateOut(QuoteTemplateRow):
    """A template with its lines."""

    note: str = about("For the customer.")
    terms_text: str = about("The terms.")
    lines: list[QuoteTemplateLineOut] = about("By position.")


class TermsTextIn(In):
    """A text of terms to be kept, in one language."""

    id: Id | None = about("Of one that stands: it is changed.", AN_ID, None)
    name: text(80, 1) = about("What it is called, the same in every language.", "Usual")  # type: ignore[valid-type]
    language: text(10, 2) = about("The language.", "de")  # type: ignore[valid-type]
    text: TermsBody = about("What it says.", "Delivery within 14 days.")  # type: ignore[valid-type]


class TermsTextOut(Shape):
    """A text of terms."""

    id: IdOut = about("The text.")
    name: str = about("What it is called.", "Usual")
    language: str = about("The language.", "de")
    text: str = about("What it says.")
    version: int = about("Counts the changes.", 1)


class LostReasonIn(In):
    """A reason why quotes are declined."""

    code: text(20, 1) = about("Small letters, figures, low lines; never changed.", "price")  # type: ignore[valid-type]
    name: text(60, 1) = about("For people.", "Too dear")  # type: ignore[valid-type]
    is_open: Yes = about("Whether it may be chosen.", True, True)


class LostReasonOut(Shape):
    """A reason why quotes are declined."""

    code: str = about("The code.", "price")
    name: str = about("For people.", "Too dear")
    is_open: bool = about("Whether it may be chosen.", True)


def _whole(row: QuoteTemplate) -> dict[str, Any]:
    return QuoteTemplateOut.plain(row, lines=sales_queries.template_lines(row.pk))


@reads(router, "/quote-templates", needs="sales.read", gives=list[QuoteTemplateRow])
def list_quote_templates(by: By) -> list[dict[str, Any]]:
    """All templates of quotes, by name."""
    return [QuoteTemplateRow.plain(row) for row in sales_queries.templates(by)]


@reads(router, "/quote-templates/{template_id}", needs="sales.read", gives=QuoteTemplateOut)
def get_quote_template(by: By, template_id: Id) -> dict[str, Any]:
    """A template with its lines."""
    return _whole(sales_queries.template(by, template_id))


@changes(router, "POST", "/quote-templates", needs="sales.keep_quote_template", gives=QuoteTemplateOut)
def keep_quote_template(by: By, body: QuoteTemplateIn) -> dict[str, Any]:
    """Keep a template, or write one anew: all of it is given."""
    kept = sales.keep_quote_template(
        by,
        template_id=body.id or new_id(by.now),
        lines=[line.typed() for line in body.lines],
        **body.model_dump(exclude={"id", "lines"}),
    )
    return _whole(kept)


@changes(
    router,
    "POST",
    "/quote-templates/{template_id}/remove",
    needs="sales.remove_quote_template",
    gives=list[QuoteTemplateRow],
)
def remove_quote_template(by: By, template_id: Id) -> list[dict[str, Any]]:
    """Remove a template; quotes that were made of it stay. Gives those that are left."""
    sales.remove_quote_template(by, template_id=template_id)
    return [QuoteTemplateRow.plain(row) for row in sales_queries.templates(by)]


@reads(router, "/quote-terms", needs="sales.read", gives=list[TermsTextOut])
def list_terms_texts(by: By) -> list[dict[str, Any]]:
    """The texts of terms that are kept, by name and language."""
    return [TermsTextOut.plain(row) for row in sales_queries.terms_texts()]


@changes(router, "POST", "/quote-terms", needs="sales.keep_terms_text", gives=TermsTextOut)
def keep_terms_text(by: By, body: TermsTextIn) -> dict[str, Any]:
    """Keep a text of terms, or change one. Quotes that were written with it keep what they say."""
    given = body.model_dump(exclude={"id"})
    return TermsTextOut.plain(sales.keep_terms_text(by, text_id=body.id or new_id(by.now), **given))


@reads(router, "/quote-lost-reasons", needs="sales.read", gives=list[LostReasonOut])
def list_lost_reasons(by: By) -> list[dict[str, Any]]:
    """The reasons why quotes are declined, closed ones too."""
    return [LostReasonOut.plain(one) for one in sales_queries.lost_reasons(closed=True)]


@changes(router, "POST", "/quote-lost-reasons", needs="sales.keep_lost_reason", gives=LostReasonOut)
def keep_lost_reason(by: By, body: LostReasonIn) -> dict[str, Any]:
    """Make a reason, or change the one of this code."""
    return LostReasonOut.plain(sales.keep_lost_reason(by, **body.model_dump()))
