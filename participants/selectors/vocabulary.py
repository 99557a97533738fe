"""The words that an institution's uploads are read with."""

from organizations.models import Organization

from ..importing import Vocabulary
from ..importing.values import plain_words
from ..models import MentoringForm, Programme, Topic
from ..times import time_choices

# How schools call the forms, by their codes (domain.md 1.3).
FORM_WORDS = {
    "pupil-pupil": ("обучающийся-обучающийся", "учащийся-учащийся"),
    "student-pupil": ("студент-обучающийся",),
    "employer-pupil": ("работодатель-обучающийся",),
    "teacher-teacher": ("учитель-педагог",),
}


def vocabulary_of(organization: Organization) -> Vocabulary:
    """Forms, topics and programmes that may be named, in three queries; a local word wins over a common one."""
    forms = list(MentoringForm.objects.usable_in(organization).order_by("organization_id"))
    topics = list(Topic.objects.usable_in(organization))
    programmes = Programme.objects.filter(organization=organization, closed_on=None).order_by("starts_on")
    named = {words: form.pk for form in forms for words in FORM_WORDS.get(form.code, ())}
    return Vocabulary(
        forms=named | {plain_words(form.title): form.pk for form in forms},
        form_titles=[form.title for form in forms],
        areas={plain_words(topic.title): topic.pk for topic in topics if topic.kind == Topic.Kind.AREA},
        interests={plain_words(topic.title): topic.pk for topic in topics if topic.kind == Topic.Kind.INTEREST},
        programmes={plain_words(title): pk for pk, title in programmes.values_list("pk", "title")},
        times={plain_words(words): code for code, words in time_choices()},
    )
