"""Pages: Django as a WSGI application. It runs in long-lived threads of ``peel.asgi``."""

import os

from django.core.wsgi import get_wsgi_application

from peel.foundation.rights import own_nothing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peel.settings")
application = get_wsgi_application()
own_nothing()
