"""How the answers of questionnaires are shown: `{% load questionnaires %}`."""

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from ..models import Participation, Person

register = template.Library()


@register.filter
def field_words(name: str) -> str:
    """The words of a field of the participation or of the person; a name that is no field stays as it is."""
    for model in (Participation, Person):
        try:
            return capfirst(model._meta.get_field(name).verbose_name)
        except FieldDoesNotExist:
            continue
    return name
