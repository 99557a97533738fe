from django.urls import path

from .views import calendar, escalations, inbox, outbox, webhooks, wishes

app_name = "notifications"
urlpatterns = [
    path("", inbox.InboxView.as_view(), name="inbox"),
    path("read-all/", inbox.ReadAllView.as_view(), name="read_all"),
    path("undo-reading/", inbox.UndoReadingView.as_view(), name="undo_reading"),
    path("<int:pk>/mark/", inbox.MarkView.as_view(), name="mark"),
    path("<int:pk>/open/", inbox.OpenView.as_view(), name="open"),
    path("preferences/", wishes.PreferencesView.as_view(), name="preferences"),
    path("preferences/example/", wishes.ExampleView.as_view(), name="example"),
    path("preferences/example/letter/", wishes.ExampleLetterView.as_view(), name="example_letter"),
    path("unsubscribe/<str:token>/", wishes.UnsubscribeView.as_view(), name="unsubscribe"),
    path("escalation/<int:pk>/", escalations.EscalationView.as_view(), name="escalation"),
    path("deliveries/", outbox.DeliveriesView.as_view(), name="deliveries"),
    path("deliveries/retry/", outbox.RetryFailedView.as_view(), name="deliveries_retry"),
    path("deliveries/<int:pk>/", outbox.DeliveryView.as_view(), name="delivery"),
    path("deliveries/<int:pk>/retry/", outbox.DeliveryRetryView.as_view(), name="delivery_retry"),
    path("calendar/", calendar.CalendarView.as_view(), name="calendar"),
    path("calendar/revoke/", calendar.CalendarRevokeView.as_view(), name="calendar_revoke"),
    path("calendar/items/<int:pk>/", calendar.CalendarOpenView.as_view(), name="calendar_open"),
    path("calendar/<str:token>.ics", calendar.FeedView.as_view(), name="feed"),
    path("webhooks/", webhooks.WebhooksView.as_view(), name="webhooks"),
    path("webhooks/add/", webhooks.WebhookAddView.as_view(), name="webhook_add"),
    path("webhooks/<int:pk>/edit/", webhooks.WebhookEditView.as_view(), name="webhook_edit"),
    path("webhooks/<int:pk>/secret/", webhooks.WebhookSecretView.as_view(), name="webhook_secret"),
    path("webhooks/<int:pk>/test/", webhooks.WebhookTestView.as_view(), name="webhook_test"),
    path("webhooks/<int:pk>/delete/", webhooks.WebhookDeleteView.as_view(), name="webhook_delete"),
]
