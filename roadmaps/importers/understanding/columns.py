"""A column of a table, as far as it is understood."""

from dataclasses import dataclass

from .roles import WITH_PLACE, Role


@dataclass(frozen=True)
class Column:
    """A column as understood. `by` says what told its role: header, content or hand."""

    index: int
    start: int
    end: int
    header: str
    role: Role
    by: str = "header"

    @property
    def with_place(self) -> bool:
        """«Сроки / место проведения»."""
        return self.role is Role.DEADLINE and bool(WITH_PLACE.search(self.header))
