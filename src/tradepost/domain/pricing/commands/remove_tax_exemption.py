from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.pricing.events import TaxExemptionRemoved
from tradepost.domain.pricing.models import TaxExemption


@command
def remove_tax_exemption(by: By, *, exemption_id: UUID) -> None:
    """Take away a certificate that was entered by mistake; one that ran out is given an end instead.

    Documents keep the tax they were made with. Raises NotFound.
    """
    row = TaxExemption.objects.select_for_update().filter(pk=exemption_id).first()
    if row is None:
        raise NotFound("There is no such certificate.")
    row.delete()
    publish(by, TaxExemptionRemoved(exemption_id, row.customer_id, row.certificate))


@command
def remove_tax_exemptions(by: By, *, exemption_ids: Sequence[UUID]) -> int:
    """The same for many; those that are gone already are passed over. Gives how many there were."""
    rows = list(TaxExemption.objects.select_for_update().filter(pk__in=exemption_ids).order_by("pk"))
    TaxExemption.objects.filter(pk__in=[row.pk for row in rows]).delete()
    publish(by, *(TaxExemptionRemoved(row.pk, row.customer_id, row.certificate) for row in rows))
    return len(rows)
