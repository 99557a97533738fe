"""The municipality of «Хибины»: its formats for the platform «Наставник» («Хибины» 7.4), files that were sent by them
and marked as loaded, its own XLSX form filled for the last quarter."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from monitoring.models import ExchangeFormat, ReportingPeriod, ReportTemplate
from monitoring.selectors.exchange import Wanted
from monitoring.selectors.named_periods import period_called, periods_offered
from monitoring.services.exchange import add_format
from monitoring.services.facts import catch_up
from monitoring.services.sendings import mark_loaded, send
from monitoring.services.templates import add_template, fill_template
from organizations.models import Organization

from .fixtures import FOLDER, demo_data
from .moments import working_hour
from .organizations import keeper

SENT_AGO = timedelta(days=6)
LOADED_AGO = timedelta(days=5)


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Makes what is not there yet."""
    data = demo_data("exchange")
    owner, sender = tree[data["municipality"]], tree[data["sender"]]
    if ExchangeFormat.objects.filter(organization=owner).exists():
        return
    sent_at = working_hour(timezone.localdate(at) - SENT_AGO, now=at)
    catch_up(owner, at=at, most=None)
    period = _last_period(owner, at)
    formats = [_format(owner, spec, at=sent_at) for spec in data["formats"]]
    for how in formats:
        if not how.of.is_personal:
            _send(how, sender, period, data["answer"], sent_at=sent_at, now=at)
    _send(formats[0], owner, period, data["answer"], sent_at=sent_at, now=at)
    if not ReportTemplate.objects.filter(organization=owner).exists():
        _fill(owner, data["template"], period, at=sent_at)


def _last_period(owner: Organization, at: datetime) -> ReportingPeriod:
    code = next(iter(periods_offered([owner], timezone.localdate(at))))
    return period_called(code, owner)


def _format(owner: Organization, spec: dict, *, at: datetime) -> ExchangeFormat:
    columns = [{"field": field, "title": title} for field, title in spec["columns"]]
    values = {name: spec[name] for name in ("title", "dataset", "format")}
    return add_format(ExchangeFormat(organization=owner, columns=columns, **values), by=keeper(owner), at=at)


def _send(
    how: ExchangeFormat,
    sender: Organization,
    period: ReportingPeriod,
    answer: str,
    *,
    sent_at: datetime,
    now: datetime,
) -> None:
    """By whoever keeps the programme there; the platform took it on the next day."""
    figures = how.of.is_of_institutions
    wanted = Wanted(period.as_of, period) if figures else Wanted(sent_at.date())
    sending = send(how, sender, wanted=wanted, by=keeper(sender), at=sent_at)
    loaded_at = working_hour(timezone.localdate(now) - LOADED_AGO, now=now)
    mark_loaded(sending, loaded_on=loaded_at.date(), loaded_note=answer, by=keeper(sender), at=loaded_at)


def _fill(owner: Organization, spec: dict, period: ReportingPeriod, *, at: datetime) -> None:
    upload = SimpleUploadedFile(spec["file"], (FOLDER / "demo" / spec["file"]).read_bytes())
    template = add_template(owner, title=spec["title"], upload=upload, by=keeper(owner), at=at)
    fill_template(template, period, by=keeper(owner), at=at)
