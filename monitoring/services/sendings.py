"""What is made for the platform: the file, kept with its hash; given out once more; marked as loaded."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.documents.blocks import saved_as
from core.files import discard, store_bytes
from core.models import StoredFile
from organizations.models import Organization
from participants.models import Person
from participants.services.people import record_export

from ..models import ExchangeFormat, Sending
from ..papers.exchange import MEDIA_TYPES, exchange_file
from ..selectors.exchange import Prepared, Wanted, prepared, sender_of
from .exchange import ExchangeRefused


@transaction.atomic
def send(how: ExchangeFormat, organization: Organization, *, wanted: Wanted, by, at: datetime) -> Sending:
    """Makes the file of the organisation and keeps it. Raises ExchangeRefused where there is nothing to send.

    Whose names leave is recorded for each of them, as every table of the banks does.
    """
    if how.archived_on or not sender_of(how.of, organization):
        raise ExchangeRefused(_("Nothing is sent by this format from here."))
    table = prepared(how.of, how.columns, organization, wanted)
    if not table.rows:
        raise ExchangeRefused(_nothing(table))
    content = exchange_file(how, table.titles, table.rows, author=organization.full_name, at=at)
    sending = Sending(
        exchange_format=how, organization=organization, on=wanted.on, rows=len(table.rows), by=by, at=at,
        subject=wanted.period.title if wanted.period else "", sha256=hashlib.sha256(content).hexdigest(),
        file_name=saved_as(f"{how.title} {organization.short_name} {wanted.on:%d.%m.%Y}", how.format),
    )  # fmt: skip
    sending.file = store_bytes(
        content, name=sending.file_name, content_type=MEDIA_TYPES[how.format], scope=organization.path, by=by, at=at
    )
    sending.save()
    sending.people.set(table.people)
    changes = {"exchange_format": str(how), "rows": sending.rows, "on": wanted.on.isoformat()}
    audit.record("sending.made", sending, by=by, at=at, scope=organization.path, changes=changes)
    _record_names(sending, table.people, by=by, at=at)
    return sending


@transaction.atomic
def give_out(sending: Sending, *, by, at: datetime) -> StoredFile:
    """The file once more. Raises ExchangeRefused where it is gone, or names somebody who may not be given out now."""
    if sending.file is None:
        raise ExchangeRefused(_("The file is destroyed: it named somebody whose data had to be. Make a new one."))
    named = sending.people.all()
    gone = _no_longer(sending, timezone.localdate(at)) if sending.exchange_format.of.is_personal else 0
    if gone:
        raise ExchangeRefused(
            _("Since then %(number)s of those named in the file may not be given out any more. Make a new file.")
            % {"number": gone}
        )
    audit.record("sending.taken", sending, by=by, at=at, scope=sending.organization.path)
    _record_names(sending, named, by=by, at=at)
    return sending.file


@transaction.atomic
def mark_loaded(sending: Sending, *, loaded_on: date, loaded_note: str, by, at: datetime) -> None:
    """Says that the platform has taken the file, and when. Raises ExchangeRefused for a day that cannot be."""
    made_on = timezone.localdate(sending.at)
    if not made_on <= loaded_on <= timezone.localdate(at):
        raise ExchangeRefused(_("The file was made on %(day)s: give that day or a later one, not in the future.") % {
            "day": f"{made_on:%d.%m.%Y}"
        })  # fmt: skip
    sending.loaded_on, sending.loaded_note = loaded_on, loaded_note
    sending.save(update_fields=["loaded_on", "loaded_note"])
    changes = {"loaded_on": loaded_on.isoformat(), "loaded_note": loaded_note}
    audit.record("sending.loaded", sending, by=by, at=at, scope=sending.organization.path, changes=changes)


def forget_person(person: Person, at: datetime) -> list[str]:
    """Destroys the files that name the person; their hash, number of rows and day stay (participants/erasure.py).

    A row names those with whom its person is in pairs, too.
    """
    mentored = Q(participations__pairings__mentees__person=person)
    named_beside = Person.objects.filter(mentored | Q(participations__mentored_in__mentor__person=person))
    naming = Sending.objects.filter(Q(people=person) | Q(people__in=named_beside), file__isnull=False).distinct()
    naming = list(naming.select_related("file"))
    Sending.objects.filter(pk__in=[each.pk for each in naming]).update(file=None)
    Sending.people.through.objects.filter(person=person).delete()
    files = [each.file for each in naming]
    for file in files:
        discard(file)
    return ["файлы обмена с муниципальной платформой, в которых названо лицо"] if files else []


def _no_longer(sending: Sending, on: date) -> int:
    """How many of those named would not be in such a file on the day: a consent withdrawn, data to be destroyed."""
    how = sending.exchange_format
    now = prepared(how.of, [], sending.organization, Wanted(on)).people
    return sending.people.exclude(pk__in=now).count()


def _record_names(sending: Sending, people, *, by, at: datetime) -> None:
    how = sending.exchange_format
    if how.of.is_personal:
        what = {"table": "exchange", "format": how.format}
        record_export(people, organization=sending.organization, what=what, by=by, at=at)


def _nothing(table: Prepared) -> str:
    if table.lacking:
        return _("Nobody has all the needed consents, so no name may leave. Enter the consents first.")
    return _("There is nothing to send: no rows as of this day.")
