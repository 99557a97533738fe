"""Charts on a page: `{% load charts %}{% chart of %}`, with `css/charts.css` in its head."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.documents.charts import Chart
from core.documents.html import fragment
from core.documents.pictures import picture

register = template.Library()


@register.simple_tag
def chart(drawn: Chart) -> SafeString:
    """The same drawing that papers have; it is a tree of elements, so that its words are escaped."""
    return mark_safe(fragment(picture(drawn)))  # noqa: S308 - serialised from elements
