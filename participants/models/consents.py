"""Consents: each a separate document with its own text, signer and term (152-FZ articles 9, 10.1; domain.md 5)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from organizations.models import Organization

from .people import Person
from .personal import PersonalQuerySet
from .reference import SharedQuerySet


class ConsentKind(models.TextChoices):
    PROCESSING = "processing", _("to processing of personal data")
    DISSEMINATION = "dissemination", _("to dissemination of personal data")
    PARTICIPATION = "participation", _("to taking part in the programme")
    MENTOR_DUTY = "mentor_duty", _("mentor's consent to the additional duty")


class ConsentText(models.Model):
    """A version of the text of a consent. Once signed by somebody it is never changed: a new one is written."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=ConsentKind)
    version = models.PositiveSmallIntegerField(_("version"))
    purpose = models.TextField(_("purpose"), max_length=2000)
    data_list = models.TextField(_("list of data"), max_length=3000)
    actions = models.TextField(_("what is done with the data"), max_length=3000, blank=True)
    term_months = models.PositiveSmallIntegerField(
        _("term, months"), null=True, blank=True, help_text=_("empty: until the end of taking part")
    )
    body = models.TextField(_("text"), max_length=20_000)
    published_on = models.DateField(_("in use since"))
    is_active = models.BooleanField(_("in use"), default=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "version"], name="consent_text_once"),
            models.UniqueConstraint(
                fields=["kind", "version"], condition=Q(organization=None), name="consent_text_common_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, v{self.version}"


class ConsentQuerySet(PersonalQuerySet):
    tenant_path = "person__organization__path"

    def valid_on(self, day: date):
        """Signed, not withdrawn and not run out on the day.

        One comparison answers, because `valid_until` follows what ends a consent: the eighteenth birthday of those
        for whom only a representative signed, and the last leaving where the text names no term
        (services/consent_terms.py).
        """
        return self.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day),
            Q(valid_until=None) | Q(valid_until__gte=day),
            signed_on__lte=day,
        )


class Consent(models.Model):
    """A signed consent. Who signs depends on the age at signing: the representative under 14, both from 14 to 17, the
    person from 18 (domain.md 5.3)."""

    class Signer(models.TextChoices):
        SELF = "self", _("the participant")
        REPRESENTATIVE = "representative", _("the legal representative")
        BOTH = "both", _("the participant and the legal representative")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name=_("participant"))
    kind = models.CharField(_("kind"), max_length=13, choices=ConsentKind)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("text"))
    signed_on = models.DateField(_("signed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    signer = models.CharField(_("who signed"), max_length=14, choices=Signer)
    age_at_signing = models.PositiveSmallIntegerField(_("age at signing"), null=True, blank=True)
    representative_name = models.CharField(_("representative"), max_length=300, blank=True)
    representative_basis = models.CharField(_("document of authority"), max_length=300, blank=True)
    banned_data = models.JSONField(_("data not to be published"), default=list, blank=True)
    conditions = models.CharField(_("conditions set by the subject"), max_length=1000, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_received_on = models.DateField(_("withdrawal received on"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("signed_on")),
                name="consent_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["person", "kind", "signed_on"])]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.signed_on:%d.%m.%Y}"

    @property
    def audit_label(self) -> str:
        return f"№ {self.person_id}: {self}"

    @property
    def organization_id(self) -> int:
        return self.person.organization_id

    @property
    def organization(self) -> Organization:
        return self.person.organization

    def is_valid_on(self, day: date) -> bool:
        return (
            self.signed_on <= day
            and (self.withdrawn_on is None or self.withdrawn_on > day)
            and (self.valid_until is None or self.valid_until >= day)
        )
