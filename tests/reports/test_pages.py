"""Asking for a report in the browser, following it, taking the file."""

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from reports import tasks
from reports.models import ReportRun


def ask(client, **given):
    return client.post(reverse("reports:ask"), {"report": "execution", "format": "xlsx", **given})


def test_everybody_is_offered_what_they_may_ask_for(as_role, roadmap):
    page = as_role("curator").get(reverse("reports:list")).content.decode()
    assert 'value="execution"' in page
    assert 'value="municipal_execution"' not in page
    page = as_role("methodologist").get(reverse("reports:list")).content.decode()
    assert 'value="municipal_execution"' in page


def test_the_form_offers_own_roadmaps_only(as_role, roadmap):
    assert f'<option value="{roadmap.pk}"' in as_role("curator").get(reverse("reports:list")).content.decode()
    assert f'<option value="{roadmap.pk}"' not in as_role("stranger").get(reverse("reports:list")).content.decode()


def test_those_above_ask_for_an_institutions_roadmap_on_its_page(as_role, roadmap, worker):
    client = as_role("methodologist")
    assert f'<option value="{roadmap.pk}"' not in client.get(reverse("reports:list")).content.decode()
    assert ask(client, roadmap=roadmap.pk).status_code == 302
    assert ReportRun.objects.get().state == "ready"


def test_a_report_is_asked_for_followed_and_taken(as_role, roadmap, worker):
    client = as_role("curator")
    response = ask(client, roadmap=roadmap.pk)
    run = ReportRun.objects.get()
    assert response.url == run.get_absolute_url()
    assert reverse("reports:download", args=[run.pk]) in client.get(response.url).content.decode()
    download = client.get(reverse("reports:download", args=[run.pk]))
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(download.streaming_content).startswith(b"PK")


def test_an_unfinished_run_is_asked_for_again_by_htmx_and_without_it(as_role, roadmap, monkeypatch):
    monkeypatch.setattr(tasks.build, "apply_async", lambda *args, **options: None)
    client = as_role("curator")
    url = ask(client, roadmap=roadmap.pk).url
    page = client.get(url).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert 'http-equiv="refresh"' in page
    partial = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial
    assert f'hx-get="{url}"' in partial


def test_a_failed_run_says_why(as_role, roadmap, worker):
    client = as_role("curator")
    url = ask(client, roadmap=roadmap.pk).url
    ReportRun.objects.update(state="failed", file=None, error="Дорожная карта удалена.")
    assert "Дорожная карта удалена." in client.get(url).content.decode()


def test_without_a_broker_the_run_waits_for_the_sweep(as_role, roadmap, monkeypatch):
    def away(*args, **options):
        raise OperationalError

    monkeypatch.setattr(tasks.build, "apply_async", away)
    assert ask(as_role("curator"), roadmap=roadmap.pk).status_code == 302
    ReportRun.objects.update(asked_at="2020-01-01T00:00:00Z")
    tasks.resume_runs()
    assert ReportRun.objects.get().state == "ready"


@pytest.mark.parametrize("on", ["31.02.2026", "0001-01-01", "9999-12-31"])
def test_wrong_parameters_come_back_with_the_form(as_role, roadmap, on):
    response = ask(as_role("curator"), roadmap=roadmap.pk, on=on)
    assert response.status_code == 200
    (refused,) = (offer for offer in response.context["offers"] if offer.form.is_bound)
    assert "on" in refused.form.errors
    assert not ReportRun.objects.exists()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"report": "nothing"}, 404),
        ({"format": "exe"}, 404),
        ({"report": "municipal_execution"}, 403),
    ],
)
def test_what_is_not_offered_is_not_made(as_role, roadmap, given, status):
    assert ask(as_role("curator"), roadmap=roadmap.pk, **given).status_code == status
    assert not ReportRun.objects.exists()


def test_a_foreign_roadmap_is_no_choice(as_role, roadmap):
    response = ask(as_role("stranger"), roadmap=roadmap.pk)
    assert response.status_code == 200
    assert not ReportRun.objects.exists()


@pytest.mark.parametrize("name", ["run", "download"])
def test_another_persons_run_is_not_found(as_role, roadmap, worker, name):
    ask(as_role("curator"), roadmap=roadmap.pk)
    url = reverse(f"reports:{name}", args=[ReportRun.objects.get().pk])
    assert as_role("director").get(url).status_code == 404


def test_there_is_nothing_to_download_before_it_is_ready(as_role, roadmap, monkeypatch):
    monkeypatch.setattr(tasks.build, "apply_async", lambda *args, **options: None)
    client = as_role("curator")
    ask(client, roadmap=roadmap.pk)
    assert client.get(reverse("reports:download", args=[ReportRun.objects.get().pk])).status_code == 404


def test_papers_made_on_pages_of_their_own_stand_in_the_catalogue(as_role, world):
    led_to = {"methodologist": {"charts", "templates"}, "curator": {"charts"}, "administrator": set()}
    for role, pages in led_to.items():
        page = as_role(role).get(reverse("reports:list")).content.decode()
        main = page[page.index("<main") :]
        found = {name for name in ("charts", "templates") if f'href="{reverse(f"monitoring:{name}")}"' in main}
        assert found == pages, role
