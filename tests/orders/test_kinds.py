"""Every kind proposes a text that can be signed as it is; the words of the clauses stand in their cases."""

import pytest
from django.urls import reverse

from core.documents import FORMATS, render
from orders.annexes import annexes_of
from orders.kinds import KINDS
from orders.models import LegalAct, Order
from orders.papers import order_document
from orders.proposing import propose
from orders.services import draft_order, send_to_sign, sign_draft

from ..core.documents.papers import pdf_pages
from ..factories import NOW
from .answers import ANSWERS, CURATOR, OWN, TEACHER


def text_of(draft) -> str:
    return "\n".join([draft.title, draft.preamble, *lines(draft.clauses)])


def lines(clauses) -> list[str]:
    found = []
    for clause in clauses:
        found += [clause] if isinstance(clause, str) else [clause.text, *lines(clause.points)]
    return found


def test_every_kind_is_drafted_here_but_the_roadmaps_own():
    assert KINDS.keys() == {kind.value for kind in Order.Kind} - {"approve_roadmap"}
    assert ANSWERS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_proposes_a_whole_order(world, kind):
    draft = propose(world.a1, kind, ANSWERS[kind])

    assert draft.title.startswith(("О ", "Об "))
    assert not draft.title.endswith(".")
    assert draft.preamble.startswith("В соответствии с распоряжением Министерства просвещения")
    assert all(line.endswith((".", ":")) for line in lines(draft.clauses))
    assert "{" not in text_of(draft) and "None" not in text_of(draft)
    assert lines(draft.clauses)[-1].startswith("Контроль за исполнением")
    assert all(used.is_settled for used in draft.names)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_asked_what_it_uses(kind):
    asked = {field.name for field in KINDS[kind].fields}
    derived = {"previous_text", "previous_brief"} if "previous" in asked else set()
    assert OWN[kind].keys() <= asked | derived


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_content_with_what_must_be_answered(world, kind):
    required = {field.name for field in KINDS[kind].fields if field.required} | {"previous_text"}
    answers = {name: value for name, value in OWN[kind].items() if name in required}

    assert propose(world.a1, kind, answers).clauses


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_becomes_paper(world, kind):
    order = draft_order(organization=world.a1, kind=kind, data=ANSWERS[kind], by=world.curator, at=NOW)
    document = order_document(order, annexes_of(order))

    assert all(render(document, format) for format in FORMATS)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("appoint_curator", "программы наставничества Иванову Марию Петровну, заместителя директора по УВР, с 01.09"),
        ("appoint_curator", "на время его отсутствия на Ткача Олега Ивановича, учителя физики."),
        ("appoint_curator", "Установить Ивановой М. П. доплату в размере 10 % должностного оклада."),
        ("working_group", "Назначить руководителем рабочей группы Иванову Марию Петровну"),
        ("implement", "Ткачу Олегу Ивановичу, учителю физики, разместить"),
        ("terminate", "Освободить Ткача Олега Ивановича, учителя физики, от обязанностей наставника"),
        ("terminate", "в связи с отказом наставника Ткача О. И. (заявление от 20.11.2026)."),
        ("reward", "Ткача Олега Ивановича, учителя физики."),
    ],
)
def test_people_stand_in_the_case_of_the_clause(world, kind, words):
    assert words in text_of(propose(world.a1, kind, ANSWERS[kind]))


def test_a_clause_that_ends_with_initials_has_one_dot(world):
    answers = {**ANSWERS["terminate"], "reason": "", "pay": "", "agreement": "от 01.10.2026 № 3"}
    text = text_of(propose(world.a1, "terminate", answers))
    assert "к трудовому договору с Ткачом О. И." in text and ".." not in text


def test_thanks_are_given_in_the_dative(world):
    draft = propose(world.a1, "reward", {**ANSWERS["reward"], "reward": "thanks"})
    assert "Ткачу Олегу Ивановичу, учителю физики." in text_of(draft)


def test_the_control_may_be_anothers(world):
    draft = propose(world.a1, "monitoring", {**ANSWERS["monitoring"], "control": CURATOR})
    assert draft.clauses[-1].endswith("возложить на Иванову Марию Петровну, заместителя директора по УВР.")


def test_the_preamble_takes_the_acts_in_the_case_of_its_beginning(world):
    data = {"manner": "genitive", "acts": ["273-fz"], "ground": "решения педагогического совета", "purpose": "порядка"}
    assert propose(world.a1, "other", {**OWN["other"], **data}).preamble == (
        "Во исполнение Федерального закона от 29 декабря 2012 г. № 273-ФЗ «Об образовании в Российской Федерации», "
        "на основании решения педагогического совета, в целях порядка"
    )


def test_acts_have_both_cases(world):
    assert LegalAct.objects.count() == 8
    assert not LegalAct.objects.filter(genitive="").exists()
    assert {code for kind in KINDS.values() for code in kind.acts} <= set(
        LegalAct.objects.values_list("code", flat=True)
    )


def test_a_long_annex_repeats_its_header_on_every_page(world):
    pairs = ANSWERS["assign_pairs"]["pairs"] * 150
    data = {**ANSWERS["assign_pairs"], "pairs": pairs}
    order = draft_order(organization=world.a1, kind="assign_pairs", data=data, by=world.curator, at=NOW)
    send_to_sign(order, by=world.curator, at=NOW)
    sign_draft(order, by=world.director, at=NOW)

    with order.paper.content.open("rb") as paper:
        pages = pdf_pages(paper.read())
    first = next(place for place, page in enumerate(pages) if "Приложение" in page)
    annex = pages[first:]
    assert len(annex) > 5
    assert all("ФИО" in page for page in annex)
    assert order.number in annex[0]


def test_the_sheet_names_readers_by_initials(world):
    draft = propose(world.a1, "other", {**OWN["other"], "acquainted": [TEACHER]})
    assert draft.acquainted == [{"position": "Учитель физики", "name": "О. И. Ткач"}]


def test_the_pages_of_a_draft_show_its_annexes(world, as_role):
    """The director reads on one page all that is signed; «;» inside a cell does not break the row in the form."""
    data = {**ANSWERS["results"], "finished": [["Орлова", "Котова", "ученик – ученик", "призёр; волонтёр"]]}
    order = draft_order(organization=world.a1, kind="results", data=data, by=world.curator, at=NOW)
    assert "призёр; волонтёр" in as_role("curator").get(order.get_absolute_url()).content.decode()
    form = as_role("curator").get(reverse("orders:data", args=[order.pk])).context["form"]
    typed = form["finished"].value()
    assert typed == "Орлова\tКотова\tученик – ученик\tпризёр; волонтёр"
    assert form.fields["finished"].clean(typed) == data["finished"]
    send_to_sign(order, by=world.curator, at=NOW)
    review = reverse("orders:review", args=[order.pk])
    assert "призёр; волонтёр" in as_role("director").get(review).content.decode()
