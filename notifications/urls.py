from django.urls import path

from .views import inbox, outbox

app_name = "notifications"
urlpatterns = [
    path("", inbox.InboxView.as_view(), name="inbox"),
    path("read-all/", inbox.ReadAllView.as_view(), name="read_all"),
    path("<int:pk>/open/", inbox.OpenView.as_view(), name="open"),
    path("letters/", outbox.LettersView.as_view(), name="letters"),
    path("letters/<int:pk>/retry/", outbox.LetterRetryView.as_view(), name="letter_retry"),
]
