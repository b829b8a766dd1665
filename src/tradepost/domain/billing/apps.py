from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "tradepost.domain.billing"
    label = "billing"
