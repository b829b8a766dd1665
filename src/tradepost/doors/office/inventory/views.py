"""Stock and moves as lists; the value stands there only for those who may read costs."""

from django.http import HttpRequest, HttpResponseBase

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.inventory.screens import MOVES, MOVES_WITH_VALUE, STOCK, STOCK_WITH_VALUE
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.views import answer_list


@page("inventory.read")
def stock(request: HttpRequest, by: By) -> HttpResponseBase:
    with_value = access_queries.may(by, "catalog.read_cost")
    return answer_list(request, by, STOCK_WITH_VALUE if with_value else STOCK)


@page("inventory.read")
def moves(request: HttpRequest, by: By) -> HttpResponseBase:
    with_value = access_queries.may(by, "catalog.read_cost")
    return answer_list(request, by, MOVES_WITH_VALUE if with_value else MOVES)
