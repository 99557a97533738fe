"""What cannot be true of a person or of a participation: forms mark every field of it, services refuse the first.

Pure: nothing is read but what was given.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from .drafts import ParticipationDraft, PersonDraft

OLDEST = 110  # full years

Fault = tuple[str, str]  # field, words for the person


def person_faults(draft: PersonDraft, *, on: date) -> Iterator[Fault]:
    """What is wrong with a person as of a day."""
    if not draft.last_name.strip() or not draft.first_name.strip():
        yield "last_name", _("Give the last name and the first name.")
    born, since = draft.birth_on, draft.experience_since
    if born and not on.replace(day=min(on.day, 28), year=on.year - OLDEST) < born <= on:
        yield "birth_on", _("Check the date of birth: it is in the future or too long ago.")
    if since and (since > on or born and since <= born):
        yield "experience_since", _("Check since when the person is at work.")


def participation_faults(draft: ParticipationDraft, *, birth_on: date | None, on: date) -> Iterator[Fault]:
    """What is wrong with a participation of somebody born then, as of a day."""
    if draft.joined_on > on:
        yield "joined_on", _("The day of joining is in the future. Record it when it has come.")
    elif birth_on and draft.joined_on <= birth_on:
        yield "joined_on", _("The day of joining is before the person was born. Check both days.")
    if draft.questionnaire_on and draft.questionnaire_on > on:
        yield "questionnaire_on", _("The day of the questionnaire is in the future. Record it when it is filled in.")
    if draft.programme and draft.form and draft.programme.form_id != draft.form.pk:
        said = _("The programme «%(programme)s» is of the form «%(form)s». Choose this form or another programme.")
        yield "programme", said % {"programme": draft.programme, "form": draft.programme.form}
