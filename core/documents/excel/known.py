"""What formulas came to, beside them: a preview without a calculator (a telephone, a mail program) shows it.

openpyxl writes a formula with an empty value. Excel and LibreOffice count anew when they open the file.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?')


def sheets_with_values(book: bytes, sheets: Sequence[Mapping[str, object]]) -> dict[str, bytes]:
    """The parts of the XLSX that hold formulas, by name, with the values of each sheet, in order, by their places."""
    known = {f"xl/worksheets/sheet{number}.xml": values for number, values in enumerate(sheets, start=1) if values}
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return {name: _filled(archive.read(name).decode(), values) for name, values in known.items()}


def _filled(sheet: str, values: Mapping[str, object]) -> bytes:
    return _FORMULA.sub(lambda found: _cell(*found.groups(), values[found[1]]), sheet).encode()


def _cell(place: str, look: str, formula: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{place}"{look} t="str">{formula}<v>{escape(value)}</v>'
    return f'<c r="{place}"{look}>{formula}<v>{float(value)!r}</v>'
