from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "tradepost.domain.sales"
    label = "sales"
