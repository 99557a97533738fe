"""The register of orders of a year (журнал регистрации приказов), as the organisation keeps it on paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.documents import Block, Column, Document, Heading, Letterhead, Paragraph, Row, Table
from orders.models import Order

from .base import ParametersForm, Report


class RegisterForm(ParametersForm):
    year = forms.IntegerField(label=_("Year"), min_value=1992)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = self.today.year

    def clean_year(self) -> int:
        if self.cleaned_data["year"] > self.today.year:
            raise forms.ValidationError(_("This year has not come yet."))
        return self.cleaned_data["year"]


class OrderRegisterReport(Report):
    code = "order_register"
    title = _("Register of orders")
    description = _("The orders of a year with their numbers, dates, signers and what became of them.")
    permission = "reports.ask_order_register"
    form_class = RegisterForm

    def subject(self, parameters) -> str:
        return str(parameters["year"])

    def build(self, parameters, user, at) -> Document:
        organization, year = user.acting.organization, parameters["year"]
        orders = Order.objects.visible_to(user).filter(organization=organization, year=year)
        title = f"Журнал регистрации приказов за {year} год"
        return Document(
            title=title,
            blocks=[
                Letterhead(full_name=organization.full_name),
                Heading(title),
                _table(orders.order_by("signed_on", "pk")),
            ],
            file_name=f"{title}, {organization.short_name}",
            created_at=at,
            author=organization.full_name,
            orientation="landscape",
        )


def _table(orders) -> Block:
    if not orders:
        return Paragraph("Приказов в этом году нет.")
    columns = [
        Column("№", 4, align="center"),
        Column("Дата", 9),
        Column("Номер", 9, align="center"),
        Column("Заголовок", 42),
        Column("Кем подписан", 20),
        Column("Отметка", 15),
    ]
    return Table(columns, [Row([place, *_cells(order)]) for place, order in enumerate(orders, 1)], name="Журнал")


def _cells(order: Order) -> list:
    signer = " ".join(filter(None, (order.signer_position, order.signer_name)))
    return [order.signed_on, order.number, order.title, signer, _mark(order)]


def _mark(order: Order) -> str:
    if order.state != Order.State.CANCELLED:
        return ""
    return f"Аннулирован {order.cancelled_on:%d.%m.%Y}: {order.cancel_reason}"
