"""What several commands ask of a version before they change it."""

from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.pricing.commands._standing import said_of
from tradepost.domain.pricing.events import VersionPricesSet
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion, VersionRow


def version_for_update(version_id: UUID, *, expected: int | None = None) -> PriceVersion:
    """The version with its list, locked until the command ends. Raises NotFound, ChangedMeanwhile."""
    rows = PriceVersion.objects.select_related("price_list").select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=version_id).first()
    if found is None:
        raise NotFound("There is no such version.")
    if expected is not None and expected != found.version:
        raise ChangedMeanwhile(
            "This version was changed by someone else. Load it again and repeat your change.",
            version=found.version,
        )
    return found


def draft_for_update(version_id: UUID) -> PriceVersion:
    """A version whose prices may be changed. Raises NotFound, NotAllowed."""
    found = version_for_update(version_id)
    PRICE_VERSION.next(found.state, "change")
    return found


def refuse_empty(version: PriceVersion) -> None:
    """Raises Invalid."""
    if not VersionRow.objects.filter(of=version).exists():
        raise Invalid("This version changes no price yet. Set prices in it first.")


def moved(version: PriceVersion, **values: object) -> PriceVersion:
    """Write what a verb changes of a version."""
    for name, value in values.items():
        setattr(version, name, value)
    version.version += 1
    version.save(update_fields=[*values, "version"])
    return version


def drop_same(version_id: UUID) -> int:
    """Changes that change nothing are none."""
    return sql.run(
        f"""delete from pricing_version_row w using pricing_price_row r
            where w.of_id = %s::uuid and r.id = w.price_row_id and not w.is_gone
              and ({said_of("w")}) is not distinct from ({said_of("r")})""",  # noqa: S608 constants only
        [version_id],
    )


def tell_prices(by: By, version: PriceVersion, rows: int) -> int:
    """After `rows` of a draft were written: gives how many changes it has now, and tells the feed."""
    drop_same(version.pk)
    left = VersionRow.objects.filter(of=version).count()
    if rows:
        moved(version)
        publish(by, VersionPricesSet(version.pk, version.price_list_id, rows, left))
    return left
