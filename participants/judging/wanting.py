"""What a row of an upload says of a person, a representative and a participation, as their columns would hold it."""

from collections.abc import Iterator
from datetime import date

from ..classes import one_spelling
from ..models import MentoringForm, Participation, Person, Representative
from ..models.reference import Track
from ..places_of_work import split_place
from ..selectors.bank import Bank, Row, name_key
from .values import NAMES

Side = MentoringForm.Side
UNSTATED = Representative.Relation.UNSTATED.value
PERSON = (
    *NAMES,
    "sex",
    "birth_on",
    "class_group",
    "position",
    "experience_since",
    "workplace",
    "phone",
    "email",
    "kind",
)
PARTICIPATION = (
    "programme_id", "joined_on", "left_on", "questionnaire_on", "certificate_seen_on", "request", "achievements",
    "interests_text", "wished_age_from", "wished_age_to", "hours_a_week", "capacity", "times", "mode", "language",
    "results", "case_url", "completed_mark",
)  # fmt: skip


def person_wanted(values: Row, known: Row | None) -> Row:
    wanted = {name: values[name] for name in PERSON if name in values}
    for name in _as_written(values, known) if known else ():
        wanted.pop(name, None)
    place = values.get("place")
    if place and (known is None or one_spelling(place) != one_spelling(_place_of(known))):
        wanted |= {name: value for name, value in split_place(place, known).items() if name not in values}
    return wanted


def _place_of(known: Row) -> str:
    return Person(**{name: known[name] for name in ("class_group", "position", "workplace")}).studies_or_works


def _as_written(values: Row, known: Row) -> Iterator[str]:
    """The names that stand in the file just as they are kept, capitals and all."""
    written = {name: text.split() for name, text in values.get("written", {}).items()}
    whole = " ".join(known[name] for name in NAMES).split()
    for name in NAMES:
        if written.get("full_name") == whole or written.get(name) == known[name].split():
            yield name


def representative_wanted(values: Row, there: list[Row]) -> Row:
    """What the row says of the representative; a contact without a name is theirs when there is one.

    A relation is written only when the file says it: it stands on the consent as the ground on which they sign.
    """
    contact = values.get("contact") or {}
    wanted = {
        "full_name": values.get("representative") or contact.get("name"),
        "phone": values.get("representative_phone"),
        "email": values.get("representative_email"),
        "relation": values.get("relation") or contact.get("relation"),
    }
    if wanted["full_name"] or there:
        wanted["phone"] = wanted["phone"] or contact.get("phone")
        wanted["email"] = wanted["email"] or contact.get("email")
    wanted = {name: value for name, value in wanted.items() if value}
    if not wanted or (not wanted.get("full_name") and not there):
        return {}
    _keep_as_written(wanted, values, there)
    if same_representative(wanted, there) is None:
        wanted.setdefault("relation", UNSTATED)
    elif wanted.get("relation") == UNSTATED:
        del wanted["relation"]
    return wanted


def _keep_as_written(wanted: Row, values: Row, there: list[Row]) -> None:
    """A name that is kept just as the cell has it, with whatever stands beside it, stays so."""
    written = values.get("written", {}).get("representative", "").split()
    for row in there:
        if written and row["full_name"].split() == written:
            wanted["full_name"] = row["full_name"]


def same_representative(wanted: Row, there: list[Row]) -> Row | None:
    name = wanted.get("full_name")
    if not name:
        return there[0]
    return next((row for row in there if name_key(row["full_name"], "", "") == name_key(name, "", "")), None)


def participation_wanted(values: Row, form, person: Row, participation: Row | None, bank: Bank, on: date) -> Row:
    wanted = {name: values[name] for name in PARTICIPATION if name in values}
    if values.get("programme"):
        wanted["programme_id"] = values["programme"]
    if form and (participation is None or participation["form_id"] != form):
        wanted |= {"form_id": form, "track": bank.forms[form].track if form in bank.forms else Track.STUDENTS.value}
    if wanted.get("left_on") and (participation is None or participation["left_on"] is None):
        wanted["leaving"] = Participation.Leaving.COMPLETED.value
    elif "left_on" in wanted and not wanted["left_on"]:
        wanted["leaving"] = ""
    if participation is None:
        wanted = {"joined_on": on.isoformat(), "track": _track(person, bank.role), **wanted}
    return wanted


def _track(person: Row, role: str) -> str:
    teacher = role == Participation.Role.MENTEE and person.get("kind") == Person.Kind.EMPLOYEE
    return Track.TEACHERS.value if teacher else Track.STUDENTS.value


def kind_of(wanted: Row, form: MentoringForm | None, role: str) -> str:
    side = form and (form.mentor_side if role == Participation.Role.MENTOR else form.mentee_side)
    if wanted.get("class_group") or side == Side.LEARNER:
        return Person.Kind.LEARNER.value
    if side in (Side.TEACHER, Side.HEAD):
        return Person.Kind.EMPLOYEE.value
    if role == Participation.Role.MENTEE:
        return Person.Kind.LEARNER.value
    return Person.Kind.EXTERNAL.value if side else Person.Kind.EMPLOYEE.value
