"""From a draft to rows and back: nothing lost, everything checked, once."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from core.models import AuditEntry
from organizations.models import Role
from roadmaps.drafts import ActivityDraft, ResponsibleDraft, SectionDraft, StampDraft
from roadmaps.models import Activity, Responsible, Roadmap
from roadmaps.services.drafting import DraftRefused, create_roadmap

from ..factories import NOW, make_member, make_organization
from .plans import SLUGS, draft, draft_of, drafted, source_document


def without_uids(draft):
    """The draft as its source said it: rows also bear a `uid` and the events that the words suggest."""
    sections = tuple(
        replace(
            section, uid="", activities=tuple(replace(activity, uid="", events=()) for activity in section.activities)
        )
        for section in draft.sections
    )
    return replace(draft, sections=sections)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_source_document_comes_back_as_it_went_in(world, slug):
    source = source_document(slug)
    organization = {"institution": world.a1, "municipality": world.north}[source.level]
    roadmap = create_roadmap(source, organization=organization, by=None, at=NOW)
    assert without_uids(draft_of(roadmap)) == source
    assert roadmap.state == Roadmap.State.DRAFT


@pytest.mark.parametrize("activities", [1, 20])
def test_the_number_of_queries_does_not_depend_on_the_rows(world, django_assert_num_queries, activities):
    rows = tuple(
        ActivityDraft(f"1.{n}", f"Мероприятие {n}", responsible=(ResponsibleDraft("text", "Все"),))
        for n in range(activities)
    )
    planned = draft(sections=(SectionDraft("1", "Раздел", activities=rows),))
    with django_assert_num_queries(12):
        create_roadmap(planned, organization=world.a1, by=world.curator, at=NOW)


def test_people_and_roles_are_tied_to_those_of_the_organisation(world):
    person = make_member(
        Role.EXECUTOR, world.a1, "p@a1.example", last_name="Плохая", first_name="Вера", patronymic="Сергеевна"
    )
    make_member(
        Role.EXECUTOR, world.a2, "q@a2.example", last_name="Антипова", first_name="Юлия", patronymic="Викторовна"
    )
    named = ("Плохая В.С.", "Антипова Ю.В.", "Куратор", "Руководитель ОО", "МКУ ИМС", "руководители ОО")
    kinds = ("person", "person", "role", "role", "unit", "text")
    responsible = tuple(ResponsibleDraft(kind, text) for kind, text in zip(kinds, named, strict=True))
    drafted(
        world,
        sections=(
            SectionDraft("1", "Раздел", activities=(ActivityDraft("1.1", "Встреча", responsible=responsible),)),
        ),
    )
    rows = Responsible.objects.values_list("text", "user", "role")
    assert list(rows) == [
        ("Плохая В.С.", person.pk, ""),
        ("Антипова Ю.В.", None, ""),  # of another school
        ("Куратор", None, Role.CURATOR),
        ("Руководитель ОО", None, Role.DIRECTOR),
        ("МКУ ИМС", None, ""),
        ("руководители ОО", None, ""),
    ]


def test_two_people_of_one_name_are_not_guessed_between(world):
    for n in range(2):
        make_member(
            Role.EXECUTOR, world.a1, f"p{n}@a1.example", last_name="Ёлкина", first_name="Вера", patronymic="Сергеевна"
        )
    activity = ActivityDraft("1.1", "Встреча", responsible=(ResponsibleDraft("person", "Елкина В. С."),))
    drafted(world, sections=(SectionDraft("1", "Раздел", activities=(activity,)),))
    assert Responsible.objects.get().user is None


def test_a_form_sent_twice_makes_one_roadmap(world):
    chain = uuid.uuid4()
    first, second = (
        create_roadmap(draft(), organization=world.a1, by=world.curator, at=NOW, chain=chain) for _ in range(2)
    )
    assert first == second
    assert Roadmap.objects.count() == 1
    assert Activity.objects.count() == 4
    assert AuditEntry.objects.filter(verb="roadmap.created").count() == 1


def test_the_name_of_another_organisations_roadmap_opens_nothing(world):
    theirs = create_roadmap(draft(), organization=world.b1, by=world.stranger, at=NOW)
    with pytest.raises(DraftRefused):
        create_roadmap(draft(), organization=world.a1, by=world.curator, at=NOW, chain=theirs.chain)
    assert Roadmap.objects.get() == theirs


def one_row(**fields):
    return (SectionDraft("1", "Раздел", activities=(ActivityDraft("1.1", "Встреча", **fields),)),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "municipality"},
        {"title": "  "},
        {"title": "я" * 1001},
        {"track": "everybody"},
        {"period_from": date(2027, 9, 1)},
        {"period_from": date(1026, 9, 1)},
        {"period_to": date(2099, 12, 31)},
        {"stamps": (StampDraft("blessed"),)},
        {"sections": (SectionDraft("1", ""),)},
        {"sections": one_row(deadline="я" * 501)},
        {"sections": one_row(document_kind="papyrus")},
        {"sections": one_row(responsible=(ResponsibleDraft("role", "я" * 301),))},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(world, wrong):
    with pytest.raises(DraftRefused):
        drafted(world, **wrong)
    assert not Roadmap.objects.exists()


def test_a_refusal_names_the_place(world):
    rows = (ActivityDraft("1.1", "Встреча"), ActivityDraft("1.2", "Встреча", deadline="я" * 501))
    with pytest.raises(DraftRefused, match=r"1\.2"):
        drafted(world, sections=(SectionDraft("1", "Раздел", activities=rows),))


def test_the_audit_says_who_made_it(world):
    roadmap = drafted(world)
    entry = AuditEntry.objects.get(verb="roadmap.created")
    assert (entry.actor_name, entry.scope, entry.subject_id) == (str(world.curator), world.a1.path, str(roadmap.pk))


def test_the_same_name_elsewhere_is_another_person(world):
    region = make_organization("far")
    make_member(
        Role.COORDINATOR, region, "p@far.example", last_name="Плохая", first_name="Вера", patronymic="Сергеевна"
    )
    activity = ActivityDraft("1.1", "Встреча", responsible=(ResponsibleDraft("person", "Плохая В.С."),))
    drafted(world, sections=(SectionDraft("1", "Раздел", activities=(activity,)),))
    assert Responsible.objects.get().user is None
