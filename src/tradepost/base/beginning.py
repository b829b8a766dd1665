"""How a program begins: everything is loaded, and nothing of it is looked through for garbage again."""

import gc

import django
from django.apps import apps


def begin() -> None:
    """`django.setup()`, without the garbage collector. A second call does nothing.

    What is loaded stays to the end. Looking through it again and again while it is loaded finds nothing.
    """
    if apps.ready:
        return
    gc.disable()
    try:
        django.setup()
    finally:
        gc.enable()
    gc.freeze()
