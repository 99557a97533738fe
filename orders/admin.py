"""The reference table of series; orders themselves are changed only through the services."""

from django.contrib import admin

from .models import OrderSeries


@admin.register(OrderSeries)
class OrderSeriesAdmin(admin.ModelAdmin):
    list_display = ["organization", "title", "pattern", "date_style"]
    list_select_related = ["organization"]
    search_fields = ["organization__short_name", "title"]
    raw_id_fields = ["organization"]
