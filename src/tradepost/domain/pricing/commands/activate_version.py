from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.domain.pricing.commands._lists import price_list_for_update, refuse_retired
from tradepost.domain.pricing.commands._standing import SAID, look_anew, said_of
from tradepost.domain.pricing.commands._versions import moved, refuse_empty, version_for_update
from tradepost.domain.pricing.commands.reprice_version import Tell, unseen
from tradepost.domain.pricing.events import VersionActivated
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion, VersionRow
from tradepost.domain.pricing.queries.standing import STANDING_ID, stands

BATCH = 10_000


@dataclass
class Effects:
    """How many prices became others, were added, and hold no more."""

    changed: int = 0
    added: int = 0
    gone: int = 0


@command
def activate_version(
    by: By, *, version_id: UUID, tell: Tell = unseen, job_id: UUID | None = None
) -> PriceVersion:
    """Its prices hold from now on, all at once: whatever is priced after the commit is priced by them.

    Documents keep the prices they have. The version that was active is retired. Said of one that is active it does
    nothing; of two who say it at once one does it. What every price was is kept, to be rolled back. `tell` hears how
    far it is. A `job_id` is of the work that was asked for: when that was taken back meanwhile, ChangedMeanwhile.
    Raises NotFound, NotAllowed, PriceListIsRetired, and Invalid for an empty version.
    """
    version = version_for_update(version_id)
    if version.state == "active":
        return version
    if job_id is not None and version.job_id != job_id:
        raise ChangedMeanwhile("This was taken back before it began. Nothing was activated.")
    state = PRICE_VERSION.next(version.state, "activate")
    # No price of the list is changed by others until this is whole; orders go on reading.
    refuse_retired(price_list_for_update(version.price_list_id))
    refuse_empty(version)
    effects, day = Effects(), by.now.date()
    ids = list(VersionRow.objects.filter(of=version).order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        tell(start, len(ids))
        _apply(by, version, ids[start : start + BATCH], day, effects)
    before = PriceVersion.objects.filter(price_list=version.price_list_id, state="active").first()
    if before is not None:
        moved(before, state=PRICE_VERSION.next(before.state, "replace"), retired_at=by.now)
    moved(version, state=state, activated_at=by.now)
    look_anew([version.price_list_id], None)
    publish(
        by,
        VersionActivated(
            version_id,
            version.price_list_id,
            version.number,
            effects.changed,
            effects.added,
            effects.gone,
            before.pk if before is not None else None,
        ),
    )
    return version


def _apply(by: By, version: PriceVersion, ids: Sequence[UUID], day: date, effects: Effects) -> None:
    """Bring some of its changes into the list, in one order for everybody."""
    given = {"list": version.price_list_id, "ids": ids, "day": day, "now": by.now}
    for statement, name in _statements():
        touched = sql.run(statement, given)
        if name:
            setattr(effects, name, getattr(effects, name) + touched)


def _statements() -> Iterator[tuple[str, str]]:
    yield _KEEP_OLD, ""
    yield _CHANGE, "changed"
    yield _ADD, "added"
    yield _END, "gone"
    yield _FORGET_QUOTAS, ""
    yield _REMOVE, "gone"


# What each price is now. Of one that shall hold no more, all that it is with its last day, to be known again.
_KEEP_OLD = f"""
with found as (
    select w.id as change_id, r.*
    from pricing_version_row w {stands("%(list)s::uuid")}
      left join pricing_price_row r on r.id = {STANDING_ID}
    where w.id = any(%(ids)s::uuid[]))
update pricing_version_row w set price_row_id = f.id, old_amount = f.amount,
  old = case when f.id is not null then jsonb_build_object('amount', f.amount, 'valid_until', f.valid_until,
    'counted', f.counted, 'mix', f.mix, 'is_net', f.is_net, 'quota', f.quota, 'made_at', f.made_at) end,
  ({SAID}) = (
    case when w.is_gone and f.id is not null then f.amount else w.amount end,
    case when w.is_gone then %(day)s::date else w.valid_until end,
    case when w.is_gone and f.id is not null then f.counted else w.counted end,
    case when w.is_gone and f.id is not null then f.mix else w.mix end,
    case when w.is_gone and f.id is not null then f.is_net else w.is_net end,
    case when w.is_gone and f.id is not null then f.quota else w.quota end)
from found f where f.change_id = w.id"""  # noqa: S608 constants only
_CHANGE = f"""
update pricing_price_row r set ({SAID}) = ({said_of("w")})
from pricing_version_row w
where w.id = any(%(ids)s::uuid[]) and r.id = w.price_row_id and not w.is_gone
  and ({said_of("r")}) is distinct from ({said_of("w")})"""  # noqa: S608 constants only
# A new price has the id of the change that brought it.
_ADD = f"""
insert into pricing_price_row (id, price_list_id, item_id, category_id, brand_id, unit, minimum_quantity, kind,
                               valid_from, {SAID}, made_at)
select w.id, %(list)s::uuid, w.item_id, w.category_id, w.brand_id, w.unit, w.minimum_quantity, w.kind, w.valid_from,
       {said_of("w")}, %(now)s::timestamptz
from pricing_version_row w
where w.id = any(%(ids)s::uuid[]) and w.price_row_id is null and not w.is_gone order by w.id"""  # noqa: S608
_END = """
update pricing_price_row r set valid_until = %(day)s::date
from pricing_version_row w
where w.id = any(%(ids)s::uuid[]) and r.id = w.price_row_id and w.is_gone
  and (r.valid_from is null or r.valid_from < %(day)s::date)
  and (r.valid_until is null or r.valid_until > %(day)s::date)"""
_UNBEGUN = """(select w.price_row_id from pricing_version_row w
    where w.id = any(%(ids)s::uuid[]) and w.is_gone and w.valid_from >= %(day)s::date)"""
_FORGET_QUOTAS = f"delete from pricing_quota where price_row_id in {_UNBEGUN}"  # noqa: S608 constants only
_REMOVE = f"delete from pricing_price_row where id in {_UNBEGUN}"  # noqa: S608 constants only
