from django.urls import path

from tradepost.doors.office.settings import holds, sourcing, views, words

__all__ = ["urlpatterns", "words"]

urlpatterns = [
    path("settings/", views.index, name="settings"),
    path("settings/company/", views.company, name="company"),
    path("settings/company/logo/", views.company_logo, name="company_logo"),
    path("settings/sourcing/", sourcing.sourcing, name="sourcing"),
    path("settings/sourcing/rule/", sourcing.rule_set, name="sourcing_rule"),
    path("settings/sourcing/way/", sourcing.way_set, name="way_set"),
    path("settings/sourcing/way/remove/", sourcing.way_remove, name="way_remove"),
    path("settings/holds/", holds.holds, name="holds"),
    path("settings/holds/set/", holds.holds_set, name="holds_set"),
    path("settings/rates/", views.rates, name="rates"),
    path("settings/rates/set/", views.rate_set, name="rate_set"),
    path("settings/books/", views.books, name="books"),
    path("settings/books/close/", views.books_close, name="books_close"),
]
