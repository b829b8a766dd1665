"""The web application, for granian or any other WSGI server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from tradepost.config.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradepost.config.settings")

end_with_parent()
application = get_wsgi_application()
