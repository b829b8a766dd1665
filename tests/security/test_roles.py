"""Each role opens the addresses that its verbs open, and no other; nobody opens none. New addresses included."""

from __future__ import annotations

import pytest

from rota import SOAK, is_due
from security.bodies import FIELDS, body_of, query_of
from security.company import ROLES, Company
from security.doorplates import Doorplate, api, office
from security.headers import faults_of, kept_by_others
from security.visitors import Heard, Visitor

FOR_EVERYBODY = {
    "today": "shows each what their role reads",
    "today_work": "the same, fetched again",
    "today_figures": "the same: each figure asks for the verbs of what stands behind it",
    "today_news": "a number of the change feed, without what happened",
    "find": "asks each list for its verb",
    "scan": "the same: each room tells what its verb lets one read",
    "session": "who is signed in: oneself",
    "session_back": "a sentence, the same for all",
    "icons": "drawings of the navigation, the same for all",
    "me": "one's own account",
    "land": "leads to a page of their own choice, or to today",
    "preferences": "one's own",
    "preference_set": "one's own",
    "sessions_end": "one's own; another's is not found",
    "token": "one's own; another's is not found",
    "token_revoke": "one's own; another's is not found",
    "settings": "shows each what their role may set",
    "list_export": "asks the list for its verb",
    "list_bulk": "asks the bulk verb for its own",
    "list_bulk_do": "asks the bulk verb for its own",
    "jobs": "one's own",
    "job": "one's own; another's is not found",
    "job_progress": "one's own; another's is not found",
    "job_file": "one's own, and the verb that was needed to ask for it is asked again",
    "job_cancel": "one's own; another's is not found",
}
"""Addresses of the office without a verb of their own, and why. The design pages show made-up rows."""
# With SOAK each role opens all that it may, and tries all that it may not. Everyday an address is opened by one of
# those who may, and tried by two of those who may not, by turns: what it asks for is one verb, whoever asks. The owner
# sends to half of them.


def test_every_address_of_the_office_names_the_verb_that_opens_it() -> None:
    unnamed = {p.name for p in office() if not p.may and not p.name.startswith("design")}
    assert unnamed == set(FOR_EVERYBODY)


def _visit(plate: Doorplate, company: Company) -> str:
    return next(plate.visits(company, "alpha")) + query_of(plate)


def _asked(
    visitor: Visitor, plate: Doorplate, company: Company, *, opens: bool = True, sends: bool = True
) -> list[Heard]:
    path = _visit(plate, company)
    if plate.door == "api":
        reads = plate.methods == ("GET",)
        asked = opens if reads else sends
        asks = [(plate.methods[0], None if reads else body_of(plate))] if asked else []
    else:
        asks = [*([("GET", None)] if opens else []), *([("POST", FIELDS)] if sends else [])]
    return [visitor.ask(method, path, body) for method, body in asks]


def test_nobody_is_sent_to_sign_in_and_changes_nothing(company: Company) -> None:
    nobody = Visitor(company, "nobody")
    faults = []
    for plate in [*office(), *api()]:
        for heard in _asked(nobody, plate, company):
            signs_in = heard.status == 302 and heard.headers["Location"].startswith("/accounts/login/?next=")
            wanted = heard.status == 401 if plate.door == "api" else signs_in
            if not wanted or heard.wrote or "zqalpha" in heard.text:
                faults.append(f"{heard} {heard.wrote[:1]}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_its_verbs_open_and_nothing_else(company: Company, role: str) -> None:
    """What a role may send is sent by the owner: whether it may is one question, whoever asks. Every answer keeps the
    policy of pages, and what is read is kept by nobody else."""
    visitors = {name: Visitor(company, name) for name in ROLES}
    visitor, faults = visitors[role], []
    for place, plate in enumerate([*office(), *api()]):
        may = visitor.may(plate.may or "")
        alike = [name for name in ROLES if visitors[name].may(plate.may or "") == may]
        turn = (alike.index(role) - place) % len(alike)
        opens = SOAK or turn < (1 if may else 2)
        sends = opens if not may else role == "owner" and is_due(plate.template)
        for heard in _asked(visitor, plate, company, opens=opens, sends=sends):
            if fault := _fault(heard, may):
                faults.append(f"{heard} {fault}")
            faults += faults_of(heard) if plate.door == "office" else []
            faults += kept_by_others(heard) if heard.method == "GET" else []
    assert not faults, "\n".join(faults)


def _fault(heard: Heard, may: bool) -> str:
    if heard.status >= 500:
        return heard.text[:200]
    if may:
        opened = heard.method != "GET" or heard.status in (200, 302, 405) or _asks_for_more(heard)
        return "" if opened and heard.status != 401 else "is shut to a role that may"
    if heard.status == 405 and not heard.wrote:
        return ""  # it takes POST only, and that is asked too
    if heard.status != 403:
        return "is open to a role that may not"
    return f"wrote {heard.wrote[0]}" if heard.wrote else ""


def _asks_for_more(heard: Heard) -> bool:
    """A page may ask for a second verb (costs, prices) beside its own; somebody else's token or job is not found,
    nor is what lies beside a document that is not theirs to read, nor a change that they are not just looking at."""
    of_another = any(part in heard.path for part in ("/tokens/", "/jobs/", "/api/v1/documents/", "/change/"))
    return heard.status == 403 or (heard.status == 404 and of_another)
