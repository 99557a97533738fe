"""What surveys keep of a person, destroyed with them and told to them (participants/erasure.py, disclosure.py)."""

from collections.abc import Iterator
from datetime import datetime

from participants.disclosure import Facts
from participants.models import Person

from .models import Answer, SurveyInvitation, SurveyResponse


def erase_from_surveys(person: Person, at: datetime) -> list[str]:
    """Own words go with the links; marks stay as numbers of a row that no longer names anybody."""
    words = Answer.objects.filter(response__participation__person=person).exclude(text="").delete()[0]
    SurveyInvitation.objects.filter(participation__person=person).update(token_digest="", letter_due_at=None)
    return ["ответы своими словами в анкетах о программе"] if words else []


def tell_surveys(person: Person) -> Iterator[Facts]:
    """Every answer to a survey that is kept under the person."""
    responses = SurveyResponse.objects.filter(participation__person=person).select_related("survey")
    for response in responses.order_by("answered_on", "pk").prefetch_related("answers__question"):
        said = [(answer.question.text, answer.text or str(answer.number)) for answer in response.answers.all()]
        yield f"{response.survey.title}, {response.answered_on:%d.%m.%Y}", said
