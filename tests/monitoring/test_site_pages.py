"""The pages about sites: fast entry of a quarter, remarks at the institution, the package."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from core.calendar import Quarter
from core.documents.text import plain_text
from core.models import AuditEntry
from monitoring.models import PublishedAct, RequiredDocument, SiteCheck
from monitoring.selectors.publishing import names_found
from monitoring.services.publishing import left_out, papers_for
from monitoring.services.sites import publish_act
from participants.models import Programme
from roadmaps.models import Responsible, Roadmap
from tests.core.documents.papers import pdf_pages
from tests.factories import NOW, make_order, make_roadmap

from .factories import make_mentee, make_mentor, make_working_pair

pytestmark = pytest.mark.django_db
Document, Result = RequiredDocument, SiteCheck.Result
TODAY = timezone.localdate()


@pytest.fixture
def links(world) -> None:
    for document in (Document.SITE, Document.REGULATION, Document.ROADMAP):
        act = PublishedAct(document=document, url=f"https://a1.example/{document.value}")
        publish_act(act, organization=world.a1, by=world.curator, at=timezone.now())


@pytest.fixture
def programme(world) -> Roadmap:
    """A roadmap in force with a named responsible, an order that names children, a base of programmes."""
    roadmap = make_roadmap(world.a1, title="Дорожная карта", state=Roadmap.State.APPROVED)
    roadmap.order = make_order(world.a1, kind="approve_roadmap", state="signed", signed_on=date(2026, 9, 1))
    roadmap.save()
    activity = roadmap.sections.first().activities.first()
    Responsible.objects.create(activity=activity, kind="person", text="Плохая В.С.")
    Responsible.objects.create(activity=activity, kind="text", text="педагог-психолог Антипова Ю.В.", position=1)
    make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1, last_name="Зимина"))
    form = world.a1.people.first().participations.first().form
    Programme.objects.create(
        organization=world.a1, title="Шаг вперёд", form=form, starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31)
    )
    return roadmap


def seen(**results) -> dict:
    return {
        "on": TODAY.isoformat(),
        **{f"result_{Document[name.upper()].value}": code for name, code in results.items()},
    }


def test_the_rest_is_in_place_with_one_button(as_role, world, links):
    url = reverse("monitoring:site_check", args=[world.a1.pk])
    data = {**seen(regulation="outdated", reports="missing"), "remark_3": "Старая редакция", "rest_good": "1"}
    answer = as_role("methodologist").post(url, data)
    assert answer.status_code == 302
    found = dict(SiteCheck.objects.values_list("document", "result"))
    assert found == {3: Result.OUTDATED, 17: Result.MISSING, 19: Result.GOOD, 4: Result.GOOD}


def test_a_row_of_the_matrix_is_entered_in_place(as_role, world, links):
    client = as_role("methodologist")
    url = reverse("monitoring:site_check", args=[world.a1.pk])
    form = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert form.strip().startswith("<tr")
    saved = client.post(url, seen(site="good"), headers={"HX-Request": "true"}).content.decode()
    assert f'id="site-{world.a1.pk}"' in saved
    assert 'hx-swap-oob="true"' in saved


def test_saving_goes_on_to_the_next_unchecked(as_role, world, links):
    client = as_role("methodologist")
    url = reverse("monitoring:site_check", args=[world.a1.pk])
    answer = client.post(url, {**seen(site="good"), "next": "1"})
    assert answer["Location"].startswith(reverse("monitoring:site_check", args=[world.a2.pk]))


def test_what_is_wrong_is_explained_and_the_day_is_of_the_quarter(as_role, world, links):
    client = as_role("methodologist")
    url = reverse("monitoring:site_check", args=[world.a1.pk])
    assert "remark_3" in client.post(url, seen(regulation="personal")).context["form"].errors
    before = Quarter.of(TODAY).starts - timedelta(days=1)
    assert "on" in client.post(url, {**seen(site="good"), "on": before.isoformat()}).context["form"].errors
    assert not SiteCheck.objects.exists()
    past = client.post(f"{url}?quarter={Quarter.of(before)}", {**seen(site="good"), "on": before.isoformat()})
    assert past.status_code == 302
    assert SiteCheck.objects.get().on == before


def test_the_matrix_shows_whom_the_filter_asks_for(as_role, world, links):
    client = as_role("methodologist")
    client.post(
        reverse("monitoring:site_check", args=[world.a1.pk]), {**seen(site="broken"), "remark_19": "Не открылась"}
    )
    wanting = client.get(reverse("monitoring:sites"), {"only": "wanting"})
    assert [row.organization for row in wanting.context["page"]] == [world.a1]
    assert list(client.get(reverse("monitoring:sites"), {"only": "mended"}).context["page"]) == []


def test_remarks_are_read_and_marked_at_the_institution(as_role, world, links):
    as_role("methodologist").post(
        reverse("monitoring:site_check", args=[world.a1.pk]),
        {**seen(regulation="outdated"), "remark_3": "Старая редакция"},
    )
    remark = SiteCheck.objects.get()
    client = as_role("director")
    assert "Старая редакция" in client.get(reverse("monitoring:site")).content.decode()
    client.post(reverse("monitoring:site_mended", args=[remark.pk]), {"what": "Размещена новая"})
    again = as_role("methodologist").get(reverse("monitoring:sites"), {"only": "mended"})
    assert [row.organization for row in again.context["page"]] == [world.a1]


def test_links_are_added_changed_and_removed(as_role, world):
    client = as_role("curator")
    data = {"document": 3, "url": "a1.example/p", "published_on": "2026-09-01", "seen": 1, "note": ""}
    client.post(reverse("monitoring:act_add"), data)
    act = PublishedAct.objects.get()
    assert act.url == "https://a1.example/p"
    client.post(reverse("monitoring:act_change", args=[act.pk]), {**data, "url": "https://a1.example/q"})
    act.refresh_from_db()
    assert (act.url, act.revision) == ("https://a1.example/q", 2)
    client.post(reverse("monitoring:act_remove", args=[act.pk]))
    assert not PublishedAct.objects.exists()


def test_the_package_names_nobody(as_role, world, programme):
    client = as_role("curator")
    page = client.get(reverse("monitoring:site_package"))
    codes = [paper.code for paper in page.context["view"].papers]
    assert codes == [f"roadmap-{programme.pk}", "acts", "programmes", "course"]
    assert page.context["form"].initial["papers"] == codes
    answer = client.post(reverse("monitoring:site_package"), {"papers": codes})
    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert len(archive.namelist()) == 5
    text = " ".join(" ".join(pdf_pages(archive.read(name))) for name in archive.namelist())
    for name in ("Плохая", "Антипова", "Зимин", "Быков", world.director.last_name, world.curator.last_name):
        assert name not in text
    assert "педагог-психолог" in " ".join(text.split())
    assert AuditEntry.objects.get(verb="site.package_taken").changes == {"included": 4, "doubtful": 0}


def test_what_is_left_out_is_told_with_the_reason(world, programme):
    numbers = [each.number for each in left_out(world.a1, at=NOW)]
    assert numbers == [1, 1, 0, None, None]


def test_a_paper_with_a_name_is_not_ticked_and_names_the_word(as_role, world, programme):
    Programme.objects.update(goal="Помочь Даше Зиминой")
    page = as_role("curator").get(reverse("monitoring:site_package"))
    assert "programmes" not in page.context["form"].initial["papers"]
    assert "Зиминой" in page.content.decode()


def test_names_are_looked_for_among_people_and_staff_but_not_in_the_name_of_the_school(world):
    world.a1.full_name = "Школа № 1 имени В.С. Богуцкого"
    assert names_found("Школа № 1 имени В.С. Богуцкого, цель", world.a1) == []
    assert names_found("Ответственная Петрова А.А.", world.a1) == ["Петрова А.А."]
    assert names_found(f"Спросите {world.curator.last_name}", world.a1) == [world.curator.last_name]


def test_small_figures_are_hidden(world, programme):
    course = next(paper for paper in papers_for(world.a1, at=timezone.now()) if paper.code == "course")
    assert re.search(r"менее \d+ человек", plain_text(course.document))


def test_the_package_is_not_taken_without_end(as_role, settings, programme):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "site_package": "1/m/key"}
    cache.clear()
    client = as_role("curator")
    url = reverse("monitoring:site_package")
    assert client.post(url, {"papers": ["acts"]}).status_code == 200
    assert client.post(url, {"papers": ["acts"]}).status_code == 429


def test_home_leads_to_what_is_to_be_mended_and_looked_at_again(as_role, world, links):
    data = {**seen(regulation="outdated"), "remark_3": "Старая редакция"}
    as_role("methodologist").post(reverse("monitoring:site_check", args=[world.a1.pk]), data)
    remark = SiteCheck.objects.get()
    mended = reverse("monitoring:site_mended", args=[remark.pk])
    client = as_role("curator")
    assert mended in client.get(reverse("home")).content.decode()
    client.post(mended, {"what": "Размещена новая"})
    assert mended not in client.get(reverse("home")).content.decode()
    again = as_role("methodologist").get(reverse("home")).content.decode()
    assert reverse("monitoring:site_check", args=[world.a1.pk]) in again


def test_the_region_reads_to_which_municipality_an_institution_belongs(as_role, world):
    belongs = f'<p class="site-day">{world.north.short_name}</p>'
    for role, told in (("coordinator", True), ("methodologist", False)):
        page = as_role(role).get(reverse("monitoring:sites")).content.decode()
        assert (belongs in page) is told, role
