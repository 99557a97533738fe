"""How an institution keeps its banks; the defaults hold until it says otherwise."""

from organizations.models import Organization

from ..importing.titles import plain_title
from ..models import BankSettings
from ..official import TableColumn, columns_of


def settings_of(organization: Organization) -> BankSettings:
    """The settings of the institution; not saved yet when there are none."""
    found = BankSettings.objects.select_related("organization").filter(organization=organization).first()
    return found or BankSettings(organization=organization)


def forbids_without_consent(organization: Organization) -> bool:
    """Whether names of people without a needed consent may not leave the product."""
    return settings_of(organization).without_consent == BankSettings.Policy.BLOCK


def table_columns(organization: Organization, role: str) -> list[TableColumn]:
    """The columns of the official table as the institution titles and orders them."""
    return columns_of(settings_of(organization), role)


def own_titles(organization: Organization, role: str) -> dict[str, str]:
    """Which field an institution's own title stands for, as uploads look it up."""
    return {plain_title(column.title): column.field for column in table_columns(organization, role)}
