"""The web application, for granian or any other WSGI server."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

from tradepost.config.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradepost.config.settings")

end_with_parent()
gc.disable()
application = get_wsgi_application()
gc.enable()

# What is loaded now stays for good: the collector need not walk it again. And what a request makes, reference
# counting frees nearly all of; looking for cycles after every 700 objects costs more than it finds.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
