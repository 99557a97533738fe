"""The taxpayer number (ИНН): ten digits of an organisation, twelve of an entrepreneur, the last ones check digits."""

ORGANISATION = ((2, 4, 10, 3, 5, 9, 4, 6, 8),)
ENTREPRENEUR = ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
WEIGHTS = {10: ORGANISATION, 12: ENTREPRENEUR}


def is_inn(text: str) -> bool:
    """Whether the digits are a taxpayer number, by its control sums."""
    if not (text.isascii() and text.isdecimal() and len(text) in WEIGHTS and int(text)):
        return False
    return all(_control(text, weights) == int(text[len(weights)]) for weights in WEIGHTS[len(text)])


def _control(digits: str, weights: tuple[int, ...]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11 % 10
