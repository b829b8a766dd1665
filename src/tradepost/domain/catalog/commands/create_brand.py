from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.catalog.commands._brands import brand_ids
from tradepost.domain.catalog.events import BrandCreated
from tradepost.domain.catalog.models import Brand
from tradepost.domain.catalog.queries.brands import brands_named
from tradepost.domain.catalog.rules.brands import name_fault, one_line


def _made(brand_id: UUID) -> Brand:
    return Brand.objects.get(id=brand_id)


@command(once="brand_id", again=_made)
def create_brand(by: By, *, brand_id: UUID, name: str) -> Brand:
    """A brand. Items make theirs by its name; this is for one that no item bears yet. Raises Invalid."""
    kept = one_line(name)
    fault = name_fault(kept)
    if not fault and brands_named([kept]):
        fault = f"There is a brand {kept} already."
    if fault:
        raise Invalid(f"The brand cannot be kept: {fault}", fields={"name": fault})
    made = Brand.objects.create(id=brand_id, name=kept, made_at=by.now)
    publish(by, BrandCreated(made.pk, made.name))
    return made


@command
def create_brands(by: By, *, names: Sequence[str]) -> dict[str, UUID]:
    """The brands of many names, as given, made where there is none, in as many statements as of one. Raises Invalid."""
    kept = {name: one_line(name) for name in names}
    faults = {f"names.{n}": fault for n, name in enumerate(names) if (fault := name_fault(kept[name]))}
    if faults:
        raise Invalid("Some brands cannot be kept.", fields=faults)
    found = brand_ids(by, kept.values())
    return {name: found[line] for name, line in kept.items()}
