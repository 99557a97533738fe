"""Formats of exchange: saved, copied, put into the archive; only who asks for figures keeps them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import Organization

from ..models import ExchangeFormat
from ..selectors.exchange import fields_for

WRITTEN = ["title", "columns", "format", "encoding", "delimiter"]
MOST_COLUMNS = 100


class ExchangeRefused(Refused):
    """The format cannot be so, or nothing can be sent by it."""


@transaction.atomic
def add_format(made: ExchangeFormat, *, by, at: datetime) -> ExchangeFormat:
    """Saves a new format. Raises ExchangeRefused for columns that cannot be."""
    _check(made)
    made.save()
    _record("exchangeformat.added", made, by=by, at=at)
    return made


@transaction.atomic
def change_format(changed: ExchangeFormat, *, seen: int, by, at: datetime) -> None:
    """Files that were sent stay as they are. Raises ExchangeRefused, StaleRevision."""
    _check(changed)
    save_revised(changed, seen=seen, fields=WRITTEN)
    _record("exchangeformat.changed", changed, by=by, at=at)


@transaction.atomic
def copy_format(source: ExchangeFormat, organization: Organization, *, by, at: datetime) -> ExchangeFormat:
    """The same under another title, of the organisation that copies."""
    values = {name: getattr(source, name) for name in ("dataset", *WRITTEN)}
    values["title"] = _("%(title)s (copy)") % {"title": source.title[:180]}
    copy = ExchangeFormat.objects.create(organization=organization, **values)
    _record("exchangeformat.added", copy, by=by, at=at)
    return copy


@transaction.atomic
def archive_format(kept: ExchangeFormat, *, by, at: datetime) -> None:
    """Nothing is sent by it any more; what was sent stays. A format in the archive comes back by the same."""
    kept.archived_on = None if kept.archived_on else timezone.localdate(at)
    save_revised(kept, seen=kept.revision, fields=["archived_on"])
    _record("exchangeformat.archived" if kept.archived_on else "exchangeformat.restored", kept, by=by, at=at)


def _check(made: ExchangeFormat) -> None:
    known = fields_for(made.of, made.organization)
    titles = [each["title"].casefold() for each in made.columns]
    if not titles:
        raise ExchangeRefused(_("Choose at least one column: tick it in the list and press «Add»."))
    if len(titles) > MOST_COLUMNS:
        raise ExchangeRefused(_("A file has at most %(most)s columns. Take some off.") % {"most": MOST_COLUMNS})
    if not all(titles) or any(each["field"] not in known for each in made.columns):
        raise ExchangeRefused(_("Give every column a title."))
    twice = next((each["title"] for each in made.columns if titles.count(each["title"].casefold()) > 1), None)
    if twice:
        said = _("Two columns are called «%(title)s». A platform tells columns by their titles: reword one of them.")
        raise ExchangeRefused(said % {"title": twice})


def _record(verb: str, subject: ExchangeFormat, *, by, at: datetime) -> None:
    changes = {"dataset": subject.dataset, "format": subject.format, "columns": len(subject.columns)}
    audit.record(verb, subject, by=by, at=at, scope=subject.organization.path, changes=changes)
