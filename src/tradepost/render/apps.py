from django.apps import AppConfig


class RenderConfig(AppConfig):
    name = "tradepost.render"
    label = "render"
