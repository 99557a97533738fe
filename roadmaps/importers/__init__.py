"""Any school's roadmap walks in: DOCX, XLSX, ODT, PDF, HTML, text -> a `RoadmapDraft` and an account of every row.

    from roadmaps.importers import ImportRefused, read_file, understand

    source = read_file(data)                      # a SourceDocument, or ImportRefused with what to do
    reading = understand(source)                  # draft, columns, placed, not_placed, doubts
    reading = understand(source, roles={2: "result", 3: "deadline"})   # the columns as a person has set them

Pure Python, no Django: `readers` tell what stands where in a file, `understanding` what it means; nothing is saved.
What could not be placed is listed, never dropped: `source_rows` of a reading is `len(placed) + len(not_placed)`.
"""

from .opening import read_file, read_pasted
from .refusals import ImportRefused
from .source import SourceDocument
from .understanding.reading import Reading, understand
from .understanding.roles import Role

__all__ = ["ImportRefused", "Reading", "Role", "SourceDocument", "read_file", "read_pasted", "understand"]
