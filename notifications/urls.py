from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.InboxView.as_view(), name="inbox"),
    path("read-all/", views.ReadAllView.as_view(), name="read_all"),
    path("<int:pk>/open/", views.OpenView.as_view(), name="open"),
    path("letters/", views.LettersView.as_view(), name="letters"),
    path("letters/<int:pk>/retry/", views.LetterRetryView.as_view(), name="letter_retry"),
]
