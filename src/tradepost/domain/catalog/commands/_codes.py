from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.catalog import rules
from tradepost.domain.catalog.models import Code, Unit


class CodeTaken(Refusal):
    """A code already stands for another item or packing; `facts["codes"]` names all that are taken."""


@dataclass(frozen=True, slots=True)
class UnitInput:
    """A further unit as typed: one of it is numerator / denominator base units (case of 12: 12/1)."""

    name: str
    numerator: int
    denominator: int = 1
    gtin: str = ""
    is_case: bool = False
    break_allowed: bool = True


@dataclass(frozen=True, slots=True)
class CodeInput:
    """A code as typed. `unit` is the packing it stands for; empty: the base unit."""

    kind: str
    code: str
    party_id: UUID | None = None
    unit: str = ""


def draft_units(
    item_id: UUID, base_unit: str, units: Sequence[UnitInput], problems: dict[str, str], path: str
) -> list[Unit]:
    """Rows of the units that can be kept; what is wrong with the others goes to `problems`."""
    taken: dict[str, object] = {base_unit.lower(): None}
    rows = []
    for n, given in enumerate(units):
        name = " ".join(given.name.split())
        found = rules.unit_problems(name, given.numerator, given.denominator, taken)
        gtin = ""
        try:
            gtin = rules.gtin(given.gtin) if given.gtin.strip() else ""
        except ValueError as problem:
            found["gtin"] = str(problem)
        problems.update({f"{path}{n}.{field}": sentence for field, sentence in found.items()})
        taken[name.lower()] = None
        rows.append(
            Unit(
                item_id=item_id,
                name=name,
                numerator=given.numerator,
                denominator=given.denominator,
                gtin=gtin,
                is_case=given.is_case,
                break_allowed=given.break_allowed,
            )
        )
    return rows


def draft_code(
    item_id: UUID, given: CodeInput, units: Mapping[str, str], problems: dict[str, str], path: str
) -> Code:
    """A code's row; `units` maps the item's units in lower case to their names, the base unit to empty."""
    text = given.code
    try:
        text = rules.code(given.kind, given.code)
    except ValueError as problem:
        problems[f"{path}kind" if given.kind not in rules.CODE_KINDS else f"{path}code"] = str(problem)
    if (given.kind in ("customer", "supplier")) != (given.party_id is not None):
        problems[f"{path}party_id"] = "Only a customer's or supplier's code names its party, and must."
    unit = " ".join(given.unit.split()).lower()
    if unit and unit not in units:
        problems[f"{path}unit"] = "The item has no such unit."
    return Code(
        item_id=item_id,
        kind=given.kind,
        code=text,
        party_id=given.party_id,
        unit=units.get(unit, "") if unit else "",
    )


def codes_of_units(units: Sequence[Unit]) -> list[Code]:
    """The GTINs printed on packings stand as codes too, so that one place keeps them unique."""
    return [
        Code(item_id=unit.item_id, kind="gtin", code=unit.gtin, unit=unit.name) for unit in units if unit.gtin
    ]


def save_codes(codes: Sequence[Code]) -> None:
    """One look and one insert for all. Raises CodeTaken naming those that stand for something else."""
    refuse_taken(codes)
    try:
        Code.objects.bulk_create(codes)
    except IntegrityError as error:
        if "gtin_names_one_packing" in str(error) or "code_is_unique" in str(error):
            raise CodeTaken("Somebody took one of these codes this moment. Try again.", codes=[]) from None
        raise


def refuse_taken(codes: Sequence[Code]) -> None:
    """Raise CodeTaken for codes that exist, or that stand twice in one call."""
    if not codes:
        return
    keys = [_key(code) for code in codes]
    doubled = {key[1] for key, times in Counter(keys).items() if times > 1}
    found = sql.rows(
        """with asked as (select * from unnest(%s::text[], %s::text[], %s::uuid[]) as t(kind, code, party_id))
           select c.code from asked join catalog_code c
             on c.kind = 'gtin' and lpad(c.code, 14, '0') = lpad(asked.code, 14, '0') where asked.kind = 'gtin'
           union all
           select c.code from asked join catalog_code c
             on c.kind = 'own' and upper(c.code) = upper(asked.code) where asked.kind = 'own'
           union all
           select c.code from asked join catalog_code c
             on c.kind in ('customer', 'supplier') and c.party_id = asked.party_id
                and upper(c.code) = upper(asked.code)
             where asked.kind in ('customer', 'supplier')""",
        [[code.kind for code in codes], [code.code for code in codes], [code.party_id for code in codes]],
    )
    taken = sorted({code for (code,) in found} | doubled)
    if taken:
        raise CodeTaken(
            f"The code {taken[0]} already stands for an item. A code names one packing only.", codes=taken
        )


def _key(code: Code) -> tuple[str, str, UUID | None]:
    if code.kind == "gtin":
        return ("gtin", rules.same_gtin(code.code), None)
    return ("own" if code.kind == "own" else "partner", code.code.upper(), code.party_id)
