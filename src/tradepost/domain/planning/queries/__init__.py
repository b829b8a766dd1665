from tradepost.domain.planning.queries.differences import differences
from tradepost.domain.planning.queries.pictures import pictures
from tradepost.domain.planning.queries.proposals import (
    Proposal,
    SupplierProposals,
    by_supplier,
    proposals,
    proposals_for,
)
from tradepost.domain.planning.queries.reorder_rules import REORDER_RULES, lines_of_run, run_by_id

__all__ = [
    "REORDER_RULES",
    "Proposal",
    "SupplierProposals",
    "by_supplier",
    "differences",
    "lines_of_run",
    "pictures",
    "proposals",
    "proposals_for",
    "run_by_id",
]
