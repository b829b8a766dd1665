from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "tradepost.domain.pricing"
    label = "pricing"
