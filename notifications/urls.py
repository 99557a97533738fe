from django.urls import path

from .views import escalations, inbox, outbox

app_name = "notifications"
urlpatterns = [
    path("", inbox.InboxView.as_view(), name="inbox"),
    path("read-all/", inbox.ReadAllView.as_view(), name="read_all"),
    path("undo-reading/", inbox.UndoReadingView.as_view(), name="undo_reading"),
    path("<int:pk>/mark/", inbox.MarkView.as_view(), name="mark"),
    path("<int:pk>/open/", inbox.OpenView.as_view(), name="open"),
    path("escalation/<int:pk>/", escalations.EscalationView.as_view(), name="escalation"),
    path("letters/", outbox.LettersView.as_view(), name="letters"),
    path("letters/<int:pk>/retry/", outbox.LetterRetryView.as_view(), name="letter_retry"),
]
