"""The six cases of one name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

OBLIQUE = ("genitive", "dative", "accusative", "instrumental", "prepositional")
CASES = ("nominative", *OBLIQUE)


@dataclass(frozen=True)
class Cases:
    """A name or a position by cases. `gender` is «f», «m» or empty; not `confident`: a person must look."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    prepositional: str
    gender: str = ""
    confident: bool = True

    @classmethod
    def of(cls, forms: Iterable[str], *, gender: str = "", confident: bool = True) -> "Cases":
        """From six forms in the order of CASES."""
        return cls(*forms, gender=gender, confident=confident)

    def corrected(self, overrides: Mapping[str, str] | None) -> "Cases":
        """With the forms that a person has written; all five of them make it certain. ValueError for no such case."""
        given = {case: " ".join(form.split()) for case, form in (overrides or {}).items() if form.strip()}
        unknown = given.keys() - set(OBLIQUE)
        if unknown:
            raise ValueError(f"no such case: {', '.join(sorted(unknown))}")
        forms = [given.get(case, getattr(self, case)) for case in CASES]
        confident = self.confident or given.keys() == set(OBLIQUE)
        return Cases.of(forms, gender=self.gender, confident=confident)

    def forms(self) -> dict[str, str]:
        """The oblique forms by case."""
        return {case: getattr(self, case) for case in OBLIQUE}
