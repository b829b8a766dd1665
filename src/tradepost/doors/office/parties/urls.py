from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parties import codes, lookups, views
from tradepost.doors.office.parties.heads import CUSTOMER_HEAD
from tradepost.doors.office.parties.screens import CUSTOMERS
from tradepost.doors.office.parts.editing import head_view
from tradepost.doors.office.parts.views import list_view

urlpatterns = [
    path("customers/", list_view(CUSTOMERS), name="customers"),
    path("customers/find/", lookups.customer_lookup, name="customer_lookup"),
    path("customers/groups/find/", lookups.group_lookup, name="group_lookup"),
    path("customers/new/", views.customer_new, name="customer_new"),
    path("customers/<uuid:pk>/", views.customer, name="customer"),
    path("customers/<uuid:pk>/head/", head_view(CUSTOMER_HEAD), name="customer_head"),
    path("customers/<uuid:pk>/codes/", codes.customer_codes, name="customer_codes"),
    path("customers/<uuid:pk>/codes/forget/", codes.customer_code_forget, name="customer_code_forget"),
    path("customers/<uuid:pk>/edit/", views.customer_edit, name="customer_edit"),
    path("customers/<uuid:pk>/block/", views.customer_block, name="customer_block"),
    path("customers/<uuid:pk>/unblock/", views.customer_unblock, name="customer_unblock"),
    path("customers/<uuid:pk>/addresses/add/", views.customer_address_add, name="customer_address_add"),
    path("customers/<uuid:pk>/addresses/<uuid:address_id>/", views.customer_address, name="customer_address"),
    path("customers/<uuid:pk>/contacts/add/", views.customer_contact_add, name="customer_contact_add"),
]

FINDERS.append(
    Finder(
        "customer",
        _("Customer"),
        parties_queries.CUSTOMERS,
        "party__name",
        ("number",),
        may="parties.read",
        numbered=False,
    )
)
