from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tradepost
from tradepost.domain.access.rules import ROLE_VERBS, ROLES, allows, roles_that_may
from tradepost.domain.mails.rules import KIND_NAMES

DOMAIN = Path(tradepost.__file__).parent / "domain"

# Each role beside what it may and what it may not: the table of docs/rooms/access.md as a test.
MAY = {
    "owner": [
        "access.set_roles",
        "access.read",
        "accounts.close_period",
        "catalog.read_cost",
        "sales.release_hold",
    ],
    "sales": [
        "sales.place_order",
        "sales.confirm_order",
        "sales.cancel_lines",
        "sales.send_quote",
        "pricing.set_prices",
        "parties.create_customer",
        "returns.authorise_return",
        "billing.read",
        "access.make_own_token",
    ],
    "rep": [
        "sales.place_order",
        "sales.make_quote",
        "parties.create_customer",
        "parties.add_address",
        "sales.read",
    ],
    "warehouse": [
        "fulfilment.ship_shipment",
        "fulfilment.read",
        "purchasing.receive",
        "purchasing.read",
        "returns.receive_return",
        "corrections.correct_stock",
        "inventory.move_stock",
    ],
    "purchasing": [
        "purchasing.order_from_supplier",
        "purchasing.receive",
        "planning.order_proposals",
        "planning.read",
        "catalog.create_item",
        "catalog.read_cost",
        "parties.create_supplier",
        "parties.create_suppliers",
    ],
    "billing": [
        "billing.invoice_shipment",
        "billing.record_payment",
        "accounts.close_period",
        "sales.release_hold",
        "parties.block_customer",
        "parties.change_customer",
        "returns.settle_return",
        "catalog.read_cost",
    ],
    "viewer": ["sales.read", "billing.read", "reports.read", "inventory.read", "purchasing.read"],
    "buyer": ["sales.place_order", "sales.read", "billing.read", "returns.request_return"],
}
MAY_NOT = {
    "owner": [],
    "sales": [
        "sales.release_hold",
        "sales.record_shipped",
        "accounts.close_period",
        "billing.record_payment",
        "parties.block_customer",
        "parties.change_credit",
        "parties.create_supplier",
        "purchasing.read",
        "catalog.read_cost",
        "access.read",
        "access.set_roles",
        "access.make_token",
    ],
    "rep": [
        "sales.release_hold",
        "pricing.set_prices",
        "returns.authorise_return",
        "billing.invoice_shipment",
        "corrections.correct_stock",
        "catalog.read_cost",
        "access.read",
    ],
    "warehouse": [
        "corrections.keep_reason",
        "sales.place_order",
        "purchasing.order_from_supplier",
        "billing.read",
        "pricing.read",
        "catalog.read_cost",
        "catalog.change_item",
        "reports.read",
        "access.read",
    ],
    "purchasing": [
        "sales.place_order",
        "billing.read",
        "pricing.set_prices",
        "parties.change_customer",
        "access.read",
    ],
    "billing": [
        "sales.place_order",
        "corrections.correct_stock",
        "purchasing.receive",
        "pricing.set_prices",
        "access.read",
    ],
    "viewer": [
        "sales.place_order",
        "access.read",
        "accounts.read",
        "catalog.read_cost",
        "catalog.create_item",
    ],
    "buyer": [
        "inventory.read",
        "parties.read",
        "pricing.read",
        "reports.read",
        "sales.confirm_order",
        "access.read",
    ],
}


@pytest.mark.parametrize("role", ROLES)
def test_role(role: str) -> None:
    assert {name: allows([role], name) for name in MAY[role]} == dict.fromkeys(MAY[role], True)
    assert {name: allows([role], name) for name in MAY_NOT[role]} == dict.fromkeys(MAY_NOT[role], False)


def test_what_two_roles_allow_adds_up() -> None:
    assert allows(["sales", "billing"], "sales.release_hold")
    assert not allows(["sales", "rep"], "sales.release_hold")


def test_nobody_may_do_anything_without_a_role() -> None:
    assert not allows([], "sales.read")
    assert not allows(["chef"], "sales.read")


def test_roles_that_may() -> None:
    assert roles_that_may("access.set_roles") == ["owner"]
    assert roles_that_may("sales.release_hold") == ["owner", "billing"]


def _said() -> set[str]:
    """Every verb the rooms export, as `room.verb`, and `room.read` of every room."""
    names = (
        {
            "catalog.read_cost",
            "parties.change_credit",
            "access.make_own_token",
            "access.revoke_own_token",
        }
        | {
            "access.keep_view",  # said by the office: save, change, delete, choose, look
            "access.share_view",
        }
        | {
            "access.read_own",  # said by the API: one's own preferences and sessions
            "access.set_own_preferences",
            "access.end_own_sessions",
        }
    )
    for shelf in sorted(DOMAIN.glob("*/commands/__init__.py")):
        room = shelf.parent.parent.name
        names.add(f"{room}.read")
        for node in ast.parse(shelf.read_text()).body:
            if isinstance(node, ast.Assign):
                names |= {
                    f"{room}.{word.value}" for word in ast.walk(node.value) if isinstance(word, ast.Constant)
                }
    return names | {"reports.read", "planning.read"} | {f"mails.send_{kind}" for kind in KIND_NAMES}


def test_every_pattern_names_something_the_house_can_say() -> None:
    """A misspelt verb in the table would silently allow nothing."""
    said = _said()
    rooms = {name.split(".")[0] for name in said}
    idle = {
        (role, pattern)
        for role, patterns in ROLE_VERBS.items()
        for pattern in patterns
        if pattern.lstrip("!").split(".")[0] in rooms
        and "*" not in pattern
        and pattern.lstrip("!") not in said
    }
    assert idle == set()
