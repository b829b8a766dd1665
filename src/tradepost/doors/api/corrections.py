"""Corrections of stock: adjusted, scrapped, given away, found; approved or declined; and their reasons."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.models import Correction, CorrectionLine
from tradepost.domain.corrections.queries import CORRECTIONS, LINES
from tradepost.domain.corrections.rules import ACCOUNTS, KINDS
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Day,
    Id,
    IdOut,
    MomentOut,
    SignedCount,
    Yes,
    about,
    one_of,
    text,
)
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Stock"])
_KINDS: dict[str, Any] = {"json_schema_extra": {"enum": list(KINDS)}}


class CorrectionIn(In):
    """A correction in one place and lot."""

    item_id: Id = about("The item.", AN_ID)
    place_id: Id = about("The place.", AN_ID)
    delta: SignedCount = about("Base units: more found, or (below 0) fewer.", -2)
    lot_id: Id | None = about("The lot.", None, None)
    lot_code: text(80) = about("Or its code, which may be new.", None, "")  # type: ignore[valid-type]
    expires_on: Day | None = about("The last day of a new lot.", None, None)
    best_before_on: Day | None = about("Until when a new lot is best; stops nothing.", None, None)


class CorrectionsIn(In):
    """Stock that differs from the books."""

    id: Id | None = about("Your id for it: sent twice, it is one correction.", AN_ID, None)
    warehouse_id: Id = about("The warehouse.", AN_ID)
    reason_code: text(20, 1) = about("For which reason; its account bears it.", "counted", "counted")  # type: ignore[valid-type]
    reason: text(1000) = about("In words; kept in the ledger.", "fell from the truck", "")  # type: ignore[valid-type]
    lines: list[CorrectionIn] = about("Where, and by how much.", min_length=1, max_length=5000)


class DeclineCorrectionIn(In):
    """Why nothing comes of it."""

    reason: text(500, 1) = about("In words.", "count again first")  # type: ignore[valid-type]


class ReasonIn(In):
    """A reason for which stock is corrected."""

    code: text(20, 1) = about("Its code, small letters: a known one is changed.", "tasting")  # type: ignore[valid-type]
    name: text(60, 1) = about("What it is called.", "Tasting")  # type: ignore[valid-type]
    kind: one_of(*KINDS) = about("Which way it goes.", "give_away")  # type: ignore[valid-type]
    account: one_of(*[str(one) for one in ACCOUNTS]) = about("The account that bears it.", "5920")  # type: ignore[valid-type]
    is_open: Yes = about("Whether it may be chosen.", True, True)


class ReasonOut(Shape):
    """A reason for which stock is corrected."""

    code: str = about("Its code.", "damaged")
    name: str = about("What it is called.", "Damaged")
    kind: str = about("Adjusted, scrapped or lost, given away, found.", "scrap", **_KINDS)
    account: str = about("The account that bears it.", "5910")
    is_open: bool = about("Whether it may be chosen.", True)


class CorrectionOut(Shape):
    """A correction of stock. Worth is null for those who see no costs."""

    id: IdOut = about("The correction, and its posting; GET /moves tells its rows.")
    number: str = about("The number people say.", "COR-1000001")
    warehouse_id: IdOut = about("The warehouse.")
    kind: str = about("Adjusted, scrapped or lost, given away, found.", "scrap", **_KINDS)
    reason_code: str = about("Why.", "damaged")
    reason_name: str = about("What the reason was called then.", "Damaged")
    account: str = about("The account that bears it.", "5910")
    note: str = about("In words.", "fell from the truck")
    state: str = about(
        "Waiting for approval, posted or declined.",
        "posted",
        json_schema_extra={"enum": list(CORRECTION.states)},
    )
    lines_count: int = about("Its lines.", 1)
    found_value: AmountOut | None = about("Worth of what was found when it was asked for, base currency.")
    lost_value: AmountOut | None = about("Worth of what is gone when it was asked for, base currency.")
    value: AmountOut | None = about("What was posted: found less gone.")
    asked_at: MomentOut = about("When it was asked for.")
    asked_by: str = about("Who asked.", "Tom Hart")
    settled_at: MomentOut | None = about("When it was posted or declined.")
    settled_by: str = about("Who posted or declined it.", "Olga Brandt")
    declined_reason: str = about("Why it was declined.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class CorrectionLineOut(Shape):
    """A line of a correction, in base units."""

    FROM = {
        "place_code": "place.code",
        "sku": "item.sku",
        "lot_code": lambda line: line.lot.code if line.lot else "",
    }

    id: int = about("The line.", 4711)
    correction_id: IdOut = about("The correction.")
    position: int = about("Its place on the correction, from 1.", 1)
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    place_id: IdOut = about("The place.")
    place_code: str = about("What its label says.", "A-01-03")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    quantity: int = about("Base units: above 0 came, below 0 went.", -2)
    value: AmountOut | None = about("Its worth when it was asked for; null for those who see no costs.")


def _plain(by: By, one: Correction, told: bool | None = None) -> dict[str, Any]:
    costs = sees_costs(by) if told is None else told
    values = {name: getattr(one, name) if costs else None for name in ("found_value", "lost_value", "value")}
    return CorrectionOut.plain(one, **values)


def _rows(by: By, rows: list[Correction]) -> list[dict[str, Any]]:
    costs = sees_costs(by)
    return [_plain(by, row, costs) for row in rows]


def _lines(by: By, rows: list[CorrectionLine]) -> list[dict[str, Any]]:
    costs = sees_costs(by)
    return [CorrectionLineOut.plain(row, value=row.value if costs else None) for row in rows]


lists(
    router,
    "/stock/corrections",
    CORRECTIONS,
    name="list_corrections",
    needs="corrections.read",
    gives=CorrectionOut,
    write=_rows,
    costly=("value",),
)
lists(
    router,
    "/stock/corrections/{correction_id}/lines",
    LINES,
    name="list_correction_lines",
    needs="corrections.read",
    gives=CorrectionLineOut,
    write=_lines,
    costly=("value",),
    says="List the lines of a correction.",
    under=Under("correction_id", "correction", corrections_queries.correction),
)


@changes(
    router,
    "POST",
    "/stock/corrections",
    needs="corrections.correct_stock",
    gives=CorrectionOut,
    status=201,
    at="/api/v1/stock/corrections/{id}",
)
def correct_stock(by: By, body: CorrectionsIn) -> dict[str, Any]:
    """Bring stock and books to what lies there; promises that break become backorders.

    What is worth more than your role may correct alone waits for approval: state `waiting`, and nothing is posted.
    """
    inventory_queries.visible_warehouse(by, body.warehouse_id)
    one = corrections.correct_stock(
        by,
        correction_id=body.id or new_id(by.now),
        warehouse_id=body.warehouse_id,
        lines=[CorrectionInput(**line.model_dump()) for line in body.lines],
        reason=body.reason_code,
        note=body.reason,
    )
    return _plain(by, one)


@reads(router, "/stock/corrections/{correction_id}", needs="corrections.read", gives=CorrectionOut)
def get_correction(by: By, correction_id: Id) -> dict[str, Any]:
    """One correction; its lines stand under /lines, its photo under /documents/{id}/files."""
    return _plain(by, corrections_queries.correction(by, correction_id))


@changes(
    router,
    "POST",
    "/stock/corrections/{correction_id}/approve",
    needs="corrections.approve_correction",
    gives=CorrectionOut,
    within=CORRECTIONS,
)
def approve_correction(by: By, correction_id: Id) -> dict[str, Any]:
    """Post what waits, up to the limit of your role."""
    return _plain(by, corrections.approve_correction(by, correction_id=correction_id))


@changes(
    router,
    "POST",
    "/stock/corrections/{correction_id}/decline",
    needs="corrections.decline_correction",
    gives=CorrectionOut,
    within=CORRECTIONS,
)
def decline_correction(by: By, correction_id: Id, body: DeclineCorrectionIn) -> dict[str, Any]:
    """Nothing is corrected; the document stays to be read."""
    return _plain(by, corrections.decline_correction(by, correction_id=correction_id, reason=body.reason))


@reads(router, "/stock/correction-reasons", needs="corrections.read", gives=list[ReasonOut])
def list_correction_reasons(by: By) -> list[dict[str, Any]]:
    """The reasons for which stock is corrected, closed ones too."""
    return [ReasonOut.plain(why) for why in corrections_queries.reasons(closed=True)]


@changes(router, "POST", "/stock/correction-reasons", needs="corrections.keep_reason", gives=ReasonOut)
def keep_correction_reason(by: By, body: ReasonIn) -> dict[str, Any]:
    """Make a reason, or change the one of this code. What was corrected before stays as it was."""
    return ReasonOut.plain(corrections.keep_reason(by, **body.model_dump()))
