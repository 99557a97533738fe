"""The product as gunicorn serves it, with its tables of people, pairs and meetings in Django admin beside it."""

from mentorship.wsgi import application  # first: it sets Django up  # isort: skip

from django.contrib import admin

from pairing.models import Meeting, Pairing
from participants.models import Person

__all__ = ["application"]


class PeerAdmin(admin.ModelAdmin):
    """What a changelist usually has; a superuser reads it, whatever the rules of the product say."""

    list_per_page = 25

    def has_view_permission(self, request, obj=None):
        return True


@admin.register(Person)
class PersonAdmin(PeerAdmin):
    list_display = ("last_name", "first_name", "patronymic", "birth_on", "kind")
    search_fields = ("last_name", "first_name", "patronymic")


@admin.register(Pairing)
class PairingAdmin(PeerAdmin):
    list_display = ("mentor", "form", "starts_on", "ends_on", "state")
    list_select_related = ("mentor__person", "form")


@admin.register(Meeting)
class MeetingAdmin(PeerAdmin):
    list_display = ("pairing", "kind", "planned_on", "held_on", "state")
    list_select_related = ("pairing__mentor__person",)
