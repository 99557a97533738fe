"""How long a sign-in lasts, how it is ended from outside, and whether somebody has lately proved who they are.

A session ends SESSION_COOKIE_AGE after the sign-in, whatever is done in it, and SESSION_IDLE_SECONDS after the last
page. Both moments stand in the session itself; the second is written at most once in NOTED_EVERY, so that reading
pages writes nothing. Every answer says how much is left, and the page warns in time (static/js/session.js): but for
the drafts of roadmaps and orders, which live as long as their tab, what was typed and not sent is nowhere else.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = 300  # seconds
WARNED_BEFORE = 600


def begin(sender, request: HttpRequest, **kwargs) -> None:
    """At each sign-in (`user_logged_in`)."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(session: SessionBase) -> bool:
    """Whether its day or its patience has run out; a session that knows no beginning has none left."""
    return min(left(session)) < 0


def left(session: SessionBase) -> tuple[int, int]:
    """Seconds until its patience runs out, and until its day does, which nothing prolongs."""
    now = int(time.time())
    patience = session.get(SEEN, 0) + settings.SESSION_IDLE_SECONDS - now
    return patience, session.get(BEGAN, 0) + settings.SESSION_COOKIE_AGE - now


def told(session: SessionBase) -> str:
    """Both numbers as pages and the header `Session-Left` have them: «6900 40000»."""
    patience, day = left(session)
    return f"{patience} {day}"


def warned_before() -> int:
    """How many seconds before the end the page warns: later where little patience is set."""
    return min(WARNED_BEFORE, settings.SESSION_IDLE_SECONDS // 4)


def stay(session: SessionBase) -> None:
    """Somebody sits at an open page and says so."""
    session[SEEN] = int(time.time())


def note(session: SessionBase) -> None:
    """Somebody is at work in it."""
    if int(time.time()) - session[SEEN] >= NOTED_EVERY:
        stay(session)


def proved_lately(request: HttpRequest) -> bool:
    """Whether a password, a code or a key was given in this session within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    proofs = [record["at"] for record in get_authentication_records(request, request.user)]
    return time.time() - max([request.session[BEGAN], *proofs]) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def renew(session: SessionBase) -> None:
    """Another key for the same session, as after each proof of who it is: a key seen before opens nothing any more."""
    before = session.session_key
    session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=session.session_key)


def drop_sessions(user, *, keep: str = "") -> int:
    """Ends the person's sessions, except for the one of the key that is to be kept; how many there were."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=keep)
    for session in sessions:
        session.end()
    return len(sessions)
