"""Model roadmaps: published, adopted, compared; how institutions stand to them."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEntry
from notifications.models import Notification
from organizations.models import Organization
from roadmaps.drafts import RoadmapDraft
from roadmaps.linting import Above, lint
from roadmaps.models import Activity, Responsible, Roadmap, Section
from roadmaps.reference import reference_model, reference_models
from roadmaps.selectors.cascade import Cascade, cascade
from roadmaps.selectors.origin import deadlines_above, difference_from, origin_of
from roadmaps.selectors.plan import roadmap_draft, with_plan
from roadmaps.services import approval, copying, execution, versions
from roadmaps.services.models import ModelRefused, adopt_reference, publish_model, unpublish_model
from roadmaps.services.occurrences import generate_occurrences

from ..factories import NOW, TODAY, make_roadmap

SCHOOL_YEAR = {"period_from": date(2026, 9, 1), "period_to": date(2027, 8, 31)}


@pytest.fixture
def municipal(world) -> Roadmap:
    """The approved roadmap of the northern municipality: two activities due on 15 April 2027."""
    return make_roadmap(world.north, state=Roadmap.State.APPROVED)


@pytest.fixture(autouse=True)
def director(world):
    """A name that documents can write."""
    world.director.last_name = "Орлова"
    world.director.save()


def with_rows(roadmap: Roadmap) -> Roadmap:
    return with_plan(Roadmap.objects.filter(pk=roadmap.pk)).get()


def adopt(world, source: Roadmap, organization: Organization | None = None, **fields) -> Roadmap:
    organization = organization or world.a1
    given = {"title": "Карта школы", "track": "students", **SCHOOL_YEAR, "years": 0, **fields}
    chain = Roadmap().chain
    return copying.copy_roadmap(
        with_rows(source), organization=organization, chain=chain, by=world.curator, at=NOW, **given
    )


def put_in_force(roadmap: Roadmap) -> Roadmap:
    Roadmap.objects.filter(pk=roadmap.pk).update(state=Roadmap.State.APPROVED)
    roadmap = Roadmap.objects.get(pk=roadmap.pk)
    generate_occurrences(roadmap)
    return roadmap


def rows_of(roadmap: Roadmap) -> list[Activity]:
    return list(Activity.objects.filter(section__roadmap=roadmap))


def standing(world, model: Roadmap, on: date = TODAY) -> Cascade:
    institutions = Organization.objects.within(world.north.path).institutions()
    return cascade(roadmap_draft(with_rows(model)), institutions, Roadmap.objects.all(), on)


# --- models of the product ---------------------------------------------------------------------------------------


def school_draft(code: str) -> RoadmapDraft:
    return reference_model(code).draft(level="institution", **SCHOOL_YEAR)


CODES = ("seven-stages", "five-sections", "teaching-staff")


def test_three_models_come_with_the_product():
    assert {model.code for model in reference_models()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_doubtful_in_a_model(code):
    assert lint(school_draft(code)) == ()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["Хибин", "Калейдоскоп", "Абан", "Кингисепп", "Динск", "Тимашев", "МКУ", "20"])
def test_a_model_names_no_institution_and_no_year(code, name):
    model = reference_model(code)
    said = [model.title, model.name, model.about]
    for section in school_draft(code).sections:
        said += [section.title, section.goal, section.result]
        for row in section.activities:
            said += [row.title, *row.steps, row.result, *(each.text for each in row.responsible)]
    assert not [text for text in said if name in text]


@pytest.mark.parametrize("code", CODES)
def test_rows_of_a_model_can_be_told_apart(code):
    uids = [row.uid for section in school_draft(code).sections for row in section.activities]
    assert len(set(uids)) == len(uids)


def test_a_model_is_adopted_in_one_step_with_dates_and_people(world):
    model = reference_model("seven-stages")
    roadmap = adopt_reference(
        model, organization=world.a1, title="Карта школы", track=model.track, **SCHOOL_YEAR,
        people={"Директор": world.director.get_full_name()}, chain=Roadmap().chain, by=world.curator, at=NOW,
    )  # fmt: skip
    assert Activity.objects.filter(section__roadmap=roadmap).count() == model.size
    assert Responsible.objects.filter(activity__section__roadmap=roadmap, user=world.director).exists()
    assert not Responsible.objects.filter(activity__section__roadmap=roadmap, text="Директор").exists()
    assert AuditEntry.objects.get(verb="roadmap.model_adopted").changes == {"model": model.name}
    assert not difference_from(origin_of(with_rows(roadmap)), with_rows(roadmap)).counts["changed"]


# --- publishing --------------------------------------------------------------------------------------------------


def test_publishing_tells_those_below_once(world, municipal):
    publish_model(municipal, by=world.methodologist, at=NOW)
    publish_model(municipal, by=world.methodologist, at=NOW)
    assert municipal.published_as_model_on == TODAY
    told = Notification.objects.filter(kind="roadmap.published_as_model")
    assert [each.recipient for each in told] == [world.curator]
    assert AuditEntry.objects.filter(verb="roadmap.published_as_model").count() == 1


@pytest.mark.parametrize("state", ["draft", "submitted", "archived"])
def test_only_what_is_in_force_is_published(world, state):
    with pytest.raises(ModelRefused):
        publish_model(make_roadmap(world.north, state=state), by=world.methodologist, at=NOW)


def test_an_institution_has_nobody_to_publish_for(world):
    with pytest.raises(ModelRefused):
        publish_model(make_roadmap(world.a1, state="approved"), by=world.curator, at=NOW)


def test_a_model_can_be_taken_back(world, municipal):
    publish_model(municipal, by=world.methodologist, at=NOW)
    unpublish_model(municipal, by=world.methodologist, at=NOW)
    assert not Roadmap.objects.models().exists()


def test_the_next_version_of_a_model_is_the_model(world, municipal):
    publish_model(municipal, by=world.methodologist, at=NOW)
    following = versions.start_new_version(municipal, by=world.methodologist, at=NOW)
    approval.submit_roadmap(following, by=world.methodologist, at=NOW)
    approval.approve_roadmap(following, number=None, signed_on=TODAY, by=world.head, at=NOW)
    assert Roadmap.objects.models().get() == following


# --- origin, difference, deadlines -------------------------------------------------------------------------------


def test_an_adopted_row_keeps_its_origin(world, municipal):
    adopted = adopt(world, municipal)
    assert [row.uid for row in rows_of(adopted)] == [row.uid for row in rows_of(municipal)]
    assert origin_of(with_rows(adopted)).url == municipal.get_absolute_url()


def test_what_the_institution_made_of_it_is_told_word_by_word(world, municipal):
    adopted = adopt(world, municipal)
    first, second = rows_of(adopted)
    Activity.objects.filter(pk=first.pk).update(deadline="до 20.04.2027")
    second.delete()
    adopted = with_rows(adopted)
    difference = difference_from(origin_of(adopted), adopted)
    assert difference.counts == {"added": 0, "removed": 1, "moved": 0, "changed": 1}
    assert difference.changes == []


def test_moving_the_dates_is_no_difference(world):
    old = make_roadmap(world.north, state="approved", period_from=date(2025, 9, 1), period_to=date(2026, 8, 31))
    Activity.objects.filter(section__roadmap=old).update(deadline="до 15.04.2026")
    adopted = with_rows(adopt(world, old, years=1))
    assert [row.deadline for row in rows_of(adopted)] == ["до 15.04.2027"] * 2
    assert not difference_from(origin_of(adopted), adopted)


def test_a_plan_made_from_nothing_has_no_origin(world):
    assert origin_of(with_rows(make_roadmap(world.a1))) is None


@pytest.mark.parametrize(
    ("deadline", "warned"),
    [
        ("до 20.04.2027", True),
        ("до 15.04.2027", False),
        ("до 01.04.2027", False),
        ("в течение года", False),
        ("до 01.03.2027 и до 01.06.2027", False),
        ("до 01.05.2027 и до 01.06.2027", True),
    ],
)
def test_a_later_deadline_than_the_municipality_s_is_told(world, municipal, deadline, warned):
    adopted = adopt(world, municipal)
    Activity.objects.filter(section__roadmap=adopted, number="1.1").update(deadline=deadline)
    adopted = with_rows(adopted)
    found = lint(roadmap_draft(adopted), above=deadlines_above(adopted))
    assert ("later_than_above" in {warning.code for warning in found}) is warned


def test_the_warning_says_whose_deadline_it_is(world, municipal):
    adopted = with_rows(adopt(world, municipal))
    [section] = roadmap_draft(adopted).sections
    late = replace(section, activities=(replace(section.activities[0], deadline="до 20.04.2027"),))
    uid = section.activities[0].uid
    above = {uid: Above("УО Северного района", "до 15.04.2027", (date(2027, 4, 15),))}
    [warning] = [w for w in lint(replace(roadmap_draft(adopted), sections=(late,)), above=above) if "above" in w.code]
    assert "УО Северного района" in warning.message
    assert warning.where == "activity 1.1"


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        ({}, True),
        ({"title": "ПЕДАГОГИЧЕСКИЙ совет: о внедрении модели."}, True),
        ({"title": "Педагогический совет"}, False),
        ({"track": Roadmap.Track.STAFF}, False),
    ],
)
def test_a_plan_that_was_not_adopted_is_measured_by_its_wording(world, change, warned):
    title = "Педагогический совет о внедрении модели"
    of_district = make_roadmap(world.north, track=Roadmap.Track.STUDENTS)
    Activity.objects.filter(section__roadmap=of_district).update(title=title, deadline="до 15.04.2027")
    put_in_force(of_district)
    own = make_roadmap(world.a1, track=change.get("track", Roadmap.Track.STUDENTS))
    changed = {"title": change.get("title", title), "deadline": "до 20.04.2027"}
    Activity.objects.filter(section__roadmap=own).update(**changed)
    own = with_rows(own)
    found = lint(roadmap_draft(own), above=deadlines_above(own))
    assert ("later_than_above" in {warning.code for warning in found}) is warned


def test_a_municipality_is_not_measured_by_those_below(world, municipal):
    adopt(world, municipal)
    assert deadlines_above(with_rows(municipal)) == {}


# --- model × institution -----------------------------------------------------------------------------------------


def test_who_has_adopted_changed_left_out_and_done(world, municipal):
    adopted = put_in_force(adopt(world, municipal))
    first, second = rows_of(adopted)
    Activity.objects.filter(pk=second.pk).update(title="Иное")
    execution.mark_done(first.occurrences.get(), done_on=TODAY, by=world.curator, at=NOW)
    found = {each.organization: each for each in standing(world, municipal).adoptions}
    ours, theirs = found[world.a1], found[world.a2]
    assert [(cell.state, cell.status) for cell in ours.cells.values()] == [
        ("same", "done"),
        ("changed", "not_started"),
    ]
    assert (theirs.roadmap, theirs.states) == (None, {"missing": 2})
    assert standing(world, municipal).adopters == 1


def test_row_by_row(world, municipal):
    put_in_force(adopt(world, municipal))
    overdue, _second = standing(world, municipal, on=date(2027, 5, 1)).rows
    assert [each.organization for each in overdue.overdue] == [world.a1]
    assert [each.organization for each in overdue.missing] == [world.a2]


def test_a_draft_counts_until_there_is_one_in_force(world, municipal):
    adopt(world, municipal)
    [ours] = [each for each in standing(world, municipal).adoptions if each.roadmap]
    assert ours.adopted == 2
    assert set(ours.statuses) == {""}


def test_only_names_people_and_places_differ_is_as_it_is(world, municipal):
    adopted = adopt(world, municipal)
    row = rows_of(adopted)[0]
    Activity.objects.filter(pk=row.pk).update(number="7", place="Кабинет 5")
    Responsible.objects.create(activity=row, kind="text", text="Все")
    [ours] = [each for each in standing(world, municipal).adoptions if each.roadmap]
    assert ours.states == {"same": 2}


@pytest.mark.parametrize("schools", [1, 2])
def test_the_number_of_queries_does_not_depend_on_the_institutions(
    world, municipal, django_assert_num_queries, schools
):
    for organization in (world.a1, world.a2)[:schools]:
        put_in_force(adopt(world, municipal, organization))
    model = roadmap_draft(with_rows(municipal))
    institutions = Organization.objects.within(world.north.path).institutions()
    with django_assert_num_queries(7):
        cascade(model, institutions, Roadmap.objects.all(), TODAY)


# --- pages -------------------------------------------------------------------------------------------------------


def test_the_methodologist_sees_states_and_goes_to_the_roadmap_without_evidence(world, municipal, as_role):
    adopted = put_in_force(adopt(world, municipal))
    note = execution.EvidenceDraft(note="Тайная справка")
    execution.mark_done(rows_of(adopted)[0].occurrences.get(), done_on=TODAY, by=None, at=NOW, evidence=[note])
    client = as_role("methodologist")
    for view in ("", "?view=rows"):
        page = client.get(reverse("roadmaps:cascade", args=[municipal.pk]) + view).content.decode()
        assert adopted.get_absolute_url() in page
        assert "Школа № 2" in page
        assert "Лицей № 3" not in page
        assert "Тайная справка" not in page


def test_the_methodologist_publishes_on_the_page(world, municipal, as_role):
    assert as_role("methodologist").post(reverse("roadmaps:publish", args=[municipal.pk])).status_code == 302
    municipal.refresh_from_db()
    assert municipal.published_as_model_on
    shown = as_role("curator").get(reverse("roadmaps:models")).context["published"]
    assert list(shown) == [municipal]


def test_a_curator_adopts_a_model_of_the_product(world, as_role):
    client = as_role("curator")
    url = reverse("roadmaps:model_adopt", args=["five-sections"])
    form = client.get(url).context["form"]
    sent = {"seen": 1, "chain": form.initial["chain"], "title": "Карта", "track": "students", "person_0": ""}
    sent |= {"period_from": "2026-09-01", "period_to": "2027-08-31"}
    client.post(url, sent)
    client.post(url, sent)
    assert Section.objects.filter(roadmap__organization=world.a1).count() == 5


def test_names_are_given_when_a_municipal_roadmap_is_adopted(world, municipal, as_role):
    Responsible.objects.create(activity=rows_of(municipal)[0], kind="text", text="руководители ОО")
    client = as_role("curator")
    url = reverse("roadmaps:adopt", args=[municipal.pk])
    form = client.get(url).context["form"]
    director = next(value for value, text in form.fields["person_0"].choices if text.startswith("Орлова"))
    sent = {"seen": 1, "chain": form.initial["chain"], "title": "Карта", "track": "students", "years": 0}
    sent |= {"period_from": "2026-09-01", "period_to": "2027-08-31", "person_0": director}
    assert client.post(url, sent).status_code == 302
    assert Responsible.objects.get(activity__section__roadmap__organization=world.a1).user == world.director


def test_a_model_that_is_not_there_is_not_found(world, as_role):
    assert as_role("curator").get(reverse("roadmaps:model", args=["no-such"])).status_code == 404


def test_a_roadmap_is_compared_with_its_model(world, municipal, as_role):
    adopted = adopt(world, municipal)
    Activity.objects.filter(section__roadmap=adopted, number="1.1").update(title="Иначе")
    page = as_role("curator").get(reverse("roadmaps:origin", args=[adopted.pk]))
    assert page.context["difference"].counts["changed"] == 1
    assert "<ins>Иначе</ins>" in page.content.decode()
