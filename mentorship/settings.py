"""One file of settings, read from the environment (and from `.env` beside manage.py, which never overrides it).

Without any variable the product runs on SQLite with an embedded Celery transport and writes letters to a folder.
Every variable is described in `.env.example`.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VERSION = "0.1.0"
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
FINGERPRINT_KEY = env.str("FINGERPRINT_KEY", default="")  # empty: made of SECRET_KEY (participants/fingerprints.py)
HTTPS = env.bool("HTTPS", default=not DEBUG)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "mentorship",
    "reports",
    "pairing",
    "monitoring",
    "participants",
    "roadmaps",
    "orders",
    "notifications",
    "organizations",
    "core",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "import_export",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "mentorship.observing.ObservingMiddleware",
    # The first two stand before the one that leads to TLS, whose answer carries their headers too.
    "core.middleware.SafetyHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.SessionLifetimeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organizations.middleware.ActingMembershipMiddleware",
    "organizations.middleware.ClockMiddleware",
    "organizations.middleware.RequiredSecondFactorMiddleware",
]

ROOT_URLCONF = "mentorship.urls"
WSGI_APPLICATION = "mentorship.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentorship.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.interface"],
        },
    },
]

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers and the one writer work together; IMMEDIATE makes a second writer wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # Compiling a query of many conditions took PostgreSQL seconds where running it takes milliseconds.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people and sign-in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.MinimumLengthValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "organizations.passwords.FieldWordsValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "organizations.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation link has already proved the address
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one counts once its own letter is answered
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 30
# A whole school sits behind one address, so the limits per address are wide and those per account are narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key,20/h/key,50/d/key",
    "reset_password": "20/m/ip,5/h/key",
    "questionnaire": "300/m/ip",  # sheets that a class opens or sends at once
    "questionnaire_unknown": "60/m/ip,600/h/ip",  # links that lead nowhere: guessing
    "calendar": "600/m/ip,12/m/key",  # programs ask every quarter of an hour at most, many of them at once
    "calendar_unknown": "60/m/ip,600/h/ip",
    "mentor": "300/m/ip",  # mentors of a school who open their pages and send what they have met
    "mentor_unknown": "60/m/ip,600/h/ip",
    "site_package": "6/m/key,60/h/key",  # a dozen PDF are made for each
    "mentor_link": "60/m/key,600/h/key",  # entries of a day without connection come at once
    "invitation_unknown": "60/m/ip,600/h/ip",
    "invite": "60/h/key,300/d/key",  # each sends a letter to an address of the inviter's choice
    "order_unknown": "60/m/ip,600/h/ip",
    "export": "30/m/key,200/h/key",  # files with names of people (core/leaving.py)
}
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)  # of all; otherwise each organisation decides
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Наставничество"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones and school servers drift; a code still works only once
USERSESSIONS_TRACK_ACTIVITY = False  # it would write a row for every page
SESSION_COOKIE_AGE = 60 * 60 * 12  # since the sign-in, whatever is done (core/sessions.py)
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", default=120) * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # messages name people: in no cookie

# --- safety -------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# How many proxies stand in front: without it the limit on failed sign-ins would count all people behind one as one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # the page's own script reads the token from the page
if HTTPS:  # a browser keeps cookies of these names only from this very host and over TLS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

# --- files --------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default="") or DATA_DIR / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # every address is made by {% static %}
# The fonts of documents are for the renderer of PDF, not for browsers; squeezing them took most of a first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")
MEDIA_ROOT = DATA_DIR / "files"  # private: served only through a rights check, never by URL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_MB", default=20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # form fields; files are bounded by UPLOAD_LIMIT_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский")]
LOCALE_PATHS = [
    BASE_DIR / "mentorship" / "locale",
    BASE_DIR / "mentorship" / "locale" / "libraries",  # what the libraries say in English or unclearly
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Moscow")

# --- letters ------------------------------------------------------------------------------------------------------
OUTBOX_DIR = DATA_DIR / "outbox"
if email_url := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(email_url))
else:
    EMAIL_BACKEND = "notifications.backends.OutboxBackend"
EMAIL_TIMEOUT = 30
# Seconds after which a message that a worker has claimed and not marked is taken for left by a worker that died.
CLAIM_LAPSES_AFTER = env.int("CLAIM_LAPSES_AFTER", default=900)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Наставничество <noreply@example.org>")

# --- background work: see mentorship/celery.py and docs/background.md ---------------------------------------------
BROKER_URL = env.str("BROKER_URL", default="")
if BROKER_URL:
    # Its own database of the same Redis, so that emptying the cache does not empty the queue.
    cache_url = env.str("CACHE_URL", default=urlsplit(BROKER_URL)._replace(path="/1").geturl())
    CACHES = {
        "default": {
            "BACKEND": "core.cache.ForgivingRedisCache",
            "LOCATION": cache_url,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": DATA_DIR / "cache",
            # Beyond it entries are dropped at random, and counters of failed sign-ins are among them.
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    }

# --- backups: core/backup, docs/operations.md ----------------------------------------------------------------------
BACKUP_DIR = env.str("BACKUP_DIR", default="")  # empty: only by `backup --output FILE`
BACKUP_AT = env.str("BACKUP_AT", default="03:30")
BACKUP_KEEP = env.int("BACKUP_KEEP", default=14)
BACKUP_PASSPHRASE = env.str("BACKUP_PASSPHRASE", default="")

# --- libraries ----------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5-responsive.html"
FILTERS_EMPTY_CHOICE_LABEL = "все"
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_IGNORE_BLANK_LINES = True
# The file between preview and confirmation: another process or container may serve the second request.
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# --- watching: mentorship/metrics.py, logs.py, docs/operations.md ---------------------------------------------------
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # empty: there is no /metrics
if METRICS_TOKEN:
    metrics_folder = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(DATA_DIR / "metrics")))
    metrics_folder.mkdir(parents=True, exist_ok=True)
LOG_FORMAT = env.str("LOG_FORMAT", default="line")  # or json
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "mentorship.logs.JsonLines"},
    },
    "filters": {"secrets": {"()": "mentorship.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # These two would tell each step of each page.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools")}
    # While debugging, these two have handlers of their own, which would write addresses in full.
    | {"django": {"handlers": []}, "django.server": {"handlers": ["console"], "propagate": False}},
}
