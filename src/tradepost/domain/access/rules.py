"""Which role may say which verb. Names are `room.verb`; reading a room is `room.read`.

A pattern may use `*`; one that begins with `!` takes away, from its own role only. What two roles of
one user allow adds up. `catalog.read_cost` opens costs and margins everywhere; `parties.change_credit`
is asked for beside change_customer and create_customer when a field of parties' CREDIT_FIELDS is given.
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

SCOPE_KINDS = ["", "own_customers", "customer", "warehouse"]
THEMES = ["system", "light", "dark"]
DENSITIES = ["comfortable", "compact"]
HAPPENINGS = ["mention", "mail_failed", "order_held", "dispute_given", "job_ended"]
"""What somebody is told of: mentioned in a note; a mail of theirs did not arrive; an order of theirs is on hold; a
dispute is theirs to care for; a file they brought in or fetched is ready."""
WAYS = ["product", "mail"]
TOLD = [f"{happening}:{way}" for happening in HAPPENINGS for way in WAYS]
TOLD_AT_FIRST = ["dispute_given:product", "mail_failed:product", "mention:product", "order_held:product"]
"""Of a job nobody is told who did not ask for it: its own page shows it."""

_OWN = (
    "access.make_own_token",
    "access.revoke_own_token",
    "access.keep_view",
    "access.read_own",
    "access.set_own_preferences",
    "access.end_own_sessions",
)
# Whoever may read a document may say something about it; what others added stays theirs.
_NOTES = (
    "notes.read",
    "notes.write_note",
    "notes.change_note",
    "notes.remove_note",
    "notes.restore_note",
    "notes.read_mentions",
    "notes.add_file",
    "notes.remove_file",
    "notes.restore_file",
)
_DESK = (*_OWN, *_NOTES)
_SHARING = ("access.share_view",)
# Whoever stops goods may let them go again, as with a place of quarantine.
_LOTS = (
    "inventory.quarantine_lot",
    "inventory.recall_lot",
    "inventory.release_lot",
    "inventory.change_lot",
)
# Planning and watching; what leaves and arrives is the warehouses'.
_TRANSFERS = (
    "transfers.read",
    "transfers.draft_transfer",
    "transfers.change_transfer",
    "transfers.delay_transfer",
)
# Whose goods go to whom is decided above those who sell: not by a rep for their own customers.
_ALLOCATING = ("inventory.reallocate", "inventory.shift_promise")
# Calendars and carriers are the company's; how long a warehouse takes is the warehouse's own.
_CARRYING = (
    "delivery.keep_*",
    "delivery.remove_calendar",
    "delivery.close_days",
    "delivery.open_days",
    "delivery.end_*",
)
_CUSTOMER_CARE = (
    "parties.create_customer*",
    "parties.change_customer",
    "parties.add_address",
    "parties.change_address",
    "parties.add_contact",
)
_DISPUTES = (
    "service.read",
    "service.open_dispute",
    "service.change_dispute",
    "service.ask_customer",
    "service.take_up",
    "service.settle_dispute",
    "service.reopen_dispute",
)
_LOT_RULES = ("fulfilment.set_lot_rule", "fulfilment.remove_lot_rule")
_SELLING = (
    "sales.*",
    # Whoever takes the order does not wave it through the credit check.
    "!sales.release_hold",
    # Nor keeps the company's words for why orders are cancelled.
    "!sales.keep_cancel_reason",
    # Written by the rooms above, never said by a person.
    "!sales.record_*",
    "returns.request_return",
    *_DISPUTES,
    # What customers used of our goods with them is a sale, though goods leave by it.
    "fulfilment.record_usage",
    # How a customer takes lots is agreed with them; the warehouse goes by it.
    *_LOT_RULES,
    *_CUSTOMER_CARE,
)
_MAILS = ("mails.read", "mails.send_mail", "mails.resend_mail", "mails.settle_mail", "mails.clear_address")
_MAILS_TO_CUSTOMERS = (
    *_MAILS,
    "mails.send_quote",
    "mails.send_order",
    "mails.send_shipment",
    "mails.send_invoice",
    "mails.send_credit_note",
    "mails.send_statement",
    "mails.send_return",
    "mails.send_dispute",
)
_MAILS_OF_SALES = (*_MAILS_TO_CUSTOMERS, "mails.send_new_dates")
_SALES_READS = (
    "parties.read",
    "catalog.read",
    "pricing.read",
    "sales.read",
    "inventory.read",
    "delivery.read",
    "fulfilment.read",
    "returns.read",
    "billing.read",
    "reports.read",
)

ROLE_VERBS: dict[str, tuple[str, ...]] = {
    "owner": ("*",),
    "sales": (
        *_SELLING,
        *_SALES_READS,
        *_DESK,
        *_MAILS_OF_SALES,
        *_SHARING,
        "pricing.*",
        # Written by the room above, which knows what was confirmed.
        "!pricing.record_*",
        # What they sell above is not theirs to say.
        "!pricing.set_floors",
        "reports.work_out_impact",
        "imports.*",
        # Whoever sells knows what customers take instead.
        "catalog.keep_substitute",
        "catalog.remove_substitute",
        "returns.authorise_return",
        "returns.reject_return",
        "parties.create_group",
        *_ALLOCATING,
    ),
    "rep": (
        *_SELLING,
        # What everybody's quotes say, and are counted by.
        "!sales.keep_terms_text",
        "!sales.remove_terms_text",
        "!sales.keep_lost_reason",
        *_SALES_READS,
        *_DESK,
        *_MAILS_OF_SALES,
    ),
    "warehouse": (
        "fulfilment.*",
        # A usage report places an order.
        "!fulfilment.record_usage",
        "!fulfilment.set_lot_rule",
        "!fulfilment.remove_lot_rule",
        "purchasing.receive",
        "purchasing.receive_package",
        # A supplier's goods with us. What is missing of them is owed: that is said where they are bought.
        "purchasing.fill_store",
        "purchasing.take_over",
        "purchasing.send_back_from_store",
        # Up to a limit of worth: counting.AboveYourLimit.
        "counting.*",
        # Up to a limit of worth; what is above it waits: corrections.AboveYourLimit.
        "corrections.*",
        "!corrections.keep_reason",
        "transfers.*",
        # Whoever sent or received the goods does not say what became of what is missing.
        "!transfers.settle_discrepancy",
        "returns.receive_return",
        "inventory.move_stock",
        "inventory.create_place",
        "inventory.create_places",
        "inventory.change_place",
        "inventory.close_place",
        "inventory.reopen_place",
        "inventory.create_zone",
        "inventory.change_zone",
        "inventory.zone_places",
        "inventory.fix_bin",
        "inventory.free_bin",
        "inventory.ensure_lots",
        *_LOTS,
        # Whoever hands the goods to the carriers knows how long they take.
        "delivery.*",
        "parties.read",
        "catalog.read",
        "inventory.read",
        "sales.read",
        "returns.read",
        # What is said to be missing or broken: they see it, and write what they know beside it.
        "service.read",
        "purchasing.read",
        *_DESK,
        *_MAILS,
        "mails.send_shipment",
        "mails.send_return",
        *_SHARING,
    ),
    "purchasing": (
        "purchasing.*",
        "planning.*",
        "catalog.*",
        # Written by the room above, which knows whether stock lies there.
        "!catalog.record_*",
        "imports.*",
        "parties.create_supplier*",
        "parties.change_supplier",
        "parties.block_supplier",
        "parties.unblock_supplier",
        "parties.add_address",
        "parties.change_address",
        "parties.add_contact",
        "parties.read",
        "inventory.read",
        "delivery.read",
        "inventory.change_costing",
        "inventory.define_kit",
        "counting.read",
        "corrections.read",
        *_TRANSFERS,
        *_LOTS,
        "sales.read",
        "reports.read",
        *_DESK,
        *_MAILS,
        "mails.send_purchase_order",
        *_SHARING,
    ),
    "billing": (
        "billing.*",
        "accounts.read",
        "accounts.set_rate",
        "accounts.close_period",
        "pricing.keep_tax_exemption*",
        "pricing.remove_tax_exemption*",
        "parties.change_customer",
        "parties.change_credit",
        "parties.block_customer",
        "parties.unblock_customer",
        "parties.add_address",
        "parties.change_address",
        "parties.add_contact",
        "sales.hold_order",
        "sales.release_hold",
        "returns.settle_return",
        # Whoever credits says how it ended.
        *_DISPUTES,
        # The forwarder's bill lies on their desk.
        "purchasing.add_landed_cost",
        "purchasing.cancel_landed_cost",
        # What may be billed to us of goods that became ours.
        "purchasing.state_store",
        "inventory.change_costing",
        "catalog.read_cost",
        "parties.read",
        "catalog.read",
        "pricing.read",
        "sales.read",
        "inventory.read",
        "delivery.read",
        "counting.read",
        "corrections.read",
        "corrections.approve_correction",
        "corrections.decline_correction",
        "transfers.read",
        "fulfilment.read",
        "returns.read",
        "purchasing.read",
        "reports.read",
        *_DESK,
        *_MAILS_TO_CUSTOMERS,
        *_SHARING,
    ),
    "viewer": ("*.read", "!access.read", "!accounts.read", "!imports.read", *_DESK),
    # Of the customer portal, which comes later: its own documents only, by its scope.
    "buyer": (
        "catalog.read",
        "sales.read",
        "fulfilment.read",
        "billing.read",
        "returns.read",
        "service.read",
        "service.open_dispute",
        "sales.place_order",
        "sales.accept_quote",
        "sales.decline_quote",
        "returns.request_return",
    ),
}
ROLES = list(ROLE_VERBS)
WHOLE_COMPANY = (
    "accounts.*", "base.read", "imports.*", "purchasing.state_store", *_LOTS, *_ALLOCATING, *_CARRYING,
)  # fmt: skip
"""What cannot be cut down to some customers or a warehouse: the books, the whole change feed, files of everybody,
what became ours in all stores of a supplier, a lot, which is stopped wherever it lies, taking goods from one customer
for another, and the days of carriers."""


@lru_cache(maxsize=4096)
def _role_allows(role: str, name: str) -> bool:
    patterns = ROLE_VERBS.get(role, ())
    if any(fnmatchcase(name, pattern[1:]) for pattern in patterns if pattern.startswith("!")):
        return False
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def allows(roles: Iterable[str], name: str) -> bool:
    """Whether any of the roles may say `name` (`sales.place_order`, `billing.read`)."""
    return any(_role_allows(role, name) for role in roles)


def is_of_the_whole(name: str) -> bool:
    """Whether `name` opens everybody's figures, so that nobody with a scope may say it."""
    return any(fnmatchcase(name, pattern) for pattern in WHOLE_COMPANY)


def roles_that_may(name: str) -> list[str]:
    """The roles whose table includes `name`, for the sentence of a refusal."""
    return [role for role in ROLES if _role_allows(role, name)]
