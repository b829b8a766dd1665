from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.editing import head_view
from tradepost.doors.office.parts.sheet import sheet_urls
from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.sales import (
    again,
    blankets,
    cancel_reasons,
    changes,
    lookups,
    moved,
    order_templates,
    order_views,
    papers,
    quote_changes,
    quote_views,
    quote_words,
    regrouping,
    sharing,
    sheets,
    standing,
    suggesting,
    template_views,
)
from tradepost.doors.office.sales.blanket_screens import BLANKETS
from tradepost.doors.office.sales.heads import ORDER_HEAD, QUOTE_HEAD
from tradepost.doors.office.sales.screens import HOLDS, ORDERS, QUOTES
from tradepost.doors.office.sales.standing_screens import STANDING_ORDERS

urlpatterns = [
    path("orders/", list_view(ORDERS), name="orders"),
    path("orders/new/", order_views.order_new, name="order_new"),
    path("orders/new/preview/", order_views.order_preview, name="order_preview"),
    path("orders/new/submit/", order_views.order_submit_new, name="order_submit_new"),
    path("orders/new/suggestions/", suggesting.order_suggestions, name="order_suggestions"),
    path("orders/items/", lookups.order_items, name="order_items"),
    path("orders/dates/", list_view(moved.MOVED_DATES), name="moved_dates"),
    path("orders/dates/customers/", list_view(moved.TO_TELL), name="dates_to_tell"),
    path("customers/<uuid:pk>/dates/", moved.customer_dates, name="customer_dates"),
    path("customers/<uuid:pk>/dates/tell/", moved.customer_dates_tell, name="customer_dates_tell"),
    path("customers/<uuid:pk>/dates/dates.pdf", moved.customer_dates_pdf, name="customer_dates_pdf"),
    path("orders/<uuid:pk>/", order_views.order, name="order"),
    path("orders/<uuid:pk>/head/", head_view(ORDER_HEAD), name="order_head"),
    path("orders/<uuid:pk>/edit/", order_views.order_edit, name="order_edit"),
    path("orders/<uuid:pk>/edit/submit/", order_views.order_submit_edit, name="order_submit_edit"),
    path("orders/<uuid:pk>/change/", changes.order_change, name="order_change"),
    path("orders/<uuid:pk>/change/foresee/", changes.order_change_foresee, name="order_change_foresee"),
    path("orders/<uuid:pk>/change/submit/", changes.order_change_submit, name="order_change_submit"),
    path(
        "orders/<uuid:pk>/change/<uuid:change_id>/",
        changes.order_change_preview,
        name="order_change_preview",
    ),
    path(
        "orders/<uuid:pk>/change/<uuid:change_id>/apply/",
        changes.order_change_apply,
        name="order_change_apply",
    ),
    path("order-changes/<uuid:pk>/", changes.order_change_made, name="order_change_made"),
    path("order-changes/<uuid:pk>/word/", changes.order_change_word, name="order_change_word"),
    path("orders/<uuid:pk>/merge/", regrouping.order_merge, name="order_merge"),
    path("orders/<uuid:pk>/confirm/", order_views.order_confirm, name="order_confirm"),
    path("orders/<uuid:pk>/submit/", order_views.order_submit, name="order_submit"),
    path("orders/<uuid:pk>/cancel/", order_views.order_cancel, name="order_cancel"),
    path("orders/<uuid:pk>/close/", order_views.order_close, name="order_close"),
    path("orders/<uuid:pk>/hold/", order_views.order_hold, name="order_hold"),
    path("orders/<uuid:pk>/release/", order_views.order_release, name="order_release"),
    path("holds/", list_view(HOLDS), name="holds_list"),
    path("settings/cancel-reasons/", cancel_reasons.cancel_reasons, name="cancel_reasons"),
    path("settings/cancel-reasons/keep/", cancel_reasons.cancel_reason_keep, name="cancel_reason_keep"),
    path("holds/<uuid:pk>/release/", order_views.hold_release, name="hold_release"),
    path("orders/<uuid:pk>/confirmation.pdf", papers.order_confirmation_pdf, name="order_confirmation_pdf"),
    path("quotes/<uuid:pk>/quote.pdf", papers.quote_pdf, name="quote_pdf"),
    path("reps/find/", lookups.rep_lookup, name="rep_lookup"),
    path("quotes/", list_view(QUOTES), name="quotes"),
    path("quotes/new/", quote_views.quote_new, name="quote_new"),
    path("quotes/new/preview/", quote_views.quote_preview, name="quote_preview"),
    path("quotes/new/submit/", quote_views.quote_submit_new, name="quote_submit_new"),
    path("quotes/words/", quote_words.quote_words, name="quote_words"),
    path("quotes/words/terms/", quote_words.terms_text_keep, name="terms_text_keep"),
    path("quotes/words/terms/<uuid:pk>/remove/", quote_words.terms_text_remove, name="terms_text_remove"),
    path("quotes/words/reasons/", quote_words.lost_reason_keep, name="lost_reason_keep"),
    path("quotes/templates/", template_views.quote_templates, name="quote_templates"),
    path("quotes/templates/new/", template_views.quote_template_new, name="quote_template_new"),
    path("quotes/templates/preview/", template_views.quote_template_preview, name="quote_template_preview"),
    path("quotes/templates/submit/", template_views.quote_template_submit, name="quote_template_submit"),
    path("quotes/templates/<uuid:pk>/", template_views.quote_template, name="quote_template"),
    path("quotes/templates/<uuid:pk>/edit/", template_views.quote_template_edit, name="quote_template_edit"),
    path(
        "quotes/templates/<uuid:pk>/remove/",
        template_views.quote_template_remove,
        name="quote_template_remove",
    ),
    path("quotes/<uuid:pk>/", quote_views.quote, name="quote"),
    path("quotes/<uuid:pk>/share/", sharing.quote_share, name="quote_share"),
    path("quotes/<uuid:pk>/answer/", sharing.quote_answer, name="quote_answer"),
    path("quotes/<uuid:pk>/take-asks/", sharing.quote_take_asks, name="quote_take_asks"),
    path("quote-links/<uuid:pk>/revoke/", sharing.share_revoke, name="share_revoke"),
    path("quotes/<uuid:pk>/template/", template_views.quote_keep_template, name="quote_keep_template"),
    path("quotes/<uuid:pk>/compare/<uuid:other>/", quote_changes.quote_compare, name="quote_compare"),
    path("quotes/<uuid:pk>/head/", head_view(QUOTE_HEAD), name="quote_head"),
    path("quotes/<uuid:pk>/edit/", quote_views.quote_edit, name="quote_edit"),
    path("quotes/<uuid:pk>/edit/submit/", quote_views.quote_submit_edit, name="quote_submit_edit"),
    path("quotes/<uuid:pk>/revise/", quote_views.quote_revise, name="quote_revise"),
    path("quotes/<uuid:pk>/revise/submit/", quote_views.quote_submit_revise, name="quote_submit_revise"),
    path("quotes/<uuid:pk>/send/", quote_views.quote_send, name="quote_send"),
    path("quotes/<uuid:pk>/accept/", quote_views.quote_accept, name="quote_accept"),
    path("quotes/<uuid:pk>/decline/", quote_views.quote_decline, name="quote_decline"),
    path("quotes/<uuid:pk>/order/", quote_views.quote_order, name="quote_order"),
    path("blankets/", list_view(BLANKETS), name="blankets"),
    path("blankets/new/", blankets.blanket_new, name="blanket_new"),
    path("blankets/preview/", blankets.blanket_preview, name="blanket_preview"),
    path("blankets/new/submit/", blankets.blanket_submit_new, name="blanket_submit_new"),
    path("blankets/<uuid:pk>/", blankets.blanket, name="blanket"),
    path("blankets/<uuid:pk>/edit/", blankets.blanket_edit, name="blanket_edit"),
    path("blankets/<uuid:pk>/edit/submit/", blankets.blanket_submit_edit, name="blanket_submit_edit"),
    path("blankets/<uuid:pk>/close/", blankets.blanket_close, name="blanket_close"),
    path("standing-orders/", list_view(STANDING_ORDERS), name="standing_orders"),
    path("order-templates/<uuid:pk>/standing/", standing.standing_new, name="standing_new"),
    path("standing-orders/<uuid:pk>/", standing.standing_order, name="standing_order"),
    path("standing-orders/<uuid:pk>/edit/", standing.standing_edit, name="standing_edit"),
    path("standing-orders/<uuid:pk>/pause/", standing.standing_pause, name="standing_pause"),
    path("standing-orders/<uuid:pk>/resume/", standing.standing_resume, name="standing_resume"),
    path("standing-orders/<uuid:pk>/end/", standing.standing_end, name="standing_end"),
    path("standing-orders/<uuid:pk>/skip/", standing.standing_skip, name="standing_skip"),
    path("standing-orders/<uuid:pk>/retry/", standing.standing_retry, name="standing_retry"),
    path("orders/<uuid:pk>/template/", order_templates.order_keep_template, name="order_keep_template"),
    path("order-templates/<uuid:pk>/", order_templates.order_template, name="order_template"),
    path(
        "order-templates/<uuid:pk>/remove/",
        order_templates.order_template_remove,
        name="order_template_remove",
    ),
    path("customers/<uuid:pk>/templates/", order_templates.customer_templates, name="customer_templates"),
    *[
        pattern
        for sheet in (*sheets.SHEETS, again.OrderAgain(), regrouping.SplitOrder())
        for pattern in sheet_urls(sheet)
    ],
]

FINDERS.append(
    Finder(
        "order",
        _("Order"),
        sales_queries.ORDERS,
        "number",
        ("customer_name", "customer_po"),
        may="sales.read",
    )
)
FINDERS.append(
    Finder(
        "blanket",
        _("Blanket order"),
        sales_queries.BLANKETS,
        "number",
        ("customer_name", "customer_po"),
        may="sales.read",
    )
)
FINDERS.append(
    Finder("quote", _("Quote"), sales_queries.QUOTES, "number", ("customer_name",), may="sales.read")
)
