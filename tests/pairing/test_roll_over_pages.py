"""The pages of the change of the school year."""

from datetime import date

from django.urls import reverse

from core.models import AuditEntry
from orders.models import Order
from pairing.models import RollOver
from participants.models import Consent, Participation

from ..factories import make_consent, make_pairing, make_participation, make_person
from .people import mentor_of
from .school_years import groups_of


def test_the_pages_from_the_first_decision_to_the_last_step(world, as_role, school, in_june):
    mentor = mentor_of(world.a1, "Абова")
    pairing = make_pairing(mentor, school["Пятова"])
    browser = as_role("curator")
    assert browser.get(reverse("home")).context["roll_over"].done == 0
    browser.post(reverse("pairing:roll_over_pairs"), {f"pair-{pairing.pk}": "go_on"})
    page = browser.get(reverse("pairing:roll_over_pairs"))
    assert (page.context["finishing"], page.context["going_on"]) == (0, 1)
    answer = browser.post(reverse("pairing:roll_over_extension"), {"ends_on": "2028-05-31"})
    assert answer.url == Order.objects.get(kind="change_pairs").get_absolute_url()

    form = browser.get(reverse("pairing:roll_over_classes")).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    answer = browser.post(reverse("pairing:roll_over_classes"), data, follow=True)
    assert len(answer.context["moves"]) == 5 and "6 «Б»" in answer.text
    browser.post(reverse("pairing:roll_over_classes_back"))
    assert groups_of(world.a1)["Пятова"] == "5 «Б»"
    browser.post(reverse("pairing:roll_over_done", args=["roadmap"]))
    progress = browser.get(reverse("pairing:roll_over")).context["progress"]
    assert progress.steps.keys() == {"pairs", "roadmap"}
    assert browser.get(reverse("pairing:roll_over_done", args=["nothing"])).status_code == 404


def test_a_class_that_goes_up_needs_a_name(world, as_role, school, in_june):
    browser = as_role("curator")
    form = browser.get(reverse("pairing:roll_over_classes")).context["form"]
    data = {field.html_name: "" if field.html_name.startswith("group-") else field.value() or "" for field in form}
    answer = browser.post(reverse("pairing:roll_over_classes"), data)
    assert len(answer.context["form"].errors) == 2 and not RollOver.objects.exists()


def test_blanks_of_everybody_in_one_file_are_in_the_trail(world, as_role, in_june):
    row = make_participation(make_person(world.a1, birth_on=date(2016, 5, 14), class_group="3 «А»"))
    make_consent(row.person, "participation")
    make_consent(row.person, "processing", valid_until=date(2027, 12, 31))
    url = reverse("pairing:roll_over_consents")
    answer = as_role("curator").get(url, {"format": "docx"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(verb="consents.printed", subject_id=str(row.person_id)).exists()
    Consent.objects.all().delete()
    Participation.objects.all().delete()
    assert as_role("curator").get(url, {"format": "pdf"}).context["refusal"]
