"""Sites: links, the checks of a quarter, remarks and what is told of them, the report, the roadmap."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.calendar import Quarter
from core.documents.text import plain_text
from core.models import AuditEntry
from monitoring.counted.sites import SitesChecked
from monitoring.models import TO_PUBLISH, PublishedAct, RequiredDocument, SiteCheck
from monitoring.papers.sites import sites_document
from monitoring.period_codes import quarter_in, quarters_offered
from monitoring.reminders.sites import due_reminders
from monitoring.selectors.readiness import readiness
from monitoring.selectors.sites import all_checked_on, current_site, institutions_in, site_row, site_rows
from monitoring.services.sites import Seen, SiteRefused, mend, publish_act, record_checks
from notifications.models import Notification
from roadmaps.models import Activity
from tests.factories import NOW, make_roadmap

pytestmark = pytest.mark.django_db
Document, Result = RequiredDocument, SiteCheck.Result
TODAY = timezone.localdate(NOW)
QUARTER = Quarter.of(TODAY)


@pytest.fixture
def regulation(world) -> PublishedAct:
    act = PublishedAct(document=Document.REGULATION, url="https://a1.example/polozhenie")
    return publish_act(act, organization=world.a1, by=world.curator, at=NOW)


def check(world, organization, *seen, on=TODAY, at=NOW) -> list[SiteCheck]:
    return record_checks(organization, seen, on=on, by=world.methodologist, at=at)


def check_all(world, organization, on=TODAY) -> None:
    check(world, organization, *(Seen(each, Result.GOOD) for each in TO_PUBLISH), on=on)


def remark(world, result=Result.OUTDATED, document=Document.REGULATION, on=TODAY) -> SiteCheck:
    [made] = check(world, world.a1, Seen(document, result, "Старая редакция"), on=on)
    return made


def test_an_act_stands_at_an_address_once(world, regulation):
    again = PublishedAct(document=Document.REGULATION, url=regulation.url)
    with pytest.raises(SiteRefused):
        publish_act(again, organization=world.a1, by=world.curator, at=NOW)
    tomorrow = PublishedAct(document=Document.ROADMAP, url="https://a1.example/k", published_on=TODAY + timedelta(1))
    with pytest.raises(SiteRefused):
        publish_act(tomorrow, organization=world.a1, by=world.curator, at=NOW)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a1.example/f", "data:text/html,x", "//", "a b"])
def test_only_addresses_of_the_web_are_kept(as_role, url):
    form = as_role("curator").post(reverse("monitoring:act_add"), {"document": 3, "url": url, "seen": 1})
    assert form.status_code == 200
    assert not PublishedAct.objects.exists()


def test_links_are_followed_by_the_reader_alone(as_role, world, regulation):
    page = as_role("methodologist").get(reverse("monitoring:sites")).content.decode()
    assert f'href="{regulation.url}" target="_blank" rel="noopener noreferrer"' in page


def test_a_check_keeps_what_was_seen_and_followed(world, regulation):
    made = remark(world)
    assert (made.addresses, made.by, made.is_open) == (regulation.url, world.methodologist, True)
    entry = AuditEntry.objects.get(verb="site.checked")
    assert (entry.scope, entry.changes["wanting"]) == (world.a1.path, 1)


def test_the_same_day_keeps_the_later_word_and_another_day_its_own(world, regulation):
    remark(world, on=TODAY - timedelta(3))
    remark(world, Result.BROKEN)
    remark(world, Result.GOOD)
    assert list(SiteCheck.objects.values_list("result", flat=True)) == [Result.GOOD, Result.OUTDATED]
    cell = next(cell for cell in site_row(world.a1, QUARTER).cells if cell.document == Document.REGULATION)
    assert cell.state == Result.GOOD


@pytest.mark.parametrize("on", [TODAY + timedelta(1)])
def test_nothing_is_seen_in_days_to_come(world, on):
    with pytest.raises(SiteRefused):
        check(world, world.a1, Seen(Document.SITE, Result.GOOD), on=on)
    with pytest.raises(SiteRefused):
        check(world, world.a1)


def test_the_institution_hears_at_once_and_says_when_it_is_mended(world, regulation):
    made = remark(world)
    told = Notification.objects.filter(kind="site.remarks")
    assert set(told.values_list("recipient", flat=True)) == {world.curator.pk, world.director.pk}
    mend(made, what="Размещена новая редакция", by=world.curator, at=NOW)
    made.refresh_from_db()
    assert (made.mended_on, made.is_open) == (TODAY, False)
    with pytest.raises(SiteRefused):
        mend(made, what="Ещё раз", by=world.curator, at=NOW)


def test_published_personal_data_is_urgent(world, regulation):
    remark(world, Result.PERSONAL)
    assert Notification.objects.filter(kind="site.personal").count() == 2
    assert current_site(world.a1, TODAY).has_personal


def test_remarks_are_reminded_of_every_two_weeks_until_mended(world, regulation):
    made = remark(world)
    [reminder] = due_reminders(TODAY)
    assert (reminder.recipient_id, reminder.moment) == (world.curator.pk, TODAY)
    [later] = [each for each in due_reminders(TODAY + timedelta(20)) if each.kind == "site.remarks"]
    assert later.moment == TODAY + timedelta(14)
    mend(made, what="Исправлено", by=world.curator, at=NOW)
    assert not [each for each in due_reminders(TODAY + timedelta(20)) if each.kind == "site.remarks"]


def test_a_later_check_in_order_silences_the_remark(world, regulation):
    remark(world, on=TODAY - timedelta(5))
    remark(world, Result.GOOD)
    assert not list(due_reminders(TODAY))


def test_the_methodologist_hears_before_the_quarter_ends(world):
    assert not list(due_reminders(QUARTER.ends - timedelta(22)))
    [reminder] = due_reminders(QUARTER.ends - timedelta(5))
    assert reminder.recipient_id == world.methodologist.pk
    assert reminder.moment == QUARTER.ends - timedelta(7)
    for institution in institutions_in(world.north.path, QUARTER):
        check_all(world, institution)
    assert not list(due_reminders(QUARTER.ends - timedelta(5)))


def test_the_quarter_is_done_on_the_day_of_the_last_first_look(world):
    first, *others = institutions_in(world.north.path, QUARTER)
    check_all(world, first, on=TODAY - timedelta(2))
    assert all_checked_on(world.north.path, QUARTER) is None
    for each in others:
        check_all(world, each, on=TODAY - timedelta(1))
    check_all(world, first)
    assert all_checked_on(world.north.path, QUARTER) == TODAY - timedelta(1)


def test_the_roadmap_of_the_municipality_counts_it(world):
    for institution in institutions_in(world.north.path, QUARTER):
        check_all(world, institution)
    activity = Activity.objects.filter(section__roadmap=make_roadmap(world.north)).first()
    activity.title = "Мониторинг сайтов образовательных организаций на наличие локальных актов"
    source = SitesChecked()
    assert source.suggest(activity) == ["whole"]
    [counted] = source.found(world.north.pk, ["whole"], date(TODAY.year, 1, 1), QUARTER.ends)
    assert (counted.on, counted.key) == (TODAY, f"sites:{QUARTER}")


def test_readiness_knows_the_site(world, regulation):
    def standing():
        return readiness([world.a1], TODAY)[world.a1.pk][Document.SITE]

    assert standing().state == "present"
    made = remark(world)
    assert standing().state == "partial"
    mend(made, what="Исправлено", by=world.curator, at=NOW)
    assert standing().state == "present"


@pytest.mark.parametrize("institutions", [1, 3])
def test_the_matrix_costs_the_same_for_any_number(world, django_assert_num_queries, institutions):
    for each in institutions_in(world.north.path, QUARTER)[:institutions]:
        check_all(world, each)
    with django_assert_num_queries(3):
        assert site_rows(institutions_in(world.north.path, QUARTER), QUARTER)


def test_quarters_of_addresses():
    on = date(2026, 11, 20)
    assert quarter_in("2026Q2", on) == Quarter(2026, 2)
    assert quarter_in("2031Q2", on) == quarter_in("2026Q9", on) == quarter_in(None, on) == Quarter(2026, 4)
    assert [str(each) for each in quarters_offered(on)][:5] == ["2026Q4", "2026Q3", "2026Q2", "2026Q1", "2025Q4"]


def test_the_report_names_who_was_not_checked_and_what_was_mended(world, regulation):
    mend(remark(world), what="Размещена новая редакция", by=world.curator, at=NOW)
    rows = site_rows(institutions_in(world.north.path, QUARTER), QUARTER)
    text = plain_text(sites_document(world.north, rows, QUARTER, at=NOW))
    for expected in (regulation.url, "Старая редакция", "Размещена новая редакция", "Проверены не полностью"):
        assert expected in text
    own = plain_text(sites_document(world.a1, [site_row(world.a1, QUARTER)], QUARTER, at=NOW))
    assert "исправлено, ждёт проверки" in own
    assert world.a2.short_name not in own
