"""The list of roadmaps as a table."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from .models import Roadmap
from .selectors.execution import Figures


class RoadmapTable(tables.Table):
    """`figures` holds the execution of the rows of the page by their number."""

    title = tables.TemplateColumn(template_name="roadmaps/_list_title.html", verbose_name=_("Roadmap"))
    organization = tables.Column(accessor="organization__short_name", verbose_name=_("Organisation"))
    period = tables.TemplateColumn(
        "{{ record.period_from|date:'d.m.Y' }}&nbsp;– {{ record.period_to|date:'d.m.Y' }}",
        verbose_name=_("Period"),
        order_by=("period_from", "period_to"),
    )
    state = tables.TemplateColumn("{% status record.state %}", verbose_name=_("State"))
    execution = tables.Column(verbose_name=_("Execution"), orderable=False, empty_values=())

    figures: dict[int, Figures] = {}

    class Meta:
        attrs = {"class": "table roadmaps"}
        model = Roadmap
        fields = ["title", "organization", "period", "state", "execution"]
        order_by = "-period"

    def render_execution(self, record: Roadmap) -> str:
        return render_to_string("roadmaps/_list_execution.html", {"figures": self.figures.get(record.pk)})
