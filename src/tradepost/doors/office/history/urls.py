from django.urls import path

from tradepost.doors.office.history import views

urlpatterns = [
    path("history/", views.everything, name="history"),
    path("customers/<uuid:pk>/history/", views.customer, name="customer_history"),
    path("suppliers/<uuid:pk>/history/", views.supplier, name="supplier_history"),
    path("items/<uuid:pk>/history/", views.item, name="item_history"),
    path("price-lists/<uuid:pk>/history/", views.price_list, name="price_list_history"),
    path("discounts/<uuid:pk>/history/", views.discount, name="discount_history"),
    path("charges/<uuid:pk>/history/", views.charge, name="charge_history"),
    path("promotions/<uuid:pk>/history/", views.promotion, name="promotion_history"),
    path("brands/<uuid:pk>/history/", views.brand, name="brand_history"),
    path("users/<uuid:pk>/history/", views.user, name="user_history"),
    path("warehouses/<uuid:pk>/history/", views.warehouse, name="warehouse_history"),
    path("calendars/<uuid:pk>/history/", views.calendar, name="calendar_history"),
    path("carriers/<uuid:pk>/history/", views.carrier, name="carrier_history"),
    path("settings/company/history/", views.company, name="company_history"),
]
