from django.urls import path

from tradepost.doors.office.parties import lookups

urlpatterns = [
    path("customers/find/", lookups.customer_lookup, name="customer_lookup"),
    path("customers/groups/find/", lookups.group_lookup, name="group_lookup"),
]
