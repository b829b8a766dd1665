from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.sales.commands._quote import as_offered, refuse_bad_places
from tradepost.domain.sales.events import QuoteTemplateKept
from tradepost.domain.sales.models import QuoteTemplate
from tradepost.domain.sales.queries import LineInput, OfferedInput

LONGEST_NAME, LONGEST_DAYS = 80, 3650


@command
def keep_quote_template(
    by: By,
    *,
    template_id: UUID,
    name: str,
    lines: Sequence[LineInput],
    valid_days: int = 30,
    note: str = "",
    terms_text: str = "",
    version: int | None = None,
) -> QuoteTemplate:
    """Keep a template under a name, or write the one of this id anew. Lines bear only prices that were typed.

    As many statements for 1,000 lines as for 1. Raises ChangedMeanwhile, Invalid.
    """
    row = QuoteTemplate.objects.select_for_update(no_key=True).filter(pk=template_id).first()
    if row is not None:
        refuse_older(row.version, version, "template")
    places = [as_offered(line) for line in lines]
    wanted = {
        "name": " ".join(name.split()),
        "valid_days": valid_days,
        "note": note,
        "terms_text": terms_text,
        "lines_count": len(places),
    }
    _refuse_bad(template_id, wanted, places)
    if row is None:
        row = QuoteTemplate.objects.create(id=template_id, made_at=by.now, **wanted)
    else:
        changed_in(row, wanted)
    _write_lines(by, template_id, places)
    publish(by, QuoteTemplateKept(template_id, row.name, len(places)))
    return QuoteTemplate.objects.get(pk=template_id)


def _refuse_bad(template_id: UUID, wanted: dict[str, object], places: Sequence[OfferedInput]) -> None:
    wrong: dict[str, str] = {}
    name, days = str(wanted["name"]), int(str(wanted["valid_days"]))
    if not 0 < len(name) <= LONGEST_NAME:
        wrong["name"] = f"A name of up to {LONGEST_NAME} characters."
    elif QuoteTemplate.objects.filter(name__iexact=name).exclude(pk=template_id).exists():
        wrong["name"] = "Another template has this name."
    if not 0 <= days <= LONGEST_DAYS:
        wrong["valid_days"] = f"Between 0 and {LONGEST_DAYS} days."
    if not places:
        wrong["lines"] = "Add a line."
    known = {item.item_id for item in catalog_queries.names_of(list({line.item_id for line in places}))}
    for place, line in enumerate(places):
        if line.item_id not in known:
            wrong[f"lines.{place}.item_id"] = "There is no such item."
        if not line.quantity > 0:
            wrong[f"lines.{place}.quantity"] = "More than 0."
    if wrong:
        raise Invalid("The template cannot be kept. Correct the marked fields.", fields=wrong)
    refuse_bad_places(places)


def _write_lines(by: By, template_id: UUID, places: Sequence[OfferedInput]) -> None:
    sql.run("delete from sales_quote_template_line where template_id = %s", [template_id])
    sql.run(
        """insert into sales_quote_template_line (template_id, id, position, item_id, typed_quantity, unit,
             unit_price, discount_percent, section, kind, choice, note)
           select %s::uuid, * from unnest(%s::uuid[], %s::int[], %s::uuid[], %s::numeric[], %s::text[],
             %s::numeric[], %s::numeric[], %s::text[], %s::text[], %s::text[], %s::text[])""",
        [
            template_id,
            new_ids(by.now, len(places)),
            list(range(1, len(places) + 1)),
            [line.item_id for line in places],
            [line.quantity for line in places],
            [line.unit for line in places],
            [line.unit_price for line in places],
            [line.discount_percent for line in places],
            [line.section for line in places],
            [line.kind for line in places],
            [line.choice for line in places],
            [line.note for line in places],
        ],
    )
