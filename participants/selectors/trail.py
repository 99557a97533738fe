"""The audit trail of one person: of the card and of everything that hangs on it."""

from django.db.models import Q

from core.models import AuditEntry

from ..models import Assessment, Certificate, Consent, Participation, Person, QuestionnaireLink, SubjectRequest

OWNED = (
    (Participation, "person"),
    (Consent, "person"),
    (SubjectRequest, "person"),
    (QuestionnaireLink, "participation__person"),
    (Assessment, "participation__person"),
    (Certificate, "participation__person"),
)


def trail_of(person: Person):
    """Entries about the person and the records merged into theirs, the latest last, of their own institution."""
    records = [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    about = Q(subject_type=Person._meta.label_lower, subject_id__in=map(str, records))
    for model, path in OWNED:
        numbers = [str(pk) for pk in model.objects.filter(**{path: person}).values_list("pk", flat=True)]
        about |= Q(subject_type=model._meta.label_lower, subject_id__in=numbers)
    return AuditEntry.objects.within(person.organization.path).filter(about).order_by("at", "pk")
