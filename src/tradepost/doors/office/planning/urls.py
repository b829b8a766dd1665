from django.urls import path

from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.planning import reorder, reorder_rules, words

__all__ = ["urlpatterns", "words"]

urlpatterns = [
    path("reorder/", reorder.reorder, name="reorder"),
    path("reorder/order/", reorder.order, name="reorder_order"),
    path("reorder/rules/", list_view(reorder_rules.REORDER_RULES), name="reorder_rules"),
    path("reorder/rules/set/", reorder_rules.set_rules, name="reorder_rules_set"),
    path("reorder/rules/set/preview/", reorder_rules.preview, name="reorder_rules_preview"),
    path("reorder/rules/set/submit/", reorder_rules.submit, name="reorder_rules_submit"),
]
