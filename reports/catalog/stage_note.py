"""The note on a stage of a roadmap («Хибины» 1.6, 2.4, 3.6, 4.3, 5.4, 6.3)."""

from datetime import date
from itertools import groupby
from operator import attrgetter

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from monitoring.papers.stage_note import stage_note
from monitoring.selectors.readiness import readiness
from monitoring.selectors.rules import rules_of
from monitoring.selectors.stages import documents_of, figures_of, occurrences_of
from monitoring.services.facts import catch_up
from roadmaps.models import Roadmap, Section
from roadmaps.selectors.as_of import once_approved

from .base import DayForm, Report
from .fields import version_of


class StageForm(DayForm):
    """Stages are offered under their roadmaps: those of different years are called the same."""

    stage = forms.ModelChoiceField(
        Section.objects.none(),
        label=_("Stage of the roadmap"),
        empty_label=None,
        error_messages={"required": _("There is no roadmap to report on yet. Approve one first.")},
    )
    field_order = ["stage", "on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sections = sections_of(self.user.acting.organization)
        self.fields["stage"].queryset = sections
        self.fields["stage"].widget.choices = [
            (version_of(roadmap), [(section.pk, str(section)) for section in own])
            for roadmap, own in groupby(sections, key=attrgetter("roadmap"))
        ]


class StageNoteReport(Report):
    code = "stage_note"
    title = _("Note on a stage")
    description = _("What of a stage of the roadmap is done and by which document, with the figures of the stage.")
    permission = "reports.ask_stage_note"
    form_class = StageForm

    def defaults(self, user, parameters):
        """The stage whose note has fallen due last by the day, or else the first."""
        own, day = sections_of(user.acting.organization), date.fromisoformat(parameters["on"])
        note_due = Q(activities__occurrences__due__lte=day, activities__result__contains="справк")
        due = Max("activities__occurrences__due", filter=note_due)
        latest = own.annotate(due=due).filter(due__isnull=False).order_by("-due", "-position").first()
        chosen = latest or own.first()
        return {"stage": chosen and chosen.pk, **parameters}

    def subject(self, parameters) -> str:
        return f"{parameters['stage'].title}, {parameters['on']:%d.%m.%Y}"

    def build(self, parameters, user, at) -> Document:
        section, on = parameters["stage"], parameters["on"]
        organization = section.roadmap.organization
        catch_up(organization, at=at, most=None)
        ready = readiness([organization], on)[organization.pk]
        return stage_note(
            section,
            occurrences_of(section, on),
            figures_of(section, organization, on),
            {document: ready[document] for document in documents_of(section)},
            rules_of(organization),
            on,
            at=at,
        )


def sections_of(organization):
    """The sections of an organisation's roadmaps that were approved, in the order of the plan."""
    roadmaps = once_approved(Roadmap.objects.filter(organization=organization))
    return (
        Section.objects.filter(roadmap__in=roadmaps)
        .select_related("roadmap__organization")
        .order_by("-roadmap__period_from", "roadmap", "position")
    )
