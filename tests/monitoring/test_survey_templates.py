"""Own questions of surveys: every change is the next version."""

import pytest
from django.urls import reverse

from monitoring.models import Survey, SurveyTemplate
from monitoring.selectors.surveys import asked_people, questions_of, templates_for
from monitoring.services.survey_templates import QuestionDraft, TemplateRefused, return_to_common, save_template
from participants.models import MentoringForm
from tests.factories import NOW, TODAY

from .survey_world import opened, template

pytestmark = pytest.mark.django_db


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
