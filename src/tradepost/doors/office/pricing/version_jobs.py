"""The long parts of a version, as jobs of the worker: activated, rolled back, changed by a formula."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.job_queue import Work
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.queries import Pick
from tradepost.domain.pricing.rules import Formula
from tradepost.domain.reports import commands as reports
from tradepost.doors.office.parts.addresses import address
from tradepost.render.formats import number_text

REPRICE = "pricing.reprice_version"
IMPACT = "reports.work_out_impact"


def activate(by: By, work: Work) -> None:
    """Whole or not at all; done again, it finds that it is done."""
    version_id = _version(work)
    pricing.activate_version(by, version_id=version_id, tell=work.tell, job_id=work.job.pk)
    work.leads_to = address("price_version", version_id)
    work.said = _("These prices hold now. Orders, quotes and invoices keep theirs.")


def roll_back(by: By, work: Work) -> None:
    """Whole or not at all; done again, it finds that it is done."""
    version_id = _version(work)
    done = pricing.roll_back_version(by, version_id=version_id, tell=work.tell)
    work.leads_to = address("price_version", version_id)
    work.said = _("%(put)s prices are as before; %(left)s that were changed since were left alone.") % {
        "put": number_text(done.put_back),
        "left": number_text(done.left_alone),
    }


def reprice(by: By, work: Work) -> None:
    """A formula, used once: the mark that it was is kept with the prices."""
    version_id = _version(work)
    work.leads_to = address("price_version", version_id)

    def once() -> str:
        done = pricing.reprice_version(
            by,
            version_id=version_id,
            pick=pick_of(work.request["pick"]),
            formula=formula_of(work.request["formula"]),
            tell=work.tell,
        )
        said = repriced_words(done)
        work.save(said)
        return said

    work.said = work.place or transact(once, REPRICE)


def impact(by: By, work: Work) -> None:
    """What a version would do; begun anew, it is worked out anew."""
    version_id = _version(work)
    found = reports.work_out_impact(by, version_id=version_id, impact_id=work.job.pk, tell=work.tell)
    work.leads_to = address("version_impact", version_id)
    work.said = _("%(dearer)s customers would pay more, %(cheaper)s less.") % {
        "dearer": number_text(found.dearer),
        "cheaper": number_text(found.cheaper),
    }


def repriced_words(done: pricing.Repriced) -> str:
    """What a formula did, in a sentence."""
    told = _("%(changed)s of %(picked)s prices are others in this draft.") % {
        "changed": number_text(done.changed),
        "picked": number_text(done.picked),
    }
    if done.without:
        told += " " + _(
            "%s have no result and stay: no cost is known, or it would be below 0."
        ) % number_text(done.without)
    return told


def pick_of(told: Mapping[str, Any]) -> Pick:
    """As it was put into a request."""
    category, brand = told.get("category_id"), told.get("brand_id")
    return Pick(
        UUID(category) if category else None,
        str(told.get("text", "")),
        [UUID(one) for one in told.get("item_ids", ())],
        str(told.get("unit", "")),
        UUID(brand) if brand else None,
    )


def formula_of(told: Mapping[str, Any]) -> Formula:
    """As it was put into a request."""
    return Formula(str(told["kind"]), Decimal(str(told["value"])), str(told["rounding"]), int(told["places"]))


def _version(work: Work) -> UUID:
    return UUID(str(work.request["version_id"]))
