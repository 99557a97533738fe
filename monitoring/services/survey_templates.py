"""Own templates of surveys: every change is the next version, so that answers keep their questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import Organization, User
from participants.models import MentoringForm

from ..models import Question, SurveyTemplate

CODE_LENGTH = SurveyTemplate._meta.get_field("code").max_length


class TemplateRefused(Refused):
    """The template cannot be saved so; the message says what to correct."""


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it was typed; `key` is that of the question it was made from."""

    kind: str
    text: str
    key: str = ""
    is_required: bool = True


@transaction.atomic
def save_template(
    base: SurveyTemplate,
    questions: Sequence[QuestionDraft],
    *,
    title: str,
    intro: str,
    form: MentoringForm | None = None,
    organization: Organization,
    by: User,
    at: datetime,
) -> SurveyTemplate:
    """The next version of a template for an organisation, made from a common or an own one. Raises TemplateRefused.

    For another form of mentoring it becomes a template of its own beside the one it was made from.
    """
    _check(questions)
    is_same = form is None or form.pk == base.form_id
    code = base.code if is_same else f"{base.code}-{form.code}"[:CODE_LENGTH]
    own = SurveyTemplate.objects.filter(organization=organization, code=code)
    latest = own.aggregate(latest=Max("version"))["latest"] or 0
    if is_same and base.organization_id == organization.pk and base.version != latest:
        raise TemplateRefused(_("Somebody has changed this template meanwhile. Open it again and repeat the change."))
    own.update(is_active=False)
    try:
        with transaction.atomic():
            template = SurveyTemplate.objects.create(
                organization=organization,
                code=code,
                version=max(latest, base.version) + 1,
                title=title.strip(),
                audience=base.audience,
                wave=base.wave,
                form=base.form if is_same else form,
                intro=intro.strip(),
            )
    except IntegrityError as error:
        raise TemplateRefused(
            _("Somebody has changed this template meanwhile. Open it again and repeat the change.")
        ) from error
    Question.objects.bulk_create(
        Question(
            template=template, position=place, kind=one.kind, key=one.key, text=one.text, is_required=one.is_required
        )
        for place, one in enumerate(questions, start=1)
    )
    changes = {"version": template.version, "questions": len(questions)}
    audit.record("surveytemplate.saved", template, by=by, at=at, scope=organization.path, changes=changes)
    return template


@transaction.atomic
def return_to_common(template: SurveyTemplate, *, by: User, at: datetime) -> None:
    """Takes an own template out of use: the common one stands in its place again."""
    SurveyTemplate.objects.filter(organization=template.organization, code=template.code).update(is_active=False)
    audit.record("surveytemplate.taken_off", template, by=by, at=at, scope=template.organization.path)


def _check(questions: Sequence[QuestionDraft]) -> None:
    if not questions:
        raise TemplateRefused(_("Leave at least one question."))
    keys = [one.key for one in questions if one.key]
    if len(keys) != len(set(keys)):
        raise TemplateRefused(_("Two questions serve the same number of the reports. Leave one of them."))
