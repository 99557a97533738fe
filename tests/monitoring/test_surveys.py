"""Surveys: opened for those in pairs, answered once, counted; nobody is recognised in an anonymous one."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from mentorship.logs import without_secrets
from monitoring.models import Answer, Fact, Survey, SurveyResponse, SurveyTemplate
from monitoring.selectors.before_after import answers_compared, earlier_survey
from monitoring.selectors.survey_results import results_of
from monitoring.selectors.surveys import asked_people, questions_of, templates_for
from monitoring.services.facts import catch_up
from monitoring.services.survey_answers import AnswersRefused, Sheet, answer, enter_sheets
from monitoring.services.survey_letters import send_due_links
from monitoring.services.survey_links import LinkRefused, common_token, make_links, opened_by, post_links
from monitoring.services.survey_templates import QuestionDraft, TemplateRefused, return_to_common, save_template
from monitoring.services.surveys import (
    SurveyDraft,
    SurveyRefused,
    close_survey,
    invite_newcomers,
    open_survey,
    prolong_survey,
)
from monitoring.services.swot import begin_card
from monitoring.survey_reminders import due_reminders
from participants.erasure import erase_elsewhere
from participants.models import MentoringForm
from roadmaps.counting import source_of
from tests.factories import NOW, TODAY

from .factories import make_mentee, make_mentor, make_working_pair

pytestmark = pytest.mark.django_db

LONG = timedelta(days=14)
SECRET_WORDS = "Совсем особенные слова"


@pytest.fixture
def people(world):
    """Six mentees of one group."""
    mentees = [make_mentee(world.a1, last_name=f"Ученикова{place}") for place in "абвгде"]
    make_working_pair(make_mentor(world.a1, last_name="Быкова"), *mentees)
    return mentees


def template(code="mentee-end"):
    return SurveyTemplate.objects.get(organization=None, code=code)


def opened(world, code="mentee-end", on=TODAY, **fields):
    draft = SurveyDraft(template(code), "Опрос", on, on + LONG, **fields)
    return open_survey(draft, organization=world.a1, by=world.curator, at=NOW - (TODAY - on))


def values(survey, mark=8, yes=1, words=""):
    kinds = {"scale": mark, "yes_no": yes, "text": words, "condition": 2}
    return {question: kinds[question.kind] for question in questions_of(survey)}


def answered(survey, *marks, on=TODAY, words=""):
    invitations = list(survey.invitations.order_by("pk"))
    for invitation, mark in zip(invitations, marks, strict=False):
        whose = None if survey.is_anonymous else invitation
        answer(survey, values(survey, mark, words=words), invitation=whose, entry=uuid.uuid4(), on=on, at=NOW)


def page(token):
    return reverse("survey:fill", args=[token])


def filled(survey, **changes):
    said = {f"q{question.pk}": value for question, value in values(survey, **changes).items()}
    return {"entry": str(uuid.uuid4())} | said


# --- whom it asks


def test_those_in_signed_pairs_are_asked(world, people):
    make_mentee(world.a1, last_name="Безпары")
    survey = opened(world)
    assert set(survey.invitations.values_list("participation", flat=True)) == {one.pk for one in people}
    assert asked_people(world.a1, template("mentor-end"), TODAY).count() == 1
    assert AuditEntry.objects.get(verb="survey.opened").changes == {"asked": 6, "anonymous": False}


def test_without_pairs_there_is_nobody_to_ask(world):
    with pytest.raises(SurveyRefused):
        opened(world)


@pytest.mark.parametrize(("opens", "closes"), [(0, -1), (-9, -2)])
def test_days_that_make_no_sense_are_refused(world, people, opens, closes):
    draft = SurveyDraft(template(), "Опрос", TODAY + timedelta(opens), TODAY + timedelta(closes))
    with pytest.raises(SurveyRefused):
        open_survey(draft, organization=world.a1, by=world.curator, at=NOW)


def test_newcomers_are_invited_once(world, people):
    survey = opened(world)
    make_working_pair(make_mentor(world.a1, last_name="Новая"), make_mentee(world.a1, last_name="Новиков"))
    assert invite_newcomers(survey, by=world.curator, at=NOW) == 1
    assert invite_newcomers(survey, by=world.curator, at=NOW) == 0


def test_closed_takes_nothing_and_prolonged_takes_again(world, people):
    survey = opened(world)
    close_survey(survey, by=world.curator, at=NOW)
    with pytest.raises(AnswersRefused):
        answered(survey, 8)
    with pytest.raises(SurveyRefused):
        close_survey(survey, by=world.curator, at=NOW)
    prolong_survey(survey, TODAY + timedelta(days=1), by=world.curator, at=NOW)
    answered(survey, 8)
    assert survey.responses.count() == 1


# --- answered once


def test_the_same_entry_sent_twice_is_one(world, people):
    survey = opened(world)
    [invitation, *_rest] = survey.invitations.all()
    entry = uuid.uuid4()
    for _again in range(2):
        answer(survey, values(survey), invitation=invitation, entry=entry, on=TODAY, at=NOW)
    assert SurveyResponse.objects.count() == 1
    with pytest.raises(AnswersRefused):
        answer(survey, values(survey), invitation=invitation, entry=uuid.uuid4(), on=TODAY, at=NOW)


def test_an_entry_of_another_survey_is_refused(world, people):
    first, second = opened(world, is_anonymous=True), opened(world, is_anonymous=True)
    entry = uuid.uuid4()
    answer(first, values(first), invitation=None, entry=entry, on=TODAY, at=NOW)
    with pytest.raises(AnswersRefused):
        answer(second, values(second), invitation=None, entry=entry, on=TODAY, at=NOW)


def test_sheets_are_entered_all_or_none(world, people):
    survey = opened(world)
    sheets = [Sheet(uuid.uuid4(), values(survey), one) for one in people[:2]]
    assert enter_sheets(survey, sheets, on=TODAY, by=world.curator, at=NOW) == 2
    assert enter_sheets(survey, sheets, on=TODAY, by=world.curator, at=NOW) == 0
    again = [Sheet(uuid.uuid4(), values(survey), one) for one in (people[2], people[0])]
    with pytest.raises(AnswersRefused):
        enter_sheets(survey, again, on=TODAY, by=world.curator, at=NOW)
    assert survey.responses.count() == 2


# --- the page behind a link


@pytest.fixture
def today_survey(world, people):
    """Open by the clock of the pages."""
    today = timezone.localdate()
    draft = SurveyDraft(template(), "Опрос", today, today + LONG)
    survey = open_survey(draft, organization=world.a1, by=world.curator, at=timezone.now())
    if not survey.invitations.exists():
        pytest.skip("the pair does not work on this day")
    return survey


def test_a_personal_link_works_once(client, world, today_survey):
    made = make_links(today_survey, by=world.curator, at=timezone.now())
    url = page(made[0].token)
    shown = client.get(url)
    assert shown.status_code == 200
    assert shown["X-Robots-Tag"] == "noindex"
    assert shown["Referrer-Policy"] == "same-origin"
    assert "Ученикова" not in shown.text
    sent = filled(today_survey)
    assert client.post(url, sent).url == reverse("survey:thanks")
    assert client.post(url, sent).status_code == 410
    assert today_survey.responses.count() == 1
    assert made[0].token not in str(list(AuditEntry.objects.values()))
    assert without_secrets(f"GET {url}") == "GET /s/…/"


def test_missing_answers_are_asked_for(client, world, today_survey):
    made = make_links(today_survey, by=world.curator, at=timezone.now())
    answered_page = client.post(page(made[0].token), {"entry": str(uuid.uuid4())})
    assert answered_page.status_code == 200
    assert answered_page.context["form"].errors
    assert not SurveyResponse.objects.exists()


def test_used_closed_and_forged_links_answer_alike(client, world, today_survey):
    made = make_links(today_survey, by=world.curator, at=timezone.now())
    client.post(page(made[0].token), filled(today_survey))
    used = client.get(page(made[0].token))
    close_survey(today_survey, by=world.curator, at=timezone.now())
    closed, forged = client.get(page(made[1].token)), client.get(page("forged"))
    assert {used.status_code, closed.status_code, forged.status_code} == {410}
    words = {one.text.split("<main")[1] for one in (used, closed, forged)}
    assert len(words) == 1


def test_new_links_take_the_place_of_old_ones(world, people):
    survey = opened(world)
    older, newer = (make_links(survey, by=world.curator, at=NOW)[0].token for _again in range(2))
    assert opened_by(older, on=TODAY) is None
    assert opened_by(newer, on=TODAY).survey == survey
    assert opened_by(newer, on=TODAY - timedelta(days=1)) is None


def test_letters_are_sent_once_and_name_nobody_else(world, people):
    survey = opened(world)
    person = people[0].person
    person.email = "u@example.org"
    person.save(update_fields=["email"])
    assert post_links(survey, by=world.curator, at=NOW) == 1
    assert send_due_links(at=NOW) == 1
    assert send_due_links(at=NOW) == 0
    [letter] = mail.outbox
    assert letter.to == ["u@example.org"]
    assert "Ученикова" not in letter.body
    token = letter.body.split("/s/")[1].split("/")[0]
    assert opened_by(token, on=TODAY).invitation.participation == people[0]


def test_nobody_to_write_to(world, people):
    with pytest.raises(LinkRefused):
        post_links(opened(world), by=world.curator, at=NOW)
    with pytest.raises(LinkRefused):
        make_links(opened(world, is_anonymous=True), by=world.curator, at=NOW)


# --- nobody is recognised in an anonymous survey


def test_anonymous_answers_lead_to_nobody(world, people):
    survey = opened(world, is_anonymous=True)
    assert opened_by(common_token(survey), on=TODAY).invitation is None
    answered(survey, 8, 9, words=SECRET_WORDS)
    sheets = [Sheet(uuid.uuid4(), values(survey), people[5])]
    enter_sheets(survey, sheets, on=TODAY, by=world.curator, at=NOW)
    assert set(survey.responses.values_list("participation", flat=True)) == {None}
    assert not survey.invitations.exclude(answered_on=None).exists()
    assert SECRET_WORDS not in str(list(AuditEntry.objects.values()))


def test_four_answers_show_only_their_number(world, people):
    survey = opened(world, is_anonymous=True)
    answered(survey, 8, 8, 8, 8, words=SECRET_WORDS)
    few = results_of(survey, inside=True)
    assert (few.answered, few.is_shown, few.spreads, few.words, few.satisfaction) == (4, False, [], [], None)
    answered(survey, 8)
    assert results_of(survey, inside=True).is_shown


def test_those_above_see_numbers_without_words_and_names(client, world, people):
    survey = opened(world)
    answered(survey, 8, 8, 8, 8, 3, words=SECRET_WORDS)
    assert Answer.objects.filter(text=SECRET_WORDS).exists()
    pages = [reverse("monitoring:surveys"), survey.get_absolute_url()]
    pages.append(reverse("monitoring:survey_results", args=[survey.pk]))
    client.force_login(world.curator)
    assert SECRET_WORDS in client.get(pages[-1]).text
    assert "Ученикова" in client.get(pages[1]).text
    client.force_login(world.methodologist)
    shown = "".join(client.get(url).text for url in pages)
    assert "Опрос" in shown
    assert SECRET_WORDS not in shown
    assert "Ученикова" not in shown
    for format in ("pdf", "docx", "xlsx"):
        assert client.get(f"{pages[-1]}?download={format}").status_code == 200


def test_few_linked_answers_are_for_the_institution_alone(world, people):
    survey = opened(world)
    answered(survey, 8, 8)
    assert results_of(survey, inside=True).is_shown
    assert not results_of(survey, inside=False).is_shown


# --- what is counted


def test_satisfaction_by_the_stated_rule(world, people):
    survey = opened(world)
    answered(survey, 7, 7, 9, 6, 6)
    results = results_of(survey, inside=True)
    assert (results.asked, results.answered, results.satisfied) == (6, 5, 3)
    assert results.satisfaction == 60
    assert round(results.rate, 1) == 83.3
    mean = next(spread for spread in results.spreads if spread.question.key == "satisfaction").mean
    assert mean == 7


def test_answers_become_facts(world, people):
    catch_up(world.a1, at=NOW)
    survey = opened(world)
    answered(survey, 9, 9, 2)
    catch_up(world.a1, at=NOW)
    counts = {name: Fact.objects.filter(measure=name).count() for name in ("asked_mentees", "satisfied_mentees")}
    assert counts == {"asked_mentees": 3, "satisfied_mentees": 2}


def test_before_and_after_of_the_same_people(world, people):
    before = opened(world, "mentee-start", on=TODAY - timedelta(days=20))
    answered(before, 4, 5, 6, 5, 4, on=TODAY - timedelta(days=20))
    after = opened(world)
    answered(after, 7, 7, 8, 9, 7)
    earlier = earlier_survey(after)
    assert earlier == before
    compared = {one.after.key: one.change for one in answers_compared(after, earlier)}
    assert set(compared) == {"comfort", "personal_meetings", "group_meetings", "clarity"}
    change = compared["comfort"]
    assert (change.people, change.before, change.after, change.direction) == (5, 4.8, 7.6, 1)


def test_the_curator_gives_points(world):
    draft = SurveyDraft(template("curator-conditions"), "Условия", TODAY, TODAY, is_anonymous=True)
    survey = open_survey(draft, organization=world.a1, by=world.curator, at=NOW)
    enter_sheets(survey, [Sheet(uuid.uuid4(), values(survey))], on=TODAY, by=world.curator, at=NOW)
    assert results_of(survey, inside=True).total == (22, 22)


def test_the_swot_card_begins_with_per_cents(world, people):
    survey = opened(world, is_anonymous=True)
    answered(survey, 9, 9, 9, 9, 3)
    card = begin_card(world.a1, on=TODAY, by=world.curator, at=NOW)
    assert "80 % наставляемых удовлетворены программой" in card.strengths
    assert "100 % наставляемых хотят продолжить работу в программе" in card.strengths


def test_a_survey_counts_for_roadmaps_on_its_last_day(world, people):
    survey = opened(world)
    source, end = source_of("surveys"), survey.closes_on
    assert source.found(world.a1.pk, ["any"], date(2026, 1, 1), date(2027, 12, 31)) == []
    answered(survey, 8)
    [found] = source.found(world.a1.pk, ["mentee-end"], end, end)
    assert (found.on, found.key) == (end, f"survey:{survey.pk}")
    assert source.found(world.a1.pk, ["mentor-end"], end, end) == []


def test_the_curator_hears_of_opening_and_closing(world, people):
    survey = opened(world)
    [first] = [one for one in due_reminders(TODAY) if one.recipient_id == world.curator.pk]
    assert first.moment == survey.opens_on
    answered(survey, 8)
    closing = survey.closes_on - timedelta(days=3)
    assert {one.moment for one in due_reminders(closing)} == {closing}
    answered(survey, *[8] * 0)
    assert list(due_reminders(survey.closes_on + timedelta(days=1))) == []


def test_erased_people_leave_their_marks_without_words(world, people):
    survey = opened(world)
    answered(survey, 8, words=SECRET_WORDS)
    person = survey.responses.get().participation.person
    assert erase_elsewhere(person, NOW)
    assert not Answer.objects.exclude(text="").exists()
    assert Answer.objects.filter(number=8).exists()


# --- templates


def test_a_change_is_the_next_version_and_answers_keep_theirs(world, people):
    survey = opened(world)
    drafts = [QuestionDraft("scale", "Довольны ли вы?", "satisfaction"), QuestionDraft("text", "Ещё?")]
    clock = {"organization": world.a1, "by": world.curator, "at": NOW}
    own = save_template(template(), drafts, title="Своя", intro="", **clock)
    newer = save_template(own, drafts[:1], title="Своя", intro="", **clock)
    assert (own.version, newer.version) == (2, 3)
    assert len(questions_of(Survey.objects.get(pk=survey.pk))) == 19
    assert {one.code: one for one in templates_for(world.a1)}["mentee-end"] == newer
    assert {one.code: one for one in templates_for(world.b1)}["mentee-end"] == template()
    with pytest.raises(TemplateRefused):
        save_template(own, drafts, title="Своя", intro="", **clock)
    return_to_common(newer, by=world.curator, at=NOW)
    assert {one.code: one for one in templates_for(world.a1)}["mentee-end"] == template()


def test_questions_for_one_form_stand_beside_the_common_ones(world, people):
    form = MentoringForm.objects.exclude(pk=people[0].form_id).filter(organization=None).first()
    drafts = [QuestionDraft("scale", "Довольны ли вы?", "satisfaction")]
    clock = {"organization": world.a1, "by": world.curator, "at": NOW}
    own = save_template(template(), drafts, title="Для одной формы", intro="", form=form, **clock)
    assert own.code == f"mentee-end-{form.code}"
    assert {own, template()} <= set(templates_for(world.a1))
    assert not asked_people(world.a1, own, TODAY).exists()


def test_the_page_saves_a_version(client, world):
    base = template("mentor-start")
    client.force_login(world.curator)
    url = reverse("monitoring:survey_template", args=[base.pk])
    formset = client.get(url).context["questions"]
    sent = {"title": "Наша анкета", "intro": "", "q-TOTAL_FORMS": formset.total_form_count(), "q-INITIAL_FORMS": 12}
    for place, question in enumerate(base.questions.all()):
        sent |= {f"q-{place}-key": question.key, f"q-{place}-kind": question.kind, f"q-{place}-position": place + 1}
        sent[f"q-{place}-text"] = question.text if place else ""
    for place in range(12, formset.total_form_count()):
        sent[f"q-{place}-kind"] = "scale"
    assert client.post(url, sent).status_code == 302
    own = SurveyTemplate.objects.get(organization=world.a1)
    assert (own.title, own.questions.count()) == ("Наша анкета", 11)
    bad = sent | {"q-2-kind": "text"}
    assert client.post(reverse("monitoring:survey_template", args=[own.pk]), bad).status_code == 200
