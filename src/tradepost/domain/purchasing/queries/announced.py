"""Packages that suppliers announced: one, many, and what is in them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Filter, Listing, Rows, day_range, reference
from tradepost.domain.purchasing import rules
from tradepost.domain.purchasing.models import AnnouncedLine, AnnouncedPackage
from tradepost.domain.purchasing.queries._scope import visible
from tradepost.domain.purchasing.queries.receipts import receipt_with_order

PACKAGE_STATES = ("expected", "received", "withdrawn")
_STANDS = {
    "expected": Q(receipt__isnull=True, withdrawn_at__isnull=True),
    "received": Q(receipt__isnull=False),
    "withdrawn": Q(withdrawn_at__isnull=False),
}


def _packages(by: By) -> QuerySet[AnnouncedPackage]:
    rows = AnnouncedPackage.objects.select_related("purchase_order__warehouse", "receipt")
    return visible(rows, by, "purchase_order__warehouse_id")


def _in_state(rows: Rows, values: list[str]) -> Rows:
    wanted = Q(pk__in=())
    for value in values:
        wanted |= _STANDS.get(value, Q(pk__in=()))
    return rows.filter(wanted)


ANNOUNCED: Listing[AnnouncedPackage] = Listing(
    name="announced packages",
    rows=_packages,
    sorts={"made": ("made_at",), "sscc": ("sscc", "made_at"), "expected": ("expected_on", "sscc")},
    default_sort="-made",
    filters={
        "state": Filter(
            "State", _in_state, "choice", tuple((state, state.capitalize()) for state in PACKAGE_STATES)
        ),
        "purchase_order": reference("Purchase order", "purchase_order_id"),
        "supplier": reference("Supplier", "purchase_order__supplier_id"),
        "warehouse": reference("Warehouse", "purchase_order__warehouse_id"),
        "expected": day_range("Expected", "expected_on"),
    },
    search=lambda rows, text: rows.filter(
        loosely(text, "sscc", "notice", "purchase_order__number", "purchase_order__supplier_name")
    ),
)


def announced_package(by: By, package_id: UUID) -> AnnouncedPackage:
    """One announced package with its order and receipt. Raises NotFound."""
    found = _packages(by).filter(pk=package_id).first()
    if found is None:
        raise NotFound("There is no such announced package.")
    return found


def announced_by_sscc(by: By, sscc: str) -> AnnouncedPackage | None:
    """The package that was announced with this SSCC, and not withdrawn, as far as one may see it."""
    return _packages(by).filter(sscc=sscc, withdrawn_at=None).first()


def packages_of(purchase_order_id: UUID) -> list[AnnouncedPackage]:
    """The announced packages of an order, the first announced first; withdrawn ones are left out."""
    rows = AnnouncedPackage.objects.filter(purchase_order_id=purchase_order_id, withdrawn_at=None)
    return list(rows.select_related("receipt").order_by("made_at", "sscc"))


def announced_lines(package_ids: Collection[UUID]) -> dict[UUID, list[AnnouncedLine]]:
    """What is in each of these packages, with line and item, in one statement."""
    rows = AnnouncedLine.objects.filter(package_id__in=package_ids).select_related("line__item")
    found: dict[UUID, list[AnnouncedLine]] = {pk: [] for pk in package_ids}
    for row in rows.order_by("package_id", "position"):
        found[row.package_id].append(row)
    return found


def package_for_update(package_id: UUID) -> AnnouncedPackage:
    """One announced package, locked until the command ends. Raises NotFound."""
    found = AnnouncedPackage.objects.select_for_update(of=("self",)).filter(pk=package_id).first()
    if found is None:
        raise NotFound("There is no such announced package.")
    return found


def announced_already(ssccs: Collection[str]) -> set[str]:
    """Those of these SSCCs that stand for a package, ours or an announced one."""
    found = sql.rows(
        """select sscc from purchasing_announced_package where sscc = any(%s::text[]) and withdrawn_at is null
           order by sscc""",
        [sorted(ssccs)],
    )
    return {row[0] for row in found}


def still_to_announce(purchase_order_id: UUID) -> dict[UUID, int]:
    """Of each line of an order what is still to come and in no package that is on its way, base units."""
    found = sql.rows(
        """select l.id, l.ordered + l.over - l.received - l.cancelled - coalesce(sum(n.quantity), 0)::bigint
           from purchasing_purchase_order_line l
             left join (purchasing_announced_line n join purchasing_announced_package p on p.id = n.package_id
               and p.receipt_id is null and p.withdrawn_at is null) on n.line_id = l.id
           where l.purchase_order_id = %s group by l.id order by l.id""",
        [purchase_order_id],
    )
    return dict(found)


def refuse_used(package: AnnouncedPackage) -> None:
    """Raises ReceivedBefore, Withdrawn."""
    if package.receipt_id:
        found = receipt_with_order(package.receipt_id)
        raise rules.ReceivedBefore(
            f"The package {package.sscc} was taken in before, with {found.number}. A number stands for one package:"
            " look at the label again, or count what is there.",
            receipt=found.number,
        )
    if package.withdrawn_at:
        raise rules.Withdrawn(f"The package {package.sscc} was withdrawn. Count what is there instead.")
