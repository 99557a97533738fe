"""A workbook that somebody else made: opened with care, its named cells found, filled without spoiling the rest.

    book = opening.opened(data)            # raises WorkbookRefused
    names = naming.names_in(book)
    content, notes = filling.filled(data, {"дата": day}, {"ОО_наименование": ["Школа № 1", "Школа № 2"]})

Knows nothing of figures and of the database.
"""
