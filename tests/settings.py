"""Settings of the tests: a PEEL_HOME of this checkout's own, quick passwords, static files as they lie."""

import hashlib
import os

from peel.foundation.environment import CHECKOUT, peel_home

# Two checkouts never share a database, a server or a folder.
MARK = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:8]
os.environ["PEEL_HOME"] = os.environ.setdefault("PEEL_TEST_HOME", str(peel_home() / "test" / MARK))
if "PEEL_TEST_PG" in os.environ:
    os.environ["PEEL_PG"] = os.environ["PEEL_TEST_PG"]
os.environ["PEEL_PLAIN_HTTP"] = "1"
os.environ["PEEL_SECRET_KEY"] = "a key that only tests use"

from peel.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files come from where they lie, asked each time: nothing is collected for tests.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
