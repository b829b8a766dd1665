"""The web application, for granian or any other WSGI server."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

from tradepost.config.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradepost.config.settings")

end_with_parent()
application = get_wsgi_application()

# What is loaded now stays for good: the collector need not walk it again with every request. And a request makes
# some ten thousand objects that reference counting frees; looking for cycles every 700 finds nothing.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
