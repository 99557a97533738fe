"""Uploads of a bank: a staging table between the file and the people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from organizations.models import Organization

from .participation import Participation
from .people import Person
from .personal import PersonalQuerySet, personal_manager


class BankImport(models.Model):
    """One uploaded file: read, previewed, accepted, undone. Its rows are destroyed after RAW_ROWS_KEPT days."""

    RAW_ROWS_KEPT = 30

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("upload", "waiting to be read")
        READING = "reading", pgettext_lazy("upload", "being read")
        READ = "read", pgettext_lazy("upload", "read, not accepted")
        REFUSED = "refused", pgettext_lazy("upload", "could not be read")
        ACCEPTING = "accepting", pgettext_lazy("upload", "being written")
        ACCEPTED = "accepted", pgettext_lazy("upload", "accepted")
        UNDONE = "undone", pgettext_lazy("upload", "taken back")
        ABANDONED = "abandoned", pgettext_lazy("upload", "given up")

    MOVES = {
        State.WAITING: {State.READING, State.ABANDONED},
        State.READING: {State.READ, State.REFUSED, State.WAITING},
        State.READ: {State.WAITING, State.ACCEPTING, State.ABANDONED},
        State.ACCEPTING: {State.ACCEPTED, State.READ},
        State.ACCEPTED: {State.ACCEPTING, State.UNDONE},  # what was mended afterwards is accepted too
        State.REFUSED: {State.WAITING, State.ABANDONED},
    }

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="bank_imports", verbose_name=_("organisation")
    )
    role = models.CharField(_("bank"), max_length=6, choices=Participation.Role)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("header in row"), null=True, blank=True)
    headers = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(_("columns"), default=dict, blank=True, help_text='{"<column index>": "<field>"}')
    problem = models.CharField(_("why it could not be read"), max_length=500, blank=True)
    warning = models.CharField(_("what to look at before accepting"), max_length=500, blank=True)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    created_at = models.DateTimeField(_("uploaded"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of a bank")
        verbose_name_plural = _("uploads of banks")
        ordering = ["-created_at"]

    def __str__(self):
        return f"№ {self.pk}, {timezone.localdate(self.created_at):%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("participants:import_rows", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether a worker is at it, or will be in a moment."""
        return self.state in (self.State.WAITING, self.State.READING, self.State.ACCEPTING)

    @property
    def is_open(self) -> bool:
        """Whether rows may be corrected and accepted: also those that an accepted upload has left out."""
        return self.state in (self.State.READ, self.State.ACCEPTED)

    @property
    def status(self) -> str:
        """The word of the status vocabulary (core.templatetags.interface)."""
        return {
            "waiting": "queued", "reading": "running", "read": "in_progress", "refused": "failed",
            "accepting": "running", "accepted": "done", "undone": "cancelled", "abandoned": "cancelled",
        }[self.state]  # fmt: skip

    @property
    def kept_until(self) -> date:
        """The last day on which the rows are still there: so long the upload can be taken back."""
        return timezone.localdate(self.created_at + timedelta(days=self.RAW_ROWS_KEPT))


@dataclass(frozen=True)
class RowCell:
    """A cell of a row as the preview shows it; without an `index` it stands for the whole row."""

    index: int | None
    title: str
    text: str
    field: str
    problems: list[dict]

    @property
    def is_wrong(self) -> bool:
        return any(not problem["note"] for problem in self.problems)

    @property
    def is_shown(self) -> bool:
        """Whether the preview shows it: what is read and filled, and whatever is wrong."""
        return bool(self.problems or (self.text and self.field and self.field != "number"))


class BankImportRow(models.Model):
    """A row of the file with its verdict; `before` holds what acceptance changed, so that it can be undone."""

    class Verdict(models.TextChoices):
        NEW = "new", pgettext_lazy("row", "new")
        CHANGED = "changed", pgettext_lazy("row", "changes")
        SAME = "same", pgettext_lazy("row", "nothing new")
        DOUBT = "doubt", pgettext_lazy("row", "perhaps already there")
        REJECTED = "rejected", pgettext_lazy("row", "rejected")

    batch = models.ForeignKey(BankImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"), help_text="as the file counts, from 1")
    raw = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list, help_text='[{"column": ..., "field": ..., "message": ...}]')
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    decision = models.CharField(max_length=8, blank=True, help_text='"new", "update" or "skip" chosen for a doubt')
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.JSONField(null=True, blank=True)
    differences = models.JSONField(default=list, blank=True, help_text="[[<column>, <there now>, <will be>], ...]")

    objects = personal_manager("batch__organization__path")

    class Meta:
        verbose_name = _("row of an upload")
        verbose_name_plural = _("rows of an upload")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "verdict", "number"])]

    def __str__(self):
        return f"{self.batch_id}: {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.batch.get_absolute_url()}#row-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it may still be corrected: the upload waits for it, and it has not been written."""
        return self.batch.is_open and self.before is None

    @property
    def cells(self) -> list["RowCell"]:
        """The cells with their titles and what is wrong in each; at the end what concerns the row as a whole."""
        said: dict[int | None, list[dict]] = defaultdict(list)
        for problem in self.problems:
            said[problem["column"]].append(problem)
        mapping, headers = self.batch.mapping, self.batch.headers
        cells = [
            RowCell(
                index=index,
                title=title or str(index + 1),
                text=self.raw[index] if index < len(self.raw) else "",
                field=mapping.get(str(index), ""),
                problems=said.get(index, []),
            )
            for index, title in enumerate(headers)
        ]
        return [*cells, RowCell(None, "", "", "", said[None])] if said.get(None) else cells


class ColumnMapping(models.Model):
    """Which column means what, as the institution said the last time for the same headers."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    role = models.CharField(max_length=6, choices=Participation.Role)
    headers_digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        constraints = [
            models.UniqueConstraint(fields=["organization", "role", "headers_digest"], name="column_mapping_once")
        ]

    def __str__(self):
        return f"{self.organization_id} {self.role}"
