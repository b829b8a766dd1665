from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tradepost.domain.accounts"
    label = "accounts"
