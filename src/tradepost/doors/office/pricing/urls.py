from django.urls import path

from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.pricing import discounts, ending, grids, promotions, retiring, tax, views, words
from tradepost.doors.office.pricing.screens import DISCOUNTS, PRICE_LISTS, PRICES, PROMOTIONS

__all__ = ["urlpatterns", "words"]

LIST = "price-lists/<uuid:pk>/"
urlpatterns = [
    path("price-lists/", list_view(PRICE_LISTS), name="price_lists"),
    path("price-lists/new/", views.price_list_new, name="price_list_new"),
    path("price-lists/lookup/", views.price_list_lookup, name="price_list_lookup"),
    path(LIST, views.price_list, name="price_list"),
    path(f"{LIST}assign/", views.price_list_assign, name="price_list_assign"),
    path(f"{LIST}category/", views.category_price, name="category_price"),
    path(f"{LIST}prices/", grids.set_prices, name="prices_set"),
    path(f"{LIST}prices/preview/", grids.preview, name="prices_set_preview"),
    path(f"{LIST}prices/submit/", grids.submit, name="prices_set_submit"),
    path(f"{LIST}rename/", retiring.price_list_rename, name="price_list_rename"),
    path(f"{LIST}retire/", retiring.price_list_retire, name="price_list_retire"),
    path(f"{LIST}reinstate/", retiring.price_list_reinstate, name="price_list_reinstate"),
    path("prices/end/", ending.prices_end, name="prices_end"),
    path("prices/", list_view(PRICES), name="prices"),
    path("discounts/", list_view(DISCOUNTS), name="discounts"),
    path("discounts/new/", discounts.discount_new, name="discount_new"),
    path("discounts/<uuid:pk>/", discounts.discount, name="discount"),
    path("discounts/<uuid:pk>/change/", discounts.discount_change, name="discount_change"),
    path("discounts/<uuid:pk>/end/", discounts.discount_end, name="discount_end"),
    path("promotions/", list_view(PROMOTIONS), name="promotions"),
    path("promotions/new/", promotions.promotion_new, name="promotion_new"),
    path("promotions/<uuid:pk>/", promotions.promotion, name="promotion"),
    path("promotions/<uuid:pk>/change/", promotions.promotion_change, name="promotion_change"),
    path("promotions/<uuid:pk>/end/", promotions.promotion_end, name="promotion_end"),
    path("tax-rules/", tax.tax_rules, name="tax_rules"),
    path("tax-rules/set/", tax.set_tax_rules, name="tax_rules_set"),
    path("tax-rules/set/preview/", tax.preview, name="tax_rules_preview"),
    path("tax-rules/set/submit/", tax.submit, name="tax_rules_submit"),
]
