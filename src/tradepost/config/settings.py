"""Django's settings. What differs between two installations comes from the environment: environment.py."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

import tradepost
from tradepost.base.private_postgres import PostgresProblem
from tradepost.config.database import database_url, django_database, private_server
from tradepost.config.environment import UnsafeSetting, from_process
from tradepost.config.logging import logging_settings
from tradepost.config.mail import mail_settings

environment = from_process()
try:
    environment.refuse_what_is_unsafe()
    # None when somebody else's server is used. The doors start it; they do not import this floor.
    PRIVATE_SERVER = None if environment.text("DATABASE_URL") else private_server(environment)
    DATABASE_URL = database_url(environment)
    DATABASES = {"default": django_database(DATABASE_URL)}
    MAIL = mail_settings(environment.text("TRADEPOST_MAIL_URL"), environment.kind)
except (UnsafeSetting, PostgresProblem) as unsafe:
    raise ImproperlyConfigured(str(unsafe)) from None

ENVIRONMENT = environment
ENV = environment.kind
PRODUCTION = ENV == "production"
DEBUG = environment.yes("TRADEPOST_DEBUG")
SECRET_KEY = environment.secret_key()
DATA_DIR = environment.data_folder
SOURCE = Path(tradepost.__file__).parent

# ---- addresses
PUBLIC_URL = environment.text("TRADEPOST_URL").rstrip("/")
_host = urlsplit(PUBLIC_URL).hostname or "localhost"
ALLOWED_HOSTS = environment.words("TRADEPOST_ALLOWED_HOSTS") or [_host]
if not PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []
ROOT_URLCONF = "tradepost.config.urls"
WSGI_APPLICATION = "tradepost.config.wsgi.application"
APPEND_SLASH = True

# ---- the house
ROOMS = (
    "parties", "catalog", "access", "notes", "imports", "mails", "inventory", "accounts", "delivery", "pricing",
    "sales", "fulfilment", "purchasing", "counting", "corrections", "transfers", "billing", "returns", "service",
    "planning", "reports",
)  # fmt: skip

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # allauth's pages of passkeys
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    # Before allauth: the office brings its own sign-in pages.
    "tradepost.doors.office",
    "tradepost.doors.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "tradepost.base",
    *(f"tradepost.domain.{room}" for room in ROOMS),
    "tradepost.render",
]

MIDDLEWARE = [
    "tradepost.config.request_id.RequestIdMiddleware",
    "tradepost.config.database_away.DatabaseAwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tradepost.config.programs.ProgramsMiddleware",  # programs leave the chain here ...
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tradepost.doors.office.preferences.PreferencesMiddleware",
    "tradepost.config.programs.remember_views",  # ... and come in here
]

_loaders: list[object] = [
    "tradepost.render.loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tradepost.doors.office.context.office",
            ],
            # Partials around everything, cotton innermost: each library's own set-up would undo the other's.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
        },
    }
]

# ---- the database
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- time, language, money
USE_TZ = True
TIME_ZONE = environment.text("TRADEPOST_TIME_ZONE")
LANGUAGE_CODE = environment.text("TRADEPOST_LANGUAGE")
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
LOCALE_PATHS = [SOURCE / "locale"]
LANGUAGE_COOKIE_NAME = "tradepost_language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
BASE_CURRENCY = environment.text("TRADEPOST_CURRENCY")

# ---- counting
COUNT_LIMIT = environment.whole("TRADEPOST_COUNT_LIMIT")
COUNT_LIMITS = environment.limits("TRADEPOST_COUNT_LIMITS")
DISCOUNT_LIMITS = environment.limits("TRADEPOST_DISCOUNT_LIMITS")
MARGIN_LIMITS = environment.limits("TRADEPOST_MARGIN_LIMITS")
CORRECTION_LIMITS = environment.limits("TRADEPOST_CORRECTION_LIMITS")
COUNT_CYCLE_LINES = environment.whole("TRADEPOST_COUNT_CYCLE_LINES")
COUNT_DAYS = environment.wholes("TRADEPOST_COUNT_DAYS", 3)

# ---- service
DISPUTE_DAYS = environment.whole("TRADEPOST_DISPUTE_DAYS")

# ---- sign-in
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/office/home/"
ACCOUNT_ADAPTER = "tradepost.config.sign_in.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "tradepost.config.sign_in.NamedMFAAdapter"
MFA_FORMS = {"add_webauthn": "tradepost.doors.office.access.passkeys.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are the owner's word, not the visitor's: there is nothing to verify.
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_TRACK_ACTIVITY = False  # the office does, without a statement on every page
MFA_TOTP_ISSUER = "Tradepost"
MFA_TOTP_TOLERANCE = 1  # half a minute before and after: clocks differ, and typing takes its time
# A passkey belongs to an https origin; only this machine may be without.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# ---- sessions and headers
SESSION_COOKIE_NAME = "tradepost_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.yes("TRADEPOST_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# ---- files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = environment.storage_folder
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = environment.whole("TRADEPOST_MAX_UPLOAD_MB") * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an order of a thousand lines in one form
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# ---- mail
EMAIL_BACKEND = MAIL.pop("EMAIL_BACKEND")
MAIL_MODE = MAIL.pop("MAIL_MODE")
MAIL_BOUNCES = environment.text("TRADEPOST_MAIL_BOUNCES")
BOUNCE_MAILBOX = environment.text("TRADEPOST_BOUNCE_MAILBOX")
globals().update(MAIL)
DEFAULT_FROM_EMAIL = environment.text("TRADEPOST_MAIL_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ---- the web server
LISTEN = environment.text("TRADEPOST_LISTEN")
WEB_PROCESSES = environment.whole("TRADEPOST_WEB_PROCESSES")
WEB_THREADS = environment.whole("TRADEPOST_WEB_THREADS")

API_REQUESTS_PER_MINUTE = environment.whole("TRADEPOST_API_RATE")

# ---- watching
METRICS_TOKEN = environment.text("TRADEPOST_METRICS_TOKEN")
LOGGING = logging_settings(
    level=environment.text("TRADEPOST_LOG_LEVEL"),
    form=environment.text("TRADEPOST_LOG_FORMAT") or ("json" if PRODUCTION else "text"),
    sql=environment.yes("TRADEPOST_SQL_LOG"),
)
if ENV == "test":
    LOGGING["root"]["level"] = "WARNING"
    LOGGING["loggers"]["django"]["level"] = "ERROR"
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
