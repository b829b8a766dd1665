"""Signing in again beside work that is not finished: a page asks who is signed in, and for a token of that session."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from tradepost.base.by import By
from tradepost.doors.office.pages import page


@page()
def session(request: HttpRequest, by: By) -> HttpResponseBase:
    """Whose session it is, with its CSRF token as a header; whoever is signed out is sent to sign in."""
    return JsonResponse({"person": str(by.actor_id)}, headers={"X-CSRFToken": get_token(request)})


@page()
def back(request: HttpRequest, by: By) -> HttpResponseBase:
    """Where signing in beside other work ends: the page tells the others, and closes."""
    return render(request, "office/signed_in.html")
