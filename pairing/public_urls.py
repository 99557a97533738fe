"""What a mentor opens by a personal link, without signing in: everything under /m/."""

from django.urls import path

from .views import mentor

app_name = "mentor"
urlpatterns = [
    path("worker.js", mentor.WorkerView.as_view(), name="worker"),
    path("<str:token>/", mentor.MentorPageView.as_view(), name="page"),
    path("<str:token>/pairs/<int:pk>/meetings/", mentor.EntryView.as_view(), name="entry"),
    path("<str:token>/meetings/<int:pk>/held/", mentor.HeldView.as_view(), name="held"),
    path("<str:token>/meetings/<int:pk>/missed/", mentor.MissedView.as_view(), name="missed"),
]
