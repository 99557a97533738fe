"""How long a sign-in lasts, how it is ended from outside, and whether somebody has lately proved who they are.

A session ends SESSION_COOKIE_AGE after the sign-in, whatever is done in it, and SESSION_IDLE_SECONDS after the last
page. Both moments stand in the session itself; the second is written at most once in NOTED_EVERY, so that reading
pages writes nothing.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = 300  # seconds


def begin(sender, request: HttpRequest, **kwargs) -> None:
    """At each sign-in (`user_logged_in`)."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(session: SessionBase) -> bool:
    """Whether its day or its patience has run out; a session that knows no beginning has none left."""
    now = time.time()
    too_old = now - session.get(BEGAN, 0) > settings.SESSION_COOKIE_AGE
    return too_old or now - session.get(SEEN, 0) > settings.SESSION_IDLE_SECONDS


def note(session: SessionBase) -> None:
    """Somebody is at work in it."""
    now = int(time.time())
    if now - session[SEEN] >= NOTED_EVERY:
        session[SEEN] = now


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
