"""Settings: what is fixed for every force. What a force may see differently is a row, not a setting here."""

import os
from pathlib import Path

from peel.foundation.environment import database_settings, peel_home, secret_key

PACKAGE = Path(__file__).resolve().parent
HOME = peel_home()

DEBUG = os.environ.get("PEEL_DEBUG") == "1"
DEMO = os.environ.get("PEEL_DEMO") == "1"
BENCH = os.environ.get("PEEL_BENCH") == "1"
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("PEEL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "peel.ui",
    "peel.foundation",
    "peel.ledger",
    "peel.people",
    "peel.duty",
    "peel.skills",
    "peel.catalogue",
    "peel.learning",
    "peel.home",
    # After the rooms, whose templates stand in for its own.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Pages weigh a quarter of what they say. Its random bytes keep lengths from telling a token (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "peel.people.signed_in.SignedInMiddleware",
    "peel.people.signed_in.OnlySignedIn",
]

if BENCH:
    INSTALLED_APPS.append("peel.bench")
    MIDDLEWARE.insert(0, "peel.bench.pages.CountQueries")

ROOT_URLCONF = "peel.urls"
WSGI_APPLICATION = "peel.pages.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "peel.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "peel.ui.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["peel.people.sign_in.ByAccount"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "peel.people.sign_in.ClosedDoor"
ACCOUNT_FORMS = {
    "login": "peel.people.forms.SignIn",
    "reset_password": "peel.people.forms.AskForLink",
    "reset_password_from_key": "peel.people.forms.NewPassword",
    "change_password": "peel.people.forms.ChangePassword",
    "set_password": "peel.people.forms.FirstPassword",
    "reauthenticate": "peel.people.forms.Confirm",
}
MFA_FORMS = {
    "authenticate": "peel.people.forms.SecondStep",
    "reauthenticate": "peel.people.forms.ConfirmByCode",
    "activate_totp": "peel.people.forms.AddApp",
    "add_webauthn": "peel.people.forms.AddPasskey",
    "edit_webauthn": "peel.people.forms.NamePasskey",
}
ACCOUNT_USER_DISPLAY = "peel.people.sign_in.called"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_SESSION_REMEMBER = True
# A whole force may come from one address at 06:45, so an address is allowed much and an account little.
ACCOUNT_RATE_LIMITS = {"login_failed": "200/m/ip,5/5m/key", "login": "1200/m/ip", "reset_password": "60/m/ip,5/h/key"}
MFA_ADAPTER = "peel.people.sign_in.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "1200/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Peel"
MFA_TOTP_TOLERANCE = 1
# The force made the account and knows whose address it is.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# How many proxies in front of Peel add to X-Forwarded-For; rate limits count the address that the outermost saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PEEL_PROXIES", "0"))

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "foundation_cache"},
}
SESSION_ENGINE = "peel.foundation.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "peel.ui.views.form_expired"
# Off only for a demo or a developer on plain http at home.
SECURE = not (DEBUG or DEMO or os.environ.get("PEEL_PLAIN_HTTP") == "1")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
# Watchers ask from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        # A style attribute only hands a number to CSS as a custom property.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["peel.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"
# Uploads are for Peel to give out, and for nobody else on the machine to read.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Without a mail server nobody is promised an e-mail.
MAIL = "PEEL_MAIL_HOST" in os.environ
# What went wrong goes to standard error, where whoever runs Peel collects it; nobody's data is in it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

EMAIL_HOST = os.environ.get("PEEL_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PEEL_MAIL_PORT", "25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("PEEL_MAIL_FROM", "peel@localhost")
