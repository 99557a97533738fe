"""Log lines tell what happened without the keys to it, and without names: an address that is a password is cut short,
and so is what somebody has looked for (`?q=<last name>`)."""

import logging
import re

from gunicorn.glogging import Logger

from core.faults import traceback_in_log

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


class AccessLogger(Logger):
    """Gunicorn's own log of requests: `--logger-class mentorship.logs.AccessLogger`."""

    NAMING_ADDRESSES = ("r", "U", "f")  # the request line, the path, where it came from

    def atoms(self, resp, req, environ, request_time) -> dict:
        known = super().atoms(resp, req, environ, request_time)
        hidden = {name: without_secrets(known[name] or "-") for name in self.NAMING_ADDRESSES}
        return known | hidden | {"q": ""}
