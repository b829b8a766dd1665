from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._lists import price_list_for_update
from tradepost.domain.pricing.commands._standing import SAID, look_anew, said_of
from tradepost.domain.pricing.commands._versions import moved, version_for_update
from tradepost.domain.pricing.commands.activate_version import BATCH
from tradepost.domain.pricing.commands.reprice_version import Tell, unseen
from tradepost.domain.pricing.events import VersionRolledBack
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion, VersionRow


@command
def roll_back_version(by: By, *, version_id: UUID, tell: Tell = unseen) -> PriceVersion:
    """The prices are as they were before the version was activated, and the version before it is active again.

    A price that somebody changed since is left alone: their word is the later one; `left_alone` counts those. What
    was sold meanwhile keeps its price. Said again it does nothing. Raises NotFound, NotAllowed.
    """
    version = version_for_update(version_id)
    if version.rolled_back:
        return version
    state = PRICE_VERSION.next(version.state, "roll_back")
    price_list_for_update(version.price_list_id)
    ids = list(VersionRow.objects.filter(of=version).order_by("id").values_list("id", flat=True))
    put_back = 0
    for start in range(0, len(ids), BATCH):
        tell(start, len(ids))
        put_back += _put_back(version, ids[start : start + BATCH])
    moved(
        version, state=state, retired_at=by.now, rolled_back=True,
        put_back=put_back, left_alone=len(ids) - put_back,
    )  # fmt: skip
    before = version_before(version)
    if before is not None:
        moved(before, state=PRICE_VERSION.next(before.state, "return"), retired_at=None)
    look_anew([version.price_list_id], None)
    publish(
        by,
        VersionRolledBack(
            version_id,
            version.price_list_id,
            version.number,
            put_back,
            len(ids) - put_back,
            before.pk if before is not None else None,
        ),
    )
    return version


def version_before(version: PriceVersion) -> PriceVersion | None:
    """The one that was active before; None: the list as it was without any."""
    earlier = PriceVersion.objects.filter(
        price_list=version.price_list_id, state="retired", rolled_back=False
    ).exclude(pk=version.pk)
    return earlier.order_by("-retired_at", "-number").first()


def _put_back(version: PriceVersion, ids: Sequence[UUID]) -> int:
    given = {"list": version.price_list_id, "ids": ids}
    put_back = sql.run(_AS_BEFORE, given)
    sql.run(_FORGET_QUOTAS, given)
    return put_back + sql.run(_REMOVE, given) + sql.run(_BRING_BACK, given)


_OLD = """(w.old->>'amount')::numeric, (w.old->>'valid_until')::date, w.old->>'counted', w.old->>'mix',
    (w.old->>'is_net')::boolean, (w.old->>'quota')::bigint"""
# As the version left it: nobody said anything of it since.
_UNTOUCHED = f"""w.id = any(%(ids)s::uuid[]) and r.price_list_id = %(list)s::uuid
  and ({said_of("r")}) is not distinct from ({said_of("w")})"""
_AS_BEFORE = f"""
update pricing_price_row r set ({SAID}) = ({_OLD})
from pricing_version_row w
where r.id = w.price_row_id and w.old is not null and {_UNTOUCHED}"""  # noqa: S608 constants only
_ADDED = f"""(select r.id from pricing_version_row w join pricing_price_row r on r.id = w.id
    where w.old is null and not w.is_gone and {_UNTOUCHED})"""  # noqa: S608 constants only
_FORGET_QUOTAS = f"delete from pricing_quota where price_row_id in {_ADDED}"  # noqa: S608 constants only
_REMOVE = f"delete from pricing_price_row where id in {_ADDED}"  # noqa: S608 constants only
# A price that had not begun was deleted: under its key nothing stands, unless somebody set it anew.
_BRING_BACK = f"""
insert into pricing_price_row (id, price_list_id, item_id, category_id, brand_id, unit, minimum_quantity, kind,
                               valid_from, {SAID}, made_at)
select w.price_row_id, %(list)s::uuid, w.item_id, w.category_id, w.brand_id, w.unit, w.minimum_quantity, w.kind,
       w.valid_from, {_OLD}, (w.old->>'made_at')::timestamptz
from pricing_version_row w
where w.id = any(%(ids)s::uuid[]) and w.is_gone and w.old is not null and w.valid_from >= w.valid_until order by w.id
on conflict (item_id, price_list_id, category_id, brand_id, unit, minimum_quantity, valid_from, kind) do nothing"""  # noqa: S608
