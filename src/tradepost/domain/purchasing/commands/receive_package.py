from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands.receive import ReceiptInput, receive
from tradepost.domain.purchasing.events import PackageReceived
from tradepost.domain.purchasing.models import AnnouncedPackage, Receipt


class MustBeWeighed(Refusal):
    """Something in the package is paid by what it weighs: it is weighed and counted by line."""


@command(once="receipt_id", again=queries.receipt_by_id)
def receive_package(by: By, *, receipt_id: UUID, package_id: UUID, delivery_note: str = "") -> Receipt:
    """Take an announced package in as a whole: every line and lot as it was announced.

    What is damaged or missing is counted instead, by `receive`. Raises NotFound, ReceivedBefore, Withdrawn,
    MustBeWeighed, and as `receive` does: beyond what is still to come MoreThanOrdered.
    """
    order_id = (
        AnnouncedPackage.objects.filter(pk=package_id).values_list("purchase_order_id", flat=True).first()
    )
    if order_id is not None:
        queries.purchase_order_for_update(order_id)  # the order first, as every delivery locks it
    package = queries.package_for_update(package_id)
    queries.refuse_used(package)
    lines = queries.announced_lines([package_id])[package_id]
    _refuse_weighed(package, [line.line_id for line in lines])
    receipt = receive(
        by,
        receipt_id=receipt_id,
        purchase_order_id=package.purchase_order_id,
        lines=[
            ReceiptInput(
                line.line_id,
                line.quantity,
                lot_code=line.lot_code,
                expires_on=line.expires_on,
                best_before_on=line.best_before_on,
                supplier_lot=line.supplier_lot,
            )
            for line in lines
        ],
        delivery_note=delivery_note or package.notice,
    )
    package.receipt = receipt
    package.save(update_fields=["receipt"])
    publish(by, PackageReceived(package.id, package.sscc, package.purchase_order_id, receipt.id))
    return receipt


def _refuse_weighed(package: AnnouncedPackage, line_ids: list[UUID]) -> None:
    ordered = {line.id: line for line in queries.lines_of(package.purchase_order_id)}
    for line_id in line_ids:
        if ordered[line_id].weighed:
            raise MustBeWeighed(
                f"{ordered[line_id].sku} is paid by what it weighs. Weigh it, and count the delivery line by line.",
                sku=ordered[line_id].sku,
            )
