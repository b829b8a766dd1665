"""Today: where the day begins."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from tradepost.base.by import By
from tradepost.doors.office.pages import page


@page()
def today(request: HttpRequest, by: By) -> HttpResponseBase:
    return render(request, "office/today.html", {})
