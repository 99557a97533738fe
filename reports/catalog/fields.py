"""Parameters that several reports have."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from roadmaps.models import Roadmap


class RoadmapField(forms.ModelChoiceField):
    """A roadmap. Any visible one is accepted, but only those of one's own organisation are offered.

    A region has thousands: the report on an institution's roadmap is asked for on the page of that roadmap.
    """

    def __init__(self, **kwargs):
        super().__init__(
            Roadmap.objects.none(),
            label=_("Roadmap"),
            empty_label=None,
            help_text=_("For the roadmap of another organisation, ask on the page of that roadmap."),
            error_messages={"required": _("There is no roadmap to report on yet. Approve one first.")},
            **kwargs,
        )

    def offer(self, roadmaps: QuerySet[Roadmap], user) -> None:
        """Accepts these roadmaps, and offers those of the organisation that `user` acts in."""
        self.queryset = roadmaps
        own = roadmaps.filter(organization=user.acting.organization)
        self.widget.choices = [(roadmap.pk, version_of(roadmap)) for roadmap in own]


def said(roadmap: Roadmap) -> str:
    """«МБУДО ЦТ «Калейдоскоп»: дорожная карта 2022–2024, обучающиеся»."""
    return f"{roadmap.organization.short_name}: {roadmap.brief[:1].lower()}{roadmap.brief[1:]}"


def version_of(roadmap: Roadmap) -> str:
    """The roadmap among others of its organisation: which version it is, and its state unless it is in force."""
    parts = [roadmap.brief]
    if roadmap.version > 1:
        parts.append(pgettext("roadmap", "version %(version)s") % {"version": roadmap.version})
    if roadmap.state != Roadmap.State.APPROVED:
        parts.append(roadmap.get_state_display())
    return ", ".join(parts)
