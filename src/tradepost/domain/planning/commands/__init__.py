from tradepost.domain.planning.commands.order_proposals import Chosen, ProposalsChanged, order_proposals
from tradepost.domain.planning.commands.set_reorder_rules import ReorderRuleInput, set_reorder_rules

__all__ = ["Chosen", "ProposalsChanged", "ReorderRuleInput", "order_proposals", "set_reorder_rules"]
