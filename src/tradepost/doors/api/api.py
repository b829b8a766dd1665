"""The API: its sign-in, its limits, its parser, and every room's part of it."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser

from tradepost.doors.api import (
    access,
    accounts,
    availability,
    billing,
    brands,
    catalog,
    categories,
    charges,
    company,
    corrections,
    counting,
    delivery,
    discounts,
    disputes,
    feed,
    floors,
    fulfilment,
    imports,
    inventory,
    invitations,
    kits,
    lot_rules,
    lots,
    mails,
    notes,
    own,
    packages,
    papers,
    parties,
    price_impact,
    price_versions,
    pricing,
    problems,
    promotions,
    purchasing,
    reports,
    returns,
    sales,
    scanning,
    shortages,
    stock_rows,
    tax_exemptions,
    told,
    transfers,
    turnover,
    usage,
    warehouses,
    why,
    zones,
)
from tradepost.doors.api.limits import Limit
from tradepost.doors.api.sign_in import Session, Token


class ExactParser(Parser):
    """JSON without floats: 0.1 is a tenth. NaN and Infinity are no numbers."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as plain values; anything that is not JSON raises."""
        return json.loads(request.body, parse_float=Decimal, parse_constant=_no_number)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number in JSON")


api = NinjaAPI(
    title="Tradepost",
    version="1",
    auth=[Token(), Session()],
    throttle=[Limit()],
    parser=ExactParser(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-v1",
)
problems.listen_to(api)
for router in (
    *sales.ROUTERS,  # first: an address is looked for in this order, and orders come most often
    *parties.ROUTERS,
    catalog.router,
    categories.router,
    brands.router,
    kits.router,
    pricing.router,
    price_versions.router,
    price_impact.router,
    charges.router,
    discounts.router,
    floors.router,
    promotions.router,
    tax_exemptions.router,
    warehouses.router,
    usage.router,
    zones.router,
    inventory.router,
    availability.router,
    stock_rows.router,
    shortages.router,
    counting.router,
    corrections.router,
    delivery.router,
    why.router,
    turnover.router,
    transfers.router,
    scanning.router,
    lots.router,
    lot_rules.router,
    packages.router,
    papers.router,
    fulfilment.router,
    returns.router,
    disputes.router,
    mails.router,
    *purchasing.ROUTERS,
    *billing.ROUTERS,
    accounts.router,
    reports.router,
    *imports.ROUTERS,
    access.router,
    invitations.router,
    own.router,
    notes.router,
    told.router,
    company.router,
    feed.router,
):
    api.add_router("", router)
