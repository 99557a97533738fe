"""Explicit lists, one module for each subject, all under /people/."""

from . import people

app_name = "participants"
urlpatterns = [*people.urlpatterns]
