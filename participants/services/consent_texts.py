"""Texts of consents: an institution writes a new version; what somebody may have signed is never changed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import audit
from organizations.models import Organization

from ..models import ConsentText


@transaction.atomic
def add_text(text: ConsentText, *, organization: Organization, by, at: datetime) -> ConsentText:
    """Publishes the institution's own next version of the text's kind; its earlier ones go out of use."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    own = ConsentText.objects.filter(organization=organization, kind=text.kind)
    text.pk, text.organization = None, organization
    text.version = 1 + (own.aggregate(last=Max("version"))["last"] or 0)
    text.published_on = timezone.localdate(at)
    own.update(is_active=False)
    text.save(force_insert=True)
    changes = {"kind": text.kind, "version": text.version}
    audit.record("consenttext.added", text, by=by, at=at, scope=organization.path, changes=changes)
    return text
