"""Words of awards. Russian by nature."""

from datetime import date

from core.calendar import SchoolYear
from orders.declension import Cases, decline, decline_position
from participants.models import Participation, Person

from .models import Award

FOR_MENTORS = "за личный вклад в реализацию программы наставничества и внимательное отношение к наставляемым"
FOR_MENTEES = "за активное участие в программе наставничества и достигнутые результаты"
FOR_ALL = "за участие в программе наставничества"


def name_of(person: Person) -> Cases:
    """The full name by cases, with the sex of the card and the forms corrected there."""
    return decline(person.get_full_name(), sex=person.sex, overrides=person.declension)


def detail_of(person: Person) -> str:
    """What stands under the name: the class, or the position in the dative when it is known for certain."""
    if person.class_group:
        return f"{person.class_group} класс" if person.class_group[0].isdecimal() else person.class_group
    position = decline_position(person.position) if person.position else None
    return position.dative if position and position.confident else ""


def proposed_words(kind: str, roles: set[str], on: date) -> str:
    """«за … в 2026/2027 учебном году»: what the award is given for, to be changed at will."""
    if kind == Award.Kind.CERTIFICATE and len(roles) > 1:
        words = FOR_ALL
    else:
        words = FOR_MENTORS if roles == {Participation.Role.MENTOR} else FOR_MENTEES
    return f"{words} в {SchoolYear.of(on)} учебном году"
