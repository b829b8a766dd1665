"""The examples in the document are sent as they stand, and work.

Ids are those of a company in which there is something of everything. Where an example cannot succeed on its
own (it names a part of a document that only its own story knows), it is refused, and the journeys show it.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from doors.api.company import Company
from doors.api.documented import document
from doors.api.people import Api

# Operations whose example must first be true: another state, a part of that very document, a free number.
NEEDS_ITS_STORY = {
    "accept_quote", "order_quote", "revise_quote", "acknowledge_purchase_order", "cancel_purchase_lines",
    "receive_delivery", "send_purchase_order", "release_order", "ship_order", "record_picks",
    "pack_shipment", "ship_shipment", "weigh_shipment", "start_picking", "cancel_shipment", "invoice_shipment",
    "invoice_order", "credit_invoice", "allocate_credit_note", "record_payment", "allocate_payment",
    "reverse_allocation", "receive_return", "inspect_return", "settle_return", "request_return",
    "cancel_order_lines", "close_order", "release_hold", "unblock_customer", "unblock_supplier",
    "reactivate_item", "move_stock", "change_customer_address", "change_supplier_address", "revoke_token",
    "add_unit", "send_mail", "resend_mail", "settle_mail", "begin_import", "take_back_import",
    "withdraw_invitation", "end_own_session", "record_counts", "finish_count", "reopen_count", "post_count",
    "tell_new_dates", "release_lot", "change_costing", "add_landed_cost", "preview_landed_cost", "close_place",
    "reallocate", "shift_promise", "dispatch_transfer", "receive_transfer", "finish_transfer", "delay_transfer",
    "record_usage", "source_order_lines", "wish_order_lots", "announce_packages", "receive_package",
    "withdraw_package", "preview_cancel", "unschedule_version", "roll_back_version",
    "apply_change", "split_order", "preview_split", "merge_orders", "preview_merge",
    "preview_change", "acknowledge_change", "keep_substitute", "remove_substitute", "define_kit",
    "resume_standing_order", "skip_standing_date", "retry_standing_date",
    "fill_store", "take_over", "report_missing", "count_store", "send_back_from_store", "state_store",
    "open_dispute", "ask_customer", "reopen_dispute",
}  # fmt: skip


def example_of(schema: dict[str, Any], company: Company, name: str = "") -> Any:
    """A value as the document's own examples make it, with known ids."""
    if "$ref" in schema:
        return example_of(
            document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], company, name
        )
    if schema.get("format") == "uuid":
        return str(company.ids[name][0]) if name in company.ids else str(uuid4())
    if "anyOf" in schema and "examples" not in schema:
        return example_of(schema["anyOf"][0], company, name)
    if schema.get("type") == "object" and "properties" in schema:
        return {
            field: example_of(shown, company, field)
            for field, shown in schema["properties"].items()
            if _is_told(field, shown, schema)
        }
    if schema.get("type") == "array" and "items" in schema and "examples" not in schema:
        return [example_of(schema["items"], company, name.removesuffix("s"))]
    if any(kind.get("format") == "uuid" for kind in schema.get("anyOf", ())):
        return str(company.ids[name][0]) if name in company.ids else str(uuid4())
    if "examples" not in schema:
        return schema["default"]
    return schema["examples"][0]


def _is_told(field: str, shown: dict[str, Any], schema: dict[str, Any]) -> bool:
    if field in schema.get("required", ()):
        return True
    if field == "lines" and "template_id" in schema["properties"]:
        return True  # one of the two is given
    return bool(shown.get("examples")) and field not in (
        "id",
        "party_id",
        "supplier_id" if "rules" in field else "",
    )


OPERATIONS = [
    (operation["operationId"], method, path, operation)
    for path, operations in document()["paths"].items()
    for method, operation in operations.items()
    if method != "get"
]


@pytest.fixture(scope="module")
def shared(django_db_setup: None, django_db_blocker: Any):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Company()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "method", "path", "operation"), OPERATIONS, ids=[row[0] for row in OPERATIONS]
)
def test_an_example_works(
    shared: Company, name: str, method: str, path: str, operation: dict[str, Any]
) -> None:
    parts = re.findall(r"\{([^}]+)\}", path)
    address = path.removeprefix("/api/v1")
    for part in parts:
        address = address.replace(f"{{{part}}}", str(shared.ids.get(part, [uuid4()])[0]))
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    body = example_of(content["schema"], shared) if content else None
    with transaction.atomic():
        answer = Api(shared.owner).send(method.upper(), address, body)
        transaction.set_rollback(True)
    if name in NEEDS_ITS_STORY:
        assert answer.status_code in (404, 409, 422), f"{body} {answer.said}"
    else:
        assert answer.status_code in (200, 201, 202), f"{body} {answer.said}"
