"""The banks, the card of a person, programmes and what the bank is set up with."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
