"""The series for the system's owner to read: what changes them is the page of numbering, which is audited."""

from django.contrib import admin

from organizations.admin import ReadOnlyAdmin

from .models import OrderSeries


@admin.register(OrderSeries)
class OrderSeriesAdmin(ReadOnlyAdmin):
    list_display = ["organization", "title", "pattern", "date_style"]
    list_select_related = ["organization"]
    search_fields = ["organization__short_name", "title"]
