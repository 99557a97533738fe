"""Personal links to questionnaires: made, revoked, answered once.

The token is told once, on the page or on the slip; the product keeps its digest.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused

from ..drafts import ParticipationDraft, PersonDraft
from ..kinds import QUESTIONNAIRE
from ..models import Participation, QuestionnaireLink
from ..notices import tell_curators
from ..selectors.blocking import is_blocked, unblocked
from ..times import times_in_words
from .participation import change_participation
from .people import change_person

TOKEN_BYTES = 32
VALID_FOR = timedelta(days=30)
CONTACTS = ("phone", "email")


class QuestionnaireRefused(Refused):
    """The link cannot be made, revoked or used."""


@dataclass(frozen=True)
class MadeLink:
    """A link and its token: the only time that the token is known."""

    participation: Participation
    token: str


@transaction.atomic
def make_links(participations: Iterable[Participation], *, by, at: datetime) -> list[MadeLink]:
    """A new link for each who takes part; links that were open before no longer open anything."""
    made = []
    for participation in participations:
        if participation.left_on or participation.person.archived_on or is_blocked(participation.person):
            continue
        older = QuestionnaireLink.objects.filter(participation=participation, answered_at=None, revoked_at=None)
        older.update(revoked_at=at)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = QuestionnaireLink.objects.create(
            participation=participation,
            token_digest=_digest(token),
            made_at=at,
            made_by=by,
            expires_at=at + VALID_FOR,
        )
        _record("questionnairelink.made", link, {}, by=by, at=at)
        made.append(MadeLink(participation, token))
    if not made:
        raise QuestionnaireRefused(_("Nobody of the chosen takes part any more: there is nobody to ask."))
    return made


@transaction.atomic
def revoke_link(link: QuestionnaireLink, *, by, at: datetime) -> None:
    """The link opens nothing any more. Raises QuestionnaireRefused when it has been used or revoked."""
    unused = QuestionnaireLink.objects.filter(pk=link.pk, answered_at=None, revoked_at=None)
    if not unused.update(revoked_at=at):
        raise QuestionnaireRefused(_("This link has been used or revoked already."))
    link.revoked_at = at
    _record("questionnairelink.revoked", link, {}, by=by, at=at)


def link_of(token: str, *, at: datetime) -> QuestionnaireLink | None:
    """The open link that the token belongs to, marked as opened; None for any other token."""
    links = unblocked(QuestionnaireLink.objects.open(at), "participation__person").filter(token_digest=_digest(token))
    link = links.select_related("participation__person__organization").first()
    if link and link.opened_at is None:
        QuestionnaireLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)
    return link


@transaction.atomic
def answer(link: QuestionnaireLink, answers: dict[str, Any], *, at: datetime) -> None:
    """Writes the answers into the bank, once. What was left empty stays as the curator has it.

    `answers` are fields of ParticipationDraft and the contacts. Raises QuestionnaireRefused when the link has been
    used or revoked meanwhile.
    """
    if not QuestionnaireLink.objects.open(at).filter(pk=link.pk).update(answered_at=at):
        raise QuestionnaireRefused(_("This link has been used or revoked already."))
    participation = Participation.objects.select_related("person__organization", "form", "programme").get(
        pk=link.participation_id
    )
    given = {name: value for name, value in answers.items() if value not in (None, "", [], ())}
    before = ParticipationDraft.of(participation)
    said = {name: value for name, value in given.items() if name not in CONTACTS}
    after = replace(before, **said, questionnaire_on=timezone.localdate(at))
    changed = _changed(before, after, said)
    changed += _take_contacts(participation, given, at=at)
    change_participation(participation, after, seen=participation.revision, by=None, at=at)
    QuestionnaireLink.objects.filter(pk=link.pk).update(answers=changed)
    link.answered_at, link.answers = at, changed
    _record("questionnairelink.answered", link, {"fields": ", ".join(one["field"] for one in changed)}, by=None, at=at)
    _tell(participation, link, at)


def _take_contacts(participation: Participation, given: dict[str, Any], *, at: datetime) -> list[dict[str, str]]:
    contacts = {name: given[name] for name in CONTACTS if name in given}
    if not contacts:
        return []
    person = participation.person
    before = PersonDraft.of(person)
    after = replace(before, **contacts)
    changed = _changed(before, after, contacts)
    change_person(person, after, seen=person.revision, by=None, at=at)
    return changed


def _changed(before, after, names: Iterable[str]) -> list[dict[str, str]]:
    said = [(name, _in_words(name, getattr(before, name)), _in_words(name, getattr(after, name))) for name in names]
    return [{"field": name, "before": old, "after": new} for name, old, new in said if old != new]


def _in_words(name: str, value: Any) -> str:
    if name == "times":
        return times_in_words(value)
    if name == "mode":
        return str(Participation.Mode(value).label)
    if name in ParticipationDraft.TOPICS:
        return ", ".join(sorted(str(topic) for topic in value))
    return "" if value is None else str(value)


def _tell(participation: Participation, link: QuestionnaireLink, at: datetime) -> None:
    number = participation.person.audit_label
    tell_curators(
        participation.organization,
        kind=QUESTIONNAIRE.code,
        subject=f"questionnairelink:{link.pk}",
        title=_("Participant %(number)s has filled the questionnaire") % {"number": number},
        text=_("Look at the card: what the answers have changed stands there."),
        url=participation.get_absolute_url(),
        at=at,
    )


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _record(verb: str, link: QuestionnaireLink, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, link, by=by, at=at, scope=link.organization.path, changes=changes)
