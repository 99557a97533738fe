"""Log lines tell what happened without the keys to it, and without names: an address that is a password is cut short,
and so is what somebody has looked for (`?q=<last name>`).

With LOG_FORMAT=json each is a line of JSON: time (UTC), level, logger, message; within a request its number, that of
the user and of the organisation acted for; of a finished request status and seconds; of an error kind and way.
"""

import json
import logging
import os
import re
from datetime import UTC, datetime

from gunicorn.glogging import Logger

from core.faults import traceback_in_log

from .observing import current

# The calendar of a person, an invitation, a wish to hear no more, a new password, a questionnaire, the check of an
# order, a mentor's page, a survey: /calendar/<token>.ics
_SECRET = re.compile(r"(/(?:calendar|invitations|unsubscribe|key|questionnaire|orders/check|m|s)/)[^/\s?\"']{12,}")
_QUERY = re.compile(r"(/[^\s?\"']*\?)[^\s\"']+")


def without_secrets(line: str) -> str:
    return _QUERY.sub(r"\1…", _SECRET.sub(r"\1…", line))


class HideSecrets(logging.Filter):
    """For the handlers of settings.LOGGING: Django names the address of every request that it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        _hide_error(record)
        said = record.getMessage()
        if (hidden := without_secrets(said)) != said:
            record.msg, record.args = hidden, ()
        return True


def _hide_error(record: logging.LogRecord) -> None:
    """The texts of errors quote rows about people: kind and way stay (core/faults.py). Celery puts the text into the
    message as well, among named arguments."""
    if not record.exc_info or not (error := record.exc_info[1]):
        return
    record.exc_text = traceback_in_log(error)
    if isinstance(record.args, dict) and "exc" in record.args:
        record.args = record.args | {"exc": type(error).__name__, "traceback": ""}


class JsonLines(logging.Formatter):
    """For programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **(getattr(record, "said", None) or _said_of_request(record) or current.get({})),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = traceback_in_log(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _said_of_request(record: logging.LogRecord) -> dict:
    """Django speaks of refused requests when they are over."""
    return getattr(getattr(record, "request", None), "environ", {}).get("mentorship.said", {})


class AccessLogger(Logger):
    """Gunicorn's own log of requests: `--logger-class mentorship.logs.AccessLogger`."""

    NAMING_ADDRESSES = ("r", "U", "f")  # the request line, the path, where it came from

    def setup(self, cfg) -> None:
        super().setup(cfg)
        self.is_json = os.environ.get("LOG_FORMAT") == "json"  # the settings are not read yet
        if self.is_json:
            for handler in self.error_log.handlers + self.access_log.handlers:
                handler.setFormatter(JsonLines())

    def access(self, resp, req, environ, request_time) -> None:
        if not self.is_json:
            super().access(resp, req, environ, request_time)
            return
        said = {"status": int(resp.status.split()[0]), "seconds": round(request_time.total_seconds(), 3)}
        line = without_secrets(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        self.access_log.info(line, extra={"said": environ.get("mentorship.said", {}) | said})

    def atoms(self, resp, req, environ, request_time) -> dict:
        known = super().atoms(resp, req, environ, request_time)
        hidden = {name: without_secrets(known[name] or "-") for name in self.NAMING_ADDRESSES}
        return known | hidden | {"q": ""}
