"""Run by test_deployed.py under the settings of production: what Django advises, what answers and cookies carry.

Without tables and collected static files, which would take long: what is looked at needs neither.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "mentorship.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core import checks  # noqa: E402
from django.test import Client  # noqa: E402

(Path(settings.STATIC_ROOT) / "seen.css").write_text("a {}")
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
client = Client(raise_request_exception=False)


def answer(path: str, host: str = "example.org", secure: bool = True) -> dict:
    response = client.get(path, secure=secure, headers={"host": host})
    return {"status": response.status_code, "headers": dict(response.headers)}


print(
    json.dumps(
        {
            "warnings": [str(warning) for warning in checks.run_checks(include_deployment_checks=True)],
            "answers": {
                "a page": answer("/accounts/login/"),
                "a static file": answer("/static/seen.css"),
                "nothing there": answer("/nowhere/"),
                "a wrong host": answer("/", host="evil.example"),
                "plain HTTP": answer("/", secure=False),
            },
            "cookies": {name: getattr(settings, name) for name in dir(settings) if "_COOKIE_" in name},
        }
    )
)
