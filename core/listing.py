"""A list as a paper: exactly the rows, columns, order and filters that are on the screen, as XLSX or PDF.

`?download=xlsx` on any list answers with the file. It takes all pages of the list, not the one that is open. PDF is
for what people read: above LONGEST_PDF rows only XLSX is given, and the page says why.

The filters and the order of a list can also be kept under a name, by each person for themselves.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from io import BytesIO
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow

from .documents import LONGEST_PDF, Column, Document, Heading, Note, Row, Table, content_type, render
from .documents.tables import Value
from .files import as_download

PARAMETER = "download"
FORMATS = ("xlsx", "pdf")
PASSING = {PARAMETER, "page", "per_page"}
LINES = re.compile(r"</?(?:br|dd|div|dl|dt|h\d|li|ol|p|ul)\b[^>]*>", re.IGNORECASE)


class DownloadableMixin:
    """Adds the download to a list view with a table and a `filterset`."""

    download_formats = FORMATS

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        wanted = self.request.GET.get(PARAMETER)
        if wanted not in self.download_formats:
            return super().render_to_response(context, **kwargs)
        table, form = context["table"], context["filter"].form
        count = len(table.rows)
        if wanted == "pdf" and count > LONGEST_PDF:
            said = _("The list has %(count)s rows: too long for PDF. Narrow it by the filters or take XLSX.")
            messages.warning(self.request, said % {"count": count})
            return redirect(address_without_download(self.request))
        self.before_download(wanted, count)
        document = list_document(str(self.get_title()), table, form, author=self.author(), at=timezone.localtime())
        content = BytesIO(render(document, wanted))
        return as_download(content, name=document.download_name(wanted), content_type=content_type(wanted))

    def before_download(self, format: str, rows: int) -> None:
        """Called when a file is about to leave; lists with names of people write the audit trail here."""

    def author(self) -> str:
        acting = self.request.user.acting
        return acting.organization.full_name if acting and acting.organization else str(self.request.user)


class SavedViewsMixin:
    """Gives a list the views of it that this person has saved (`user.saved_views`), and which of them is open."""

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        query = kept_query(self.request.GET)
        saved = list(self.request.user.saved_views.filter(path=self.request.path))
        opened = next((view for view in saved if view.query == query), None)
        return super().get_context_data(saved_views=saved, opened_view=opened, kept_query=query, **kwargs)


def kept_query(parameters: QueryDict) -> str:
    """The filters and the order that an address holds, written in one way; not the page nor what was left empty."""
    kept = [(name, value) for name, values in parameters.lists() for value in values if value and name not in PASSING]
    return urlencode(sorted(kept))


def address_without_download(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def list_document(title: str, table: tables.Table, form: forms.Form, *, author: str, at: datetime) -> Document:
    """The paper of a list; `form` is the bound form of its filters."""
    columns = [column for column in table.columns if not column.column.exclude_from_export]
    widths = [max(8, len(str(column.header))) for column in columns]
    rows = []
    for row in table.rows:
        cells = [_plain(row, column) for column in columns]
        widths = [max(width, min(len(str(cell)), 60)) for width, cell in zip(widths, cells, strict=True)]
        rows.append(Row(cells))
    headers = [Column(str(column.header), width) for column, width in zip(columns, widths, strict=True)]
    blocks = [Heading(title), Table(headers, rows, name=title[:31])]
    blocks += [Note(line) for line in _notes(form, len(rows), at)]
    return Document(
        title=title,
        blocks=blocks,
        file_name=f"{title} {at:%d.%m.%Y}",
        created_at=at,
        author=author,
        orientation="landscape" if len(columns) > 4 else "portrait",
        font_size=10,
    )


def _plain(row: BoundRow, column: BoundColumn) -> Value:
    """What the cell says, without the markup of the page; dates and numbers stay what they are, to be summed.

    A table whose cell is for pressing and not for reading says what a file has instead: `value_<column>`.
    """
    own = hasattr(row.table, f"value_{column.name}")
    shown = words_of(str(row.get_cell_value(column.name) if own else row.get_cell(column.name)))
    value = column.accessor.resolve(row.record, quiet=True)
    if isinstance(value, datetime):
        return timezone.localtime(value)
    if isinstance(value, date) or (isinstance(value, int | float) and str(value) == shown):
        return value
    return shown


def words_of(markup: str) -> str:
    """The text of a piece of a page; what stands there on a line of its own is divided off by a comma."""
    lines = (" ".join(unescape(strip_tags(piece)).split()) for piece in LINES.split(markup))
    return ", ".join(filter(None, lines))


def _notes(form: forms.Form, count: int, at: datetime) -> Iterator[str]:
    chosen = "; ".join(f"{label}: {value}" for label, value in _chosen(form))
    if chosen:
        yield _("Filters: %(filters)s.") % {"filters": chosen}
    yield _("Rows: %(count)s. Made on %(when)s.") % {"count": count, "when": f"{at:%d.%m.%Y %H:%M}"}


def _chosen(form: forms.Form) -> Iterator[tuple[str, str]]:
    for bound in form:
        value = form.cleaned_data.get(bound.name) if form.is_valid() else None
        if value in (None, "", []) or isinstance(bound.field.widget, forms.HiddenInput):
            continue
        words = dict(getattr(bound.field, "choices", ()))
        yield str(bound.label), str(words.get(value, value))
