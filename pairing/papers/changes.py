"""What the orders over pairs say, that of assignment too: the answers of their kinds (orders/kinds), from the pairs.

Russian by nature. The curator edits the draft as any other; the names in its clauses are declined by the register.
Pairs come with their people (selectors.standing.with_people); employees among them are asked to read the order.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from orders.kinds import KINDS
from orders.models import Order
from organizations.models import Membership as Role
from organizations.models import Organization, User
from participants.models import Participation, Person
from participants.models.reference import Track

from ..drafts import EndDraft
from ..models import IndividualPlan, Membership, Pairing
from .annex import annex_rows

DAY = timedelta(days=1)
PLANNING = timedelta(days=14)  # from the first day of the pairs to that of their plans
STAFF_ACTS = ["az-1128", "tk-351-8"]
CONSENTS = "согласий участников программы наставничества и законных представителей несовершеннолетних участников"
STAFF_CONSENTS = "письменных согласий педагогических работников"

Answers = dict[str, Any]


def assignment_answers(pairs: Sequence[Pairing], *, by: User) -> Answers:
    """For `assign_pairs`: a row of the annex for each mentee; the pay where it is the same for all."""
    begins = min(pair.starts_on for pair in pairs)
    pay = {pair.pay_basis.strip() for pair in pairs if pair.pay != Pairing.Pay.NONE} if _all_paid(pairs) else set()
    return {
        **common_answers("assign_pairs", pairs, by=by, readers=_everybody(pairs)),
        "ground": _consents(pairs),
        "start": begins.isoformat(),
        "end": max(pair.last_day for pair in pairs).isoformat(),
        "pairs": list(annex_rows(pairs)),
        "plans_by": (begins + PLANNING).isoformat(),
        "pay": pay.pop() if len(pay) == 1 else "",
    }


def replacement_answers(old: Pairing, new: Pairing, *, reason: str, by: User) -> Answers:
    """For `change_pairs`: the old pair ends, the new one is assigned."""
    last_day = new.starts_on - DAY
    ended = [[mentor, mentee, _day(last_day), reason] for mentor, mentee in _names([old])]
    return {
        **common_answers("change_pairs", [old], by=by, readers=[new.mentor, *_everybody([old])]),
        **_previous([old]),
        "ground": _consents([old]),
        "start": new.starts_on.isoformat(),
        "ended": ended,
        "pairs": list(annex_rows([new])),
    }


def extension_answers(pairs: Sequence[Pairing], *, ends_on: date, by: User) -> Answers:
    """For `change_pairs`: the pairs go on until a later day."""
    rows = [
        [mentor, mentee, pair.form.title, f"до {_day(pair.last_day)}", f"до {_day(ends_on)}"]
        for pair in pairs
        for mentor, mentee in _names([pair])
    ]
    return {
        **common_answers("change_pairs", pairs, by=by, readers=_everybody(pairs)),
        **_previous(pairs),
        "ground": _consents(pairs),
        "start": (min(pair.last_day for pair in pairs) + DAY).isoformat(),
        "extended": rows,
    }


def end_answers(pair: Pairing, draft: EndDraft, *, by: User) -> Answers:
    """For `terminate`: who is freed from the duty, on whose initiative, after which notice."""
    answers = {
        **common_answers("terminate", [pair], by=by, readers=_everybody([pair])),
        "mentor": _person(pair.mentor.person),
        "mentees": [_person(member.mentee.person) for member in _present(pair)],
        "start": (draft.last_day + DAY).isoformat(),
        "initiator": draft.initiator,
        "reason": draft.reason,
    }
    if draft.notice_on:
        answers["notice_on"] = draft.notice_on.isoformat()
    if pair.agreement_number:
        of = f"от {_day(pair.agreement_on)} " if pair.agreement_on else ""
        answers["agreement"] = f"{of}№ {pair.agreement_number}"
    if pair.pay != Pairing.Pay.NONE:
        answers["pay"] = pair.pay_basis or "за наставничество"
    return answers


def completion_answers(pairs: Sequence[Pairing], *, last_day: date, by: User) -> Answers:
    """For `results`: the pairs that have done what they were made for, each with what the mentee has reached."""
    plans = IndividualPlan.objects.with_fulfilment(last_day).filter(pairing__in=pairs)
    fulfilled = {plan.pairing_id: plan.fulfilment for plan in plans}
    rows = [
        [
            pair.mentor.person.get_full_name(),
            member.mentee.person.get_full_name(),
            pair.form.title,
            _reached(member, fulfilled.get(pair.pk)),
        ]
        for pair in pairs
        for member in _present(pair)
    ]
    return {
        **common_answers("results", pairs, by=by, readers=_everybody(pairs)),
        "start": min(pair.starts_on for pair in pairs).isoformat(),
        "end": last_day.isoformat(),
        "finished": rows,
    }


def common_answers(kind: str, pairs: Sequence[Pairing], *, by: User, readers: Iterable[Participation]) -> Answers:
    """Grounds and purpose as the kind proposes them, the curator, the employees who are to read the order."""
    organization = pairs[0].organization
    staff = all(pair.form.track == Track.TEACHERS for pair in pairs)
    employees = [reader.person for reader in readers if reader.person.kind == Person.Kind.EMPLOYEE]
    curator = _curator(organization, by)
    acquainted = [_person(person) for person in dict.fromkeys(employees)]
    return {
        "acts": STAFF_ACTS if staff else list(KINDS[kind].acts),
        "manner": "instrumental",
        "purpose": KINDS[kind].purpose,
        "curator": curator,
        "acquainted": [curator, *(person for person in acquainted if person["name"] != curator["name"])],
    }


def _curator(organization: Organization, by: User) -> dict[str, str]:
    """The curator who drafts the order, another one of the institution, or else whoever drafts it."""
    held = Role.objects.filter(organization=organization).current().select_related("user").order_by("since", "pk")
    roles = list(held)
    mine = [role for role in roles if role.user_id == by.pk]
    curators = [role for role in roles if role.role == "curator"]
    found = next((role for role in [*(r for r in mine if r in curators), *curators, *mine]), None)
    user = found.user if found else by
    return {"name": user.get_full_name(), "position": found.position if found else "", "sex": ""}


def _person(person: Person) -> dict[str, Any]:
    """Somebody of a clause; the forms of the name that the card corrects go with it."""
    return {
        "name": person.get_full_name(),
        "position": _position(person),
        "sex": person.sex,
        **({"forms": person.declension} if person.declension else {}),
    }


def _position(person: Person) -> str:
    """«обучающаяся 8 «А» класса», «обучающийся (студия «Палитра»)», «учитель физики»."""
    if person.kind != Person.Kind.LEARNER:
        return person.position
    who = "обучающаяся" if person.sex == Person.Sex.FEMALE else "обучающийся"
    if not person.class_group:
        return who
    if re.match(r"\d", person.class_group):
        return f"{who} {person.class_group} класса"
    return f"{who} ({person.class_group})"


def _present(pair: Pairing) -> list[Membership]:
    """The mentees who have not left."""
    return [member for member in pair.members if member.left_on is None]


def _everybody(pairs: Iterable[Pairing]) -> list[Participation]:
    """The mentors and the mentees who have not left, pair by pair."""
    return [person for pair in pairs for person in (pair.mentor, *(member.mentee for member in _present(pair)))]


def _names(pairs: Iterable[Pairing]) -> list[tuple[str, str]]:
    return [
        (pair.mentor.person.get_full_name(), member.mentee.person.get_full_name())
        for pair in pairs
        for member in _present(pair)
    ]


def _reached(member: Membership, fulfilled: int | None) -> str:
    """The result that the card of the mentee holds; otherwise how far the plan of the pair was fulfilled, in per cent.

    Where neither is known nothing is claimed but that the time is over.
    """
    if member.mentee.results.strip():
        return " ".join(member.mentee.results.split())
    return "период работы завершён" if fulfilled is None else f"индивидуальный план выполнен на {fulfilled} %"


def _previous(pairs: Sequence[Pairing]) -> Answers:
    """The order that is changed, when all pairs stand on one that bears a number."""
    orders = {pair.order for pair in pairs}
    order = orders.pop()
    if orders or not order.number:
        return {}
    return {
        "previous": order.pk,
        "previous_text": order.reference,
        "previous_brief": f"от {order.dated} № {order.number}",
    }


def previous_of(answers: Answers) -> Order | None:
    return Order.objects.filter(pk=answers.get("previous")).first()


def _consents(pairs: Sequence[Pairing]) -> str:
    return STAFF_CONSENTS if all(pair.form.track == Track.TEACHERS for pair in pairs) else CONSENTS


def _all_paid(pairs: Iterable[Pairing]) -> bool:
    return all(pair.pay != Pairing.Pay.NONE for pair in pairs)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
