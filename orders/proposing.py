"""From the answers of a kind's form to the text of an order; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.documents import Clause
from organizations.models import Organization

from .declension import short_form
from .grounds import preamble
from .kinds import KINDS, AnnexTable, Corrected, Facts, Speller, Used
from .models import LegalAct, NameForms, Order

CONTROL_IS_MINE = "Контроль за исполнением настоящего приказа оставляю за собой."


@dataclass(frozen=True)
class Draft:
    """A proposed text. `names` are the names and positions in it, with the cases they stand in."""

    title: str
    preamble: str
    clauses: list[Clause | str]
    tables: list[AnnexTable]
    acquainted: list[dict[str, str]]
    names: list[Used]


def propose(organization: Organization, kind: str, data: Mapping[str, Any]) -> Draft:
    """What an order of the kind would say. KeyError for a kind that is not drafted here."""
    speller = Speller(corrected_names(organization))
    facts = Facts(organization, data, speller)
    proposal = KINDS[kind].propose(facts)
    control = _control(facts)
    return Draft(
        title=proposal.title,
        preamble=_preamble(data),
        clauses=[*proposal.clauses, control],
        tables=list(proposal.tables),
        acquainted=[_reader(person) for person in data.get("acquainted") or ()],
        names=[used for used in speller.used.values() if used.wanted],
    )


def names_in(order: Order) -> list[Used]:
    """The declined names and positions of a draft, to be confirmed; none where the text came ready-made."""
    if order.kind not in KINDS or not order.data:
        return []
    return propose(order.organization, order.kind, order.data).names


def corrected_names(organization: Organization) -> dict[str, Corrected]:
    """What people have said of names and positions in this organisation's orders."""
    known = NameForms.objects.filter(organization=organization)
    return {each.words: Corrected(each.sex, each.forms) for each in known}


def _preamble(data: Mapping[str, Any]) -> str:
    manner = data.get("manner") or "instrumental"
    acts = LegalAct.objects.filter(code__in=data.get("acts") or ())
    return preamble(
        [getattr(act, manner) for act in acts],
        manner=manner,
        ground=data.get("ground") or "",
        purpose=data.get("purpose") or "",
    )


def _control(facts: Facts) -> str:
    if not facts.has("control"):
        return CONTROL_IS_MINE
    return f"Контроль за исполнением настоящего приказа возложить на {facts.person('control', 'accusative')}."


def _reader(person: Mapping[str, str]) -> dict[str, str]:
    """«И. О. Фамилия», as a sheet of acquaintance writes people."""
    surname, _space, initials = short_form(person["name"]).partition(" ")
    position = person.get("position", "")
    return {"position": position[:1].upper() + position[1:], "name": f"{initials} {surname}".strip()}
