from django.urls import path

from . import views

app_name = "orders"
urlpatterns = [
    path("", views.OrderListView.as_view(), name="list"),
    path("new/", views.OrderCreateView.as_view(), name="create"),
    path("numbering/", views.SeriesView.as_view(), name="series"),
    path("<int:pk>/", views.OrderDetailView.as_view(), name="detail"),
    path("<int:pk>/download/", views.OrderDownloadView.as_view(), name="download"),
    path("<int:pk>/scan/", views.ScanView.as_view(), name="attach"),
    path("<int:pk>/cancel/", views.OrderCancelView.as_view(), name="cancel"),
]
