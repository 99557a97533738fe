"""A `SourceDocument` understood as a roadmap: which table, which column says what, what each row is.

The way goes `layout` (columns by header, `content` where the header is silent) -> `body` (rows into sections and
activities) with `head` (title, stamps, period) -> `reading`, which accounts for every record of the source.
"""
