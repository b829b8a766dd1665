"""The web application, for any WSGI server; ours is `config/web.py`."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradepost.config.settings")

gc.disable()
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # else the first request loads it, and waits for seconds
gc.enable()

# What is loaded now stays for good: the collector need not walk it again. And what a request makes, reference
# counting frees nearly all of; looking for cycles after every 700 objects costs more than it finds.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
