from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    name = "tradepost.domain.fulfilment"
    label = "fulfilment"
    default_auto_field = "django.db.models.BigAutoField"
