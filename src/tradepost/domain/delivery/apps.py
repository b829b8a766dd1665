from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "tradepost.domain.delivery"
    label = "delivery"
