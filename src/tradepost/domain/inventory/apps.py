from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "tradepost.domain.inventory"
    label = "inventory"
