from django.urls import path

from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.pricing import (
    charges,
    discounts,
    ending,
    floors,
    grids,
    impact,
    promotions,
    repricing,
    retiring,
    tax,
    tax_exemptions,
    versions,
    views,
    words,
)
from tradepost.doors.office.pricing.charge_screens import CHARGES
from tradepost.doors.office.pricing.impact_screens import IMPACT_CUSTOMERS, IMPACT_DOCUMENTS, IMPACT_ROWS
from tradepost.doors.office.pricing.screens import DISCOUNTS, FLOORS, PRICE_LISTS, PRICES, PROMOTIONS
from tradepost.doors.office.pricing.tax_exemption_screens import EXEMPTIONS_TO_RENEW, TAX_EXEMPTIONS
from tradepost.doors.office.pricing.tax_rule_screens import ALL_TAX_RULES
from tradepost.doors.office.pricing.version_screens import PRICE_VERSIONS, VERSION_ROWS

__all__ = ["urlpatterns", "words"]

LIST = "price-lists/<uuid:pk>/"
VERSION = "price-versions/<uuid:pk>/"
urlpatterns = [
    path("price-lists/", list_view(PRICE_LISTS), name="price_lists"),
    path("price-lists/new/", views.price_list_new, name="price_list_new"),
    path("price-lists/lookup/", views.price_list_lookup, name="price_list_lookup"),
    path(LIST, views.price_list, name="price_list"),
    path(f"{LIST}tax/", retiring.price_list_tax, name="price_list_tax"),
    path(f"{LIST}assign/", views.price_list_assign, name="price_list_assign"),
    path(f"{LIST}category/", views.category_price, name="category_price"),
    path(f"{LIST}prices/", grids.set_prices, name="prices_set"),
    path(f"{LIST}prices/preview/", grids.preview, name="prices_set_preview"),
    path(f"{LIST}prices/submit/", grids.submit, name="prices_set_submit"),
    path(f"{LIST}rename/", retiring.price_list_rename, name="price_list_rename"),
    path(f"{LIST}retire/", retiring.price_list_retire, name="price_list_retire"),
    path(f"{LIST}reinstate/", retiring.price_list_reinstate, name="price_list_reinstate"),
    path(f"{LIST}version/", versions.version_new, name="version_new"),
    path("price-versions/", list_view(PRICE_VERSIONS), name="price_versions"),
    path("price-versions/lookup/", versions.price_version_lookup, name="price_version_lookup"),
    path("price-versions/changes/", list_view(VERSION_ROWS), name="version_rows"),
    path("price-versions/changes/drop/", versions.version_rows_drop, name="version_rows_drop"),
    path("price-versions/impact/customers/", list_view(IMPACT_CUSTOMERS), name="impact_customers"),
    path("price-versions/impact/rows/", list_view(IMPACT_ROWS), name="impact_rows"),
    path("price-versions/impact/documents/", list_view(IMPACT_DOCUMENTS), name="impact_documents"),
    path(f"{VERSION}impact/", impact.version_impact, name="version_impact"),
    path(f"{VERSION}impact/work-out/", impact.version_impact_ask, name="version_impact_ask"),
    path(VERSION, versions.price_version, name="price_version"),
    path(f"{VERSION}prices/", grids.version_prices, name="version_prices"),
    path(f"{VERSION}prices/preview/", grids.version_preview, name="version_prices_preview"),
    path(f"{VERSION}prices/submit/", grids.version_submit, name="version_prices_submit"),
    path(f"{VERSION}formula/", repricing.version_formula, name="version_formula"),
    path(f"{VERSION}schedule/", versions.version_schedule, name="version_schedule"),
    path(f"{VERSION}unschedule/", versions.version_unschedule, name="version_unschedule"),
    path(f"{VERSION}activate/", versions.version_activate, name="version_activate"),
    path(f"{VERSION}roll-back/", versions.version_roll_back, name="version_roll_back"),
    path(f"{VERSION}discard/", versions.version_discard, name="version_discard"),
    path("prices/end/", ending.prices_end, name="prices_end"),
    path("prices/", list_view(PRICES), name="prices"),
    path("charges/", list_view(CHARGES), name="charges"),
    path("charges/new/", charges.charge_new, name="charge_new"),
    path("charges/<uuid:pk>/", charges.charge, name="charge"),
    path("charges/<uuid:pk>/change/", charges.charge_change, name="charge_change"),
    path("charges/<uuid:pk>/end/", charges.charge_end, name="charge_end"),
    path("discounts/", list_view(DISCOUNTS), name="discounts"),
    path("discounts/new/", discounts.discount_new, name="discount_new"),
    path("discounts/<uuid:pk>/", discounts.discount, name="discount"),
    path("discounts/<uuid:pk>/change/", discounts.discount_change, name="discount_change"),
    path("discounts/<uuid:pk>/end/", discounts.discount_end, name="discount_end"),
    path("margin-floors/", list_view(FLOORS), name="margin_floors"),
    path("margin-floors/set/", floors.margin_floor_set, name="margin_floor_set"),
    path("promotions/", list_view(PROMOTIONS), name="promotions"),
    path("promotions/new/", promotions.promotion_new, name="promotion_new"),
    path("promotions/<uuid:pk>/", promotions.promotion, name="promotion"),
    path("promotions/<uuid:pk>/change/", promotions.promotion_change, name="promotion_change"),
    path("promotions/<uuid:pk>/end/", promotions.promotion_end, name="promotion_end"),
    path("tax-exemptions/", list_view(TAX_EXEMPTIONS), name="tax_exemptions"),
    path("tax-exemptions/to-renew/", list_view(EXEMPTIONS_TO_RENEW), name="exemptions_to_renew"),
    path("tax-exemptions/new/", tax_exemptions.tax_exemption_new, name="tax_exemption_new"),
    path("tax-exemptions/<uuid:pk>/", tax_exemptions.tax_exemption, name="tax_exemption"),
    path(
        "tax-exemptions/<uuid:pk>/change/", tax_exemptions.tax_exemption_change, name="tax_exemption_change"
    ),
    path(
        "tax-exemptions/<uuid:pk>/remove/", tax_exemptions.tax_exemption_remove, name="tax_exemption_remove"
    ),
    path("tax-rules/", tax.tax_rules, name="tax_rules"),
    path("tax-rules/all/", list_view(ALL_TAX_RULES), name="all_tax_rules"),
    path("tax-rules/rounding/", tax.rounding_set, name="tax_rounding"),
    path("tax-rules/set/", tax.set_tax_rules, name="tax_rules_set"),
    path("tax-rules/set/preview/", tax.preview, name="tax_rules_preview"),
    path("tax-rules/set/submit/", tax.submit, name="tax_rules_submit"),
]
