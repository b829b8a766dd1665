from uuid import UUID

from django.db.models import Max

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.pricing.commands._lists import price_list_for_update, refuse_retired
from tradepost.domain.pricing.events import VersionMade
from tradepost.domain.pricing.models import PriceVersion

_LONGEST = 80


def _again(version_id: UUID) -> PriceVersion:
    return PriceVersion.objects.get(id=version_id)


@command(once="version_id", again=_again)
def make_version(by: By, *, version_id: UUID, price_list_id: UUID, name: str = "") -> PriceVersion:
    """Begin a version of a list: a draft that changes nothing yet. Raises NotFound, PriceListIsRetired, Invalid."""
    found = price_list_for_update(price_list_id)
    refuse_retired(found)
    name = " ".join(name.split())
    if len(name) > _LONGEST:
        raise Invalid("The name is too long.", fields={"name": f"At most {_LONGEST} characters."})
    last = PriceVersion.objects.filter(price_list=found).aggregate(last=Max("number"))["last"] or 0
    made = PriceVersion.objects.create(
        id=version_id, price_list=found, number=last + 1, name=name, made_at=by.now
    )
    publish(by, VersionMade(made.id, price_list_id, made.number, name))
    return made
