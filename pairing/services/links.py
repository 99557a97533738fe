"""Mentors' personal links: made, revoked, opened.

The token is told once, on the page, on the slip or in the letter; the product keeps its digest. Whoever holds the link
reads and writes about the mentor's pairs, so it is a password: closed at once when the mentor leaves, is erased or
blocked, or another link is made.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import SchoolYear
from core.errors import Refused
from participants.models import Participation
from participants.selectors.blocking import is_blocked, unblocked

from ..models import MentorLink

TOKEN_BYTES = 32  # 256 bits
SHORTEST = timedelta(days=30)
USED_AGAIN = timedelta(hours=1)  # how exactly it is kept when the page was last opened


class LinkRefused(Refused):
    """The link cannot be made or revoked."""


@dataclass(frozen=True)
class MadeLink:
    """A link and its token: the only time that the token is known."""

    link: MentorLink
    token: str


def usual_end(on: date) -> date:
    """The last day of the school year; of the next one for a link that would live for less than a month."""
    return SchoolYear.of(on + SHORTEST).ends


@transaction.atomic
def make_links(mentors: Iterable[Participation], *, until: date, by, at: datetime) -> list[MadeLink]:
    """A new link, good until the end of the day, for each who takes part; the one before opens nothing any more.

    Raises LinkRefused when there is nobody to give one to, and for a last day that is past or too far.
    """
    return [_make(mentor, until, by=by, at=at) for mentor in _entitled(mentors, until, at)]


@transaction.atomic
def post_links(mentors: Iterable[Participation], *, until: date, by, at: datetime) -> list[MentorLink]:
    """New links that go out by e-mail to those with an address. Raises LinkRefused when there is none of them."""
    reachable = [mentor for mentor in _entitled(mentors, until, at) if mentor.person.email]
    if not reachable:
        raise LinkRefused(_("None of the chosen has an e-mail address. Enter it in the card or print the slips."))
    return [_make(mentor, until, by=by, at=at, letter_due_at=at).link for mentor in reachable]


@transaction.atomic
def revoke_link(link: MentorLink, *, by, at: datetime) -> None:
    """The link opens nothing any more. Raises LinkRefused when it has been revoked."""
    if not MentorLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at, letter_due_at=None):
        raise LinkRefused(_("This link has been revoked already."))
    link.revoked_at = at
    _record("mentorlink.revoked", link, by=by, at=at)


def use_link(token: str, *, at: datetime) -> MentorLink | None:
    """The open link that the token belongs to, noted as used; None for any other token."""
    links = unblocked(MentorLink.objects.open(at), "mentor__person").filter(token_digest=digest(token))
    link = links.select_related("mentor__person__organization").first()
    if link and (link.last_used_at is None or link.last_used_at <= at - USED_AGAIN):
        _note_use(link, at)
    return link


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _entitled(mentors: Iterable[Participation], until: date, at: datetime) -> list[Participation]:
    today = timezone.localdate(at)
    if not today <= until <= usual_end(today):
        raise LinkRefused(
            _("A link is made for a day from today to %(last)s. Check the last day.")
            % {"last": f"{usual_end(today):%d.%m.%Y}"}
        )
    found = [mentor for mentor in mentors if _may_have_link(mentor)]
    if not found:
        raise LinkRefused(_("Nobody of the chosen is a mentor any more: there is nobody to give a link to."))
    return found


def _may_have_link(mentor: Participation) -> bool:
    takes_part = mentor.role == Participation.Role.MENTOR and mentor.left_on is None
    return takes_part and mentor.person.archived_on is None and not is_blocked(mentor.person)


def _make(mentor: Participation, until: date, *, by, at: datetime, letter_due_at: datetime | None = None) -> MadeLink:
    Participation.objects.select_for_update(of=("self",)).get(pk=mentor.pk)  # two clicks make one link after another
    MentorLink.objects.filter(mentor=mentor, revoked_at=None).update(revoked_at=at, letter_due_at=None)
    token = new_token()
    link = MentorLink.objects.create(
        mentor=mentor,
        token_digest=digest(token),
        made_at=at,
        made_by=by,
        expires_at=timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min)),
        letter_due_at=letter_due_at,
    )
    _record("mentorlink.made", link, by=by, at=at, changes={"until": until.isoformat()})
    return MadeLink(link, token)


@transaction.atomic
def _note_use(link: MentorLink, at: datetime) -> None:
    """Reading names is recorded, once a day; of many requests at once one does it."""
    before = link.last_used_at
    is_first_today = before is None or timezone.localdate(before) != timezone.localdate(at)
    noted = MentorLink.objects.filter(pk=link.pk, last_used_at=before).update(last_used_at=at)
    if noted and is_first_today:
        _record("mentorlink.used", link, by=None, at=at)


def _record(verb: str, link: MentorLink, *, by, at: datetime, changes: dict | None = None) -> None:
    audit.record(verb, link, by=by, at=at, scope=link.organization.path, changes=changes)
