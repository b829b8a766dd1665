from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    name = "tradepost.domain.purchasing"
    label = "purchasing"
