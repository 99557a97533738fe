"""Roadmaps on the reference desk: for reading only, because the services keep history and the approved is frozen."""

from django.contrib import admin

from organizations.admin import ReadOnlyAdmin

from .models import Roadmap


@admin.register(Roadmap)
class RoadmapAdmin(ReadOnlyAdmin):
    list_display = ["title", "organization", "track", "period_from", "period_to", "version", "state"]
    list_filter = ["state", "track"]
    list_select_related = ["organization"]
    search_fields = ["title", "organization__short_name"]
