"""Parameters that several reports have."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps.models import Roadmap


class RoadmapField(forms.ModelChoiceField):
    """A roadmap out of those the form sets; said with its organisation, as a list of many institutions needs it."""

    def __init__(self, **kwargs):
        super().__init__(
            Roadmap.objects.none(),
            label=_("Roadmap"),
            empty_label=None,
            error_messages={"required": _("There is no roadmap to report on yet. Approve one first.")},
            **kwargs,
        )

    def label_from_instance(self, roadmap: Roadmap) -> str:
        return said(roadmap)


def said(roadmap: Roadmap) -> str:
    """«МБУДО ЦТ «Калейдоскоп»: дорожная карта 2022–2024, обучающиеся»."""
    return f"{roadmap.organization.short_name}: {roadmap.brief[:1].lower()}{roadmap.brief[1:]}"
