"""What a password must not be made of here: the words of this field, which a dictionary of foreign passwords lacks."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = (
    "наставни", "куратор", "директор", "методист", "школа", "лицей", "гимназия", "учитель", "педагог", "пароль",
    "администратор", "nastavni", "kurator", "direktor", "metodist", "shkola", "school", "mentor", "parol", "password",
    "admin", "yfcnfdybr", "gfhjkm", "irjkf",
)  # fmt: skip
LEAST_BESIDE = 6  # signs


class FieldWordsValidator:
    """Refuses a password of which little is left without such a word: «Школа2026», «nastavnik-1»."""

    def validate(self, password: str, user=None) -> None:
        rest = password.lower()
        for word in WORDS:
            rest = rest.replace(word, "")
        if rest != password.lower() and len(re.sub(r"[\W_]", "", rest)) < LEAST_BESIDE:
            raise ValidationError(self.get_help_text(), code="password_of_the_field")

    def get_help_text(self) -> str:
        return _("A password must not consist of words like «school», «mentor», «curator» and a few digits.")
