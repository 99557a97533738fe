"""Templates of reports: uploaded, their names bound to figures, filled for a period and kept."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.documents.blocks import saved_as
from core.errors import Refused
from core.files import KINDS, check_upload, plain_name, store_bytes, suffix
from core.models import StoredFile
from core.revisions import save_revised
from organizations.models import Organization

from ..models import FilledTemplate, ReportingPeriod, ReportTemplate
from ..selectors.template_figures import figures_for, proposed, values_for
from ..workbooks.filling import check_lists, filled
from ..workbooks.naming import ACROSS, CELL, DOWN, ELSEWHERE, Named, names_in
from ..workbooks.opening import check, losses_in, opened

XLSX = KINDS[".xlsx"]
MOST_NAMES = 500


class TemplateRefused(Refused):
    """The workbook cannot be a template, or a name cannot be bound so."""


@transaction.atomic
def add_template(organization: Organization, *, title: str, upload: UploadedFile, by, at: datetime) -> ReportTemplate:
    """Keeps the workbook; names that follow the convention are bound at once. Raises Refused."""
    template = ReportTemplate(organization=organization, title=title, uploaded_at=at)
    _read(template, upload, {}, by=by, at=at)
    template.save()
    _record("reporttemplate.added", template, by=by, at=at)
    return template


@transaction.atomic
def replace_file(template: ReportTemplate, *, upload: UploadedFile, by, at: datetime) -> None:
    """Another edition of the workbook: names that stand in both keep what they are bound to. Raises Refused."""
    _read(template, upload, template.bindings, by=by, at=at)
    template.uploaded_at = at
    fields = ["file", "names", "bindings", "losses", "uploaded_at"]
    save_revised(template, seen=template.revision, fields=fields)
    _record("reporttemplate.replaced", template, by=by, at=at)


@transaction.atomic
def bind(template: ReportTemplate, *, bindings: dict[str, str], seen: int, by, at: datetime) -> None:
    """What is written into each name; "" leaves the cell alone. Raises TemplateRefused, StaleRevision."""
    _check_bindings(template, bindings)
    template.bindings = bindings
    save_revised(template, seen=seen, fields=["bindings"])
    _record("reporttemplate.bound", template, by=by, at=at)


@transaction.atomic
def archive_template(template: ReportTemplate, *, by, at: datetime) -> None:
    """Out of use, or back; what was filled stays."""
    template.archived_on = None if template.archived_on else timezone.localdate(at)
    save_revised(template, seen=template.revision, fields=["archived_on"])
    _record("reporttemplate.archived" if template.archived_on else "reporttemplate.restored", template, by=by, at=at)


@transaction.atomic
def fill_template(template: ReportTemplate, period: ReportingPeriod, *, by, at: datetime) -> FilledTemplate:
    """The template with the figures of the period. Raises Refused where nothing is bound or the file is unfit."""
    bound = {key: code for key, code in template.bindings.items() if code}
    if template.archived_on or not bound:
        raise TemplateRefused(_("No name of the template is bound to a figure. Bind at least one."))
    single, lists = values_for(period, timezone.localdate(at))
    content, notes = filled(
        _content(template.file),
        {key: single[code] for key, code in bound.items() if code in single},
        {key: lists[code] for key, code in bound.items() if code in lists},
    )
    unknown = [key for key, code in bound.items() if code not in single and code not in lists]
    notes += [_("«%(name)s»: the period has no such figure, the cell stays as it was.") % {"name": n} for n in unknown]
    scope = template.organization.path
    name = saved_as(f"{template.title} {period.title} {timezone.localtime(at):%d.%m.%Y}", "xlsx")
    kept = FilledTemplate.objects.create(
        template=template, period_code=period.code, period=period.title, notes=notes, by=by, at=at,
        file=store_bytes(content, name=name, content_type=XLSX, scope=scope, by=by, at=at),
    )  # fmt: skip
    audit.record("filledtemplate.made", kept, by=by, at=at, scope=scope, changes={"period": period.title})
    return kept


def named_of(template: ReportTemplate) -> list[Named]:
    """The names of the template as they were found in its file."""
    return [Named(**each) for each in template.names]


def _read(template: ReportTemplate, upload: UploadedFile, before: dict[str, str], *, by, at: datetime) -> None:
    name = plain_name(upload)
    if suffix(name) != ".xlsx":
        raise TemplateRefused(_("A template is an XLSX file. In Excel: File → Save as → Excel workbook (*.xlsx)."))
    data = check_upload(upload)
    check(data)
    names = names_in(opened(data))
    if not names:
        raise TemplateRefused(
            _("No cell of the file has a name. In Excel select a cell, type a name into the box left of the formula "
              "bar and press Enter; the list of names is on the page of templates.")
        )  # fmt: skip
    if len(names) > MOST_NAMES:
        raise TemplateRefused(
            _("The file has more than %(most)d names. Leave those to be filled.") % {"most": MOST_NAMES}
        )
    scope = template.organization.path
    template.names = [vars(each) for each in names]
    template.losses = losses_in(data)
    template.bindings = _proposed(names, template.organization) | _still(names, before)
    template.file = store_bytes(data, name=name, content_type=XLSX, scope=scope, by=by, at=at)


def _proposed(names: list[Named], organization: Organization) -> dict[str, str]:
    known = figures_for(organization)
    found = proposed([each.name for each in names], organization)
    return {
        each.key: found[each.name]
        for each in names
        if each.name in found and not _unfit(each, known[found[each.name]].is_list)
    }


def _still(names: list[Named], before: dict[str, str]) -> dict[str, str]:
    keys = {each.key for each in names}
    return {key: code for key, code in before.items() if key in keys}


def _check_bindings(template: ReportTemplate, bindings: dict[str, str]) -> None:
    known, names = figures_for(template.organization), {each.key: each for each in named_of(template)}
    lists = []
    for key, code in bindings.items():
        if not code:
            continue
        if key not in names or code not in known:
            raise TemplateRefused(_("The template has changed. Reload the page."))
        reason = _unfit(names[key], known[code].is_list)
        if reason:
            raise TemplateRefused(_("«%(name)s»: %(reason)s") % {"name": names[key].name, "reason": reason})
        if known[code].is_list:
            lists.append(names[key])
    check_lists(lists)


def _unfit(named: Named, is_list: bool) -> str:
    """Why a figure cannot stand in a name; empty when it can."""
    if named.form == ELSEWHERE:
        return _("this name stands for no single place of the file.")
    if is_list:
        fits = named.form in (CELL, DOWN, ACROSS)
        return "" if fits else _("a list of institutions takes one column or one row of cells.")
    return (
        "" if named.form == CELL else _("one figure takes one cell; for several cells choose a list of institutions.")
    )


def _content(file: StoredFile) -> bytes:
    with file.content.open("rb") as content:
        return content.read()


def _record(verb: str, template: ReportTemplate, *, by, at: datetime) -> None:
    bound = sum(bool(code) for code in template.bindings.values())
    changes = {"names": len(template.names), "bound": bound}
    audit.record(verb, template, by=by, at=at, scope=template.organization.path, changes=changes)
