from django.urls import path

from .views import check, drafts, register, sheet, signing

app_name = "orders"
urlpatterns = [
    path("", register.OrderListView.as_view(), name="list"),
    path("new/", register.OrderCreateView.as_view(), name="create"),
    path("numbering/", register.SeriesView.as_view(), name="series"),
    path("draft/", drafts.KindsView.as_view(), name="kinds"),
    path("draft/<slug:kind>/", drafts.DraftView.as_view(), name="draft"),
    path("check/<str:code>/", check.CheckView.as_view(), name="check"),
    path("<int:pk>/", register.OrderDetailView.as_view(), name="detail"),
    path("<int:pk>/download/", register.OrderDownloadView.as_view(), name="download"),
    path("<int:pk>/scan/", register.ScanView.as_view(), name="attach"),
    path("<int:pk>/cancel/", register.OrderCancelView.as_view(), name="cancel"),
    path("<int:pk>/data/", drafts.DataView.as_view(), name="data"),
    path("<int:pk>/text/", drafts.TextView.as_view(), name="text"),
    path("<int:pk>/preview/", drafts.PreviewView.as_view(), name="preview"),
    path("<int:pk>/names/", drafts.NamesView.as_view(), name="names"),
    path("<int:pk>/send/", drafts.SendView.as_view(), name="send"),
    path("<int:pk>/take-back/", drafts.TakeBackView.as_view(), name="take_back"),
    path("<int:pk>/discard/", drafts.DiscardView.as_view(), name="discard"),
    path("<int:pk>/review/", signing.ReviewView.as_view(), name="review"),
    path("<int:pk>/sign/", signing.SignView.as_view(), name="sign"),
    path("<int:pk>/sign-on-paper/", signing.PaperSignView.as_view(), name="sign_on_paper"),
    path("<int:pk>/return/", signing.ReturnView.as_view(), name="return"),
    path("<int:pk>/paper.pdf", sheet.PaperView.as_view(), {"format": "pdf"}, name="paper_pdf"),
    path("<int:pk>/paper.docx", sheet.PaperView.as_view(), {"format": "docx"}, name="paper_docx"),
    path("<int:pk>/sheet.pdf", sheet.SheetView.as_view(), {"format": "pdf"}, name="sheet"),
    path("<int:pk>/acknowledge/", sheet.AcknowledgeView.as_view(), name="acknowledge"),
    path("sheet/<int:pk>/", sheet.MarkView.as_view(), name="mark"),
]
