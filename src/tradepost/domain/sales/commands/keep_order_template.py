from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales.events import OrderTemplateKept
from tradepost.domain.sales.models import OrderTemplate
from tradepost.domain.sales.queries import LineInput

LONGEST_NAME = 80


@command
def keep_order_template(
    by: By,
    *,
    template_id: UUID,
    customer_id: UUID,
    name: str,
    lines: Sequence[LineInput],
    note: str = "",
    version: int | None = None,
) -> OrderTemplate:
    """Keep what a customer orders again under a name, or write the one of this id anew; of lines, what and how many.

    Prices are not kept: an order of it has those of its day. As many statements for 1,000 lines as for 1. Raises
    ChangedMeanwhile, Invalid, NotFound.
    """
    parties_queries.customer_terms(customer_id)
    row = OrderTemplate.objects.select_for_update(no_key=True).filter(pk=template_id).first()
    if row is not None:
        refuse_older(row.version, version, "template")
    wanted = {"name": " ".join(name.split()), "note": note, "lines_count": len(lines)}
    _refuse_bad(template_id, row.customer_id if row else customer_id, str(wanted["name"]), lines)
    if row is None:
        row = OrderTemplate.objects.create(id=template_id, customer_id=customer_id, made_at=by.now, **wanted)
    else:
        for field, value in wanted.items():
            setattr(row, field, value)
        # Lines count as a change too: its version goes on whatever is different.
        row.save(update_fields=[*wanted])
    _write_lines(by, template_id, lines)
    publish(by, OrderTemplateKept(template_id, row.customer_id, row.name, len(lines)))
    return OrderTemplate.objects.get(pk=template_id)


def _refuse_bad(template_id: UUID, customer_id: UUID, name: str, lines: Sequence[LineInput]) -> None:
    wrong: dict[str, str] = {}
    if not 0 < len(name) <= LONGEST_NAME:
        wrong["name"] = f"A name of up to {LONGEST_NAME} characters."
    elif (
        OrderTemplate.objects.filter(customer_id=customer_id, name__iexact=name)
        .exclude(pk=template_id)
        .exists()
    ):
        wrong["name"] = "Another template of this customer has this name."
    if not lines:
        wrong["lines"] = "Add a line."
    known = {item.item_id for item in catalog_queries.names_of(list({line.item_id for line in lines}))}
    for place, line in enumerate(lines):
        if line.item_id not in known:
            wrong[f"lines.{place}.item_id"] = "There is no such item."
        if not line.quantity > 0:
            wrong[f"lines.{place}.quantity"] = "More than 0."
    if wrong:
        raise Invalid("The template cannot be kept. Correct the marked fields.", fields=wrong)


def _write_lines(by: By, template_id: UUID, lines: Sequence[LineInput]) -> None:
    sql.run("delete from sales_order_template_line where template_id = %s", [template_id])
    sql.run(
        """insert into sales_order_template_line (template_id, id, position, item_id, typed_quantity, unit, note)
           select %s::uuid, * from unnest(%s::uuid[], %s::int[], %s::uuid[], %s::numeric[], %s::text[], %s::text[])""",
        [
            template_id,
            new_ids(by.now, len(lines)),
            list(range(1, len(lines) + 1)),
            [line.item_id for line in lines],
            [line.quantity for line in lines],
            [line.unit for line in lines],
            [line.note for line in lines],
        ],
    )
