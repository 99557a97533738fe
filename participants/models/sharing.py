"""Mentors offered to the other institutions of the municipality («Хибины», stage 3)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from core.tenancy import below
from organizations.models import Organization

from .consents import Consent, ConsentKind
from .participation import Participation
from .personal import names_path


class MentorOfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The offers of the municipality in which the person acts as curator or director of an institution; those of
        the institution alone when it stands directly under the region."""
        own = names_path(user)
        if own is None:
            return self.none()
        above = own[: -Organization.PATH_STEP]
        municipality = Organization.objects.filter(path=above, level=Organization.Level.MUNICIPALITY)
        path = "participation__person__organization__path"
        return self.filter(below(path, own) | Q(Exists(municipality)) & below(path, above))

    def standing(self):
        return self.filter(withdrawn_on=None)

    def consented(self, on: date):
        """Those of mentors whose consent to processing is in force on the day."""
        held = Consent.objects.valid_on(on).filter(kind=ConsentKind.PROCESSING)
        return self.filter(Exists(held.filter(person=OuterRef("participation__person"))))


class MentorOffer(models.Model):
    """A mentor whom the others may ask for, by the mentor's written permission.

    What others read is `summary`, `areas` and the form: competences; name and contact come when both agree.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="offers")
    permitted_on = models.DateField(_("written permission of"))
    permission = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan of the permission")
    )
    summary = models.TextField(_("what the mentor offers"), max_length=1000)
    offered_on = models.DateField(_("offered on"))
    withdrawn_on = models.DateField(_("offer taken back on"), null=True, blank=True)

    objects = MentorOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offered mentor")
        verbose_name_plural = _("offered mentors")
        ordering = ["-offered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(withdrawn_on=None), name="mentor_offered_once"
            )
        ]

    def __str__(self):
        return f"№ {self.pk}"


class OfferRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that the institution of the curator or director has sent or received."""
        own = names_path(user)
        if own is None:
            return self.none()
        offered = below("offer__participation__person__organization__path", own)
        return self.filter(offered | below("organization__path", own))


class OfferRequest(models.Model):
    """Another institution asks for an offered mentor; once agreed, contacts are shown to its curator."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("offer", "asked")
        AGREED = "agreed", pgettext_lazy("offer", "agreed")
        DECLINED = "declined", pgettext_lazy("offer", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("offer", "taken back")

    MOVES = {State.ASKED: {State.AGREED, State.DECLINED, State.WITHDRAWN}, State.AGREED: {State.WITHDRAWN}}

    offer = models.ForeignKey(MentorOffer, models.PROTECT, related_name="requests")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("institution"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    message = models.TextField(_("what for"), max_length=1000)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = OfferRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a mentor")
        verbose_name_plural = _("requests for mentors")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "organization"], condition=Q(state="asked"), name="offer_asked_once"
            )
        ]

    def __str__(self):
        return f"№ {self.offer_id}: {self.organization}"
