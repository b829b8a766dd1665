from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog.events import BrandRenamed
from tradepost.domain.catalog.models import Brand
from tradepost.domain.catalog.queries.brands import brands_named
from tradepost.domain.catalog.rules.brands import name_fault, one_line


@command
def rename_brand(by: By, *, brand_id: UUID, name: str) -> Brand:
    """Call a brand otherwise: its items and what is agreed for it go on with it. Raises NotFound, Invalid."""
    row = Brand.objects.select_for_update(no_key=True).filter(pk=brand_id).first()
    if row is None:
        raise NotFound("There is no such brand.", brand_id=brand_id)
    kept = one_line(name)
    fault = name_fault(kept)
    if not fault and brands_named([kept]).get(kept, brand_id) != brand_id:
        fault = f"There is a brand {kept} already."
    if fault:
        raise Invalid(f"The brand cannot be kept: {fault}", fields={"name": fault})
    if kept != row.name:
        row.name = kept
        row.save(update_fields=["name"])
        publish(by, BrandRenamed(row.pk, kept))
    return row
