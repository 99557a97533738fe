"""Where the rows of a table without rules begin: by the white between them, by numbers, or by how lines begin."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from .pdf_lines import TableLine

ROW_GAP = 0.2  # of the height of a line: so much more white than within a row
MOSTLY = 0.8
SELDOM = 0.15
FEW_NUMBERS = 2


def rows_by_lines(lines: Sequence[TableLine]) -> list[list[TableLine]]:
    """The lines of every row. A page always begins one: whether it goes on from the page before, its text tells."""
    numbered = _numbered(lines)
    by_white = _by_white(lines, numbered)
    rows: list[list[TableLine]] = []
    for place, line in enumerate(lines):
        if line.gap is None or line.printed.text == lines[0].printed.text:
            begins = True
        elif by_white is not None:
            begins = by_white[place] or (numbered[place] and any(numbered[place - len(rows[-1]) : place]))
        elif any(numbered):
            begins = numbered[place] or _is_of_another_kind(line, rows[-1])
        else:
            begins = line.begins or _is_of_another_kind(line, rows[-1])
        if begins:
            rows.append([])
        rows[-1].append(line)
    return _with_paragraphs(rows) if any(numbered) else rows


def _with_paragraphs(rows: list[list[TableLine]]) -> list[list[TableLine]]:
    """Where rows are numbered, white above a text alone in its column only parts paragraphs of a cell."""
    done: list[list[TableLine]] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        begins_page = row[0].gap is None
        ends_page = below is not None and below[0].gap is None
        alone = len({piece.first for line in row for piece in line.pieces}) == 1 and row[0].pieces[0].first > 0
        if done and alone and not begins_page and not row[0].is_wide and not (ends_page and has_number(below)):
            done[-1] = [*done[-1], *row]
        else:
            done.append(row)
    return done


def has_number(row: Sequence[TableLine]) -> bool:
    first = next((line for line in row if line.pieces[0].first == 0), None)
    return first is not None and first.number


def are_halves(above: Sequence[TableLine], below: Sequence[TableLine]) -> bool:
    """The last row of a page without its number, or nothing but the number, and the rest on the next page."""
    pieces = [piece for line in above for piece in line.pieces]
    if any(piece.is_wide for piece in pieces):
        return False
    bare = has_number(above) and len(pieces) == 1
    return has_number(below) != has_number(above) and (bare or has_number(below))


def _numbered(lines: Sequence[TableLine]) -> list[bool]:
    """The lines with the number of a row; none when what stands there is something else."""
    numbers = [line.number for line in lines]
    first = numbers.index(True) if any(numbers) else 0
    own = sum(line.pieces[0].last == 0 for line in lines[first:])
    if sum(numbers) >= max(FEW_NUMBERS, MOSTLY * own):
        return numbers
    dotted = [line.dotted for line in lines]
    return dotted if sum(dotted) > FEW_NUMBERS else [False] * len(lines)


def _by_white(lines: Sequence[TableLine], numbered: Sequence[bool]) -> list[bool] | None:
    """The lines with more white above them than there is within rows, if it parts the rows indeed."""
    gaps = Counter(round(line.gap) for line in lines if line.gap is not None)
    common = [gap for gap, times in gaps.items() if times > SELDOM * len(lines)]
    if not common:
        return None
    most = min(common) + ROW_GAP * median(line.printed.words[0].height for line in lines)
    marks = [line.gap is None or line.gap > most for line in lines]
    return marks if sum(marks) > FEW_NUMBERS and _parts_rows(lines, marks, numbered) else None


def _parts_rows(lines: Sequence[TableLine], marks: Sequence[bool], numbered: Sequence[bool]) -> bool:
    """With numbers, nearly every one is alone between two whites; else nearly every white has a full line below it."""
    if any(numbered):
        in_block = Counter(sum(marks[: place + 1]) for place, number in enumerate(numbered) if number)
        return sum(times == 1 for times in in_block.values()) >= MOSTLY * sum(numbered)
    marked = [line for line, mark in zip(lines, marks, strict=True) if mark]
    return sum(line.begins or line.is_wide for line in marked) >= MOSTLY * len(marked)


def _is_of_another_kind(line: TableLine, row: Sequence[TableLine]) -> bool:
    """A heading over several columns or in bold type among rows of plain cells, or such a row after it."""
    above = row[-1]
    heading = line.pieces[0].first == 0 and len(line.pieces) == 1 < len(above.pieces) and line.leads
    if line.printed.bold != above.printed.bold or (line.printed.bold and heading):
        return True
    wide = any(each.is_wide for each in row)
    aligned = len(line.pieces) == 1 and any(line.pieces[0].first == piece.first for piece in above.pieces)
    return line.is_wide != wide and not (wide and aligned)
