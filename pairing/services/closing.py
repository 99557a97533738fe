"""The end of the programme for the people of pairs: what they say looking back, what was reached."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from participants.drafts import ParticipationDraft
from participants.models import Participation
from participants.services.participation import change_participation

from ..models import Pairing, Reflection


class ClosingRefused(Refused):
    """The person is not of this pair."""


@dataclass(frozen=True)
class Said:
    """What one person of a pair says looking back; all empty takes an answer away."""

    pairing: Pairing
    participation: Participation
    reached: str = ""
    valuable: str = ""
    missing: str = ""
    goes_on: bool | None = None

    @property
    def answers(self) -> dict:
        words = {name: getattr(self, name).strip() for name in ("reached", "valuable", "missing")}
        return {**words, "goes_on": self.goes_on}

    @property
    def is_empty(self) -> bool:
        return self.goes_on is None and not any(value for value in self.answers.values())


@transaction.atomic
def record_reflections(all_said: Iterable[Said], *, on: date, by, at: datetime) -> int:
    """Writes the answers of many, over those given before; how many have changed. Raises ClosingRefused."""
    changed: dict[int, tuple[Pairing, int]] = {}
    for said in all_said:
        _check_member(said)
        if _write(said, on):
            pairing, number = changed.get(said.pairing.pk, (said.pairing, 0))
            changed[pairing.pk] = (pairing, number + 1)
    for pairing, number in changed.values():
        _record("pairing.reflected", pairing, {"answers": number}, by=by, at=at)
    return sum(number for _pairing, number in changed.values())


def _write(said: Said, on: date) -> bool:
    held = Reflection.objects.filter(pairing=said.pairing, participation=said.participation).first()
    if said.is_empty:
        return bool(held) and bool(held.delete())
    if held and all(getattr(held, name) == value for name, value in said.answers.items()):
        return False
    Reflection.objects.update_or_create(
        pairing=said.pairing, participation=said.participation, defaults={**said.answers, "on": on}
    )
    return True


@transaction.atomic
def write_results(pairing: Pairing, results: dict[Participation, str], *, by, at: datetime) -> None:
    """What each of the pair has reached, as the official tables print it. Raises ClosingRefused, StaleRevision."""
    changed = 0
    for participation, words in results.items():
        _check_member(Said(pairing, participation))
        draft = ParticipationDraft.of(participation)
        if draft.results != words.strip():
            fresh = replace(draft, results=words.strip())
            change_participation(participation, fresh, seen=participation.revision, by=by, at=at)
            changed += 1
    if changed:
        _record("pairing.results_written", pairing, {"people": changed}, by=by, at=at)


def _check_member(said: Said) -> None:
    pairing, number = said.pairing, said.participation.pk
    if number != pairing.mentor_id and not pairing.memberships.filter(mentee=number).exists():
        raise ClosingRefused(_("Somebody of these is not of this pair. Reload the page."))


def _record(verb: str, pairing: Pairing, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, pairing, by=by, at=at, scope=pairing.organization.path, changes=changes)
