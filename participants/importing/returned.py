"""The file of rejected rows when it comes back corrected: the columns of the first file, moved by two of ours."""

from collections.abc import Sequence

ERRORS, ROW = "Ошибки", "Строка файла"
UNTITLED = "Столбец {}"


def titles_of_returned(titles: Sequence[str]) -> list[str]:
    """The heading of the file of rejected rows: every column of the first file under a title."""
    return [ERRORS, ROW, *(title or UNTITLED.format(place) for place, title in enumerate(titles, start=1))]


def first_titles(titles: Sequence[str]) -> tuple[list[str], int]:
    """The heading of the first file and by how many columns it has moved; any other heading as it is."""
    if list(titles[:2]) != [ERRORS, ROW]:
        return list(titles), 0
    rest = enumerate(titles[2:], start=1)
    return ["" if title == UNTITLED.format(place) else title for place, title in rest], 2
