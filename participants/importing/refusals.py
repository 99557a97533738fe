"""Why a file cannot be read: each reason says, in Russian and for the person who uploaded it, what to do."""

from core.errors import Refused


class ReadingRefused(Refused):
    """The file is not taken; `str(error)` is for the person."""

    message = ""

    def __init__(self, message: str = ""):
        super().__init__(message or self.message)


class TooBig(ReadingRefused):
    message = (
        "Файл больше 20 МБ. База на десять тысяч человек занимает около двух: удалите из файла рисунки и лишние "
        "листы, сохраните и загрузите снова."
    )


class Bomb(ReadingRefused):
    message = (
        "Файл не открыт: его содержимое при распаковке становится слишком большим. "
        "Скопируйте таблицу в новую книгу Excel, сохраните её и загрузите."
    )


class TooManyRows(ReadingRefused):
    message = "В таблице больше 20 000 строк. Разделите её на несколько файлов и загрузите их по очереди."


class PasswordProtected(ReadingRefused):
    message = (
        "Файл защищён паролем. Откройте его, снимите пароль («Файл» → «Сведения» → «Защита книги»), "
        "сохраните и загрузите снова."
    )


class OldFormat(ReadingRefused):
    message = (
        "Файлы старого формата (.xls, .doc) не читаются. Откройте файл в Excel или LibreOffice, "
        "выберите «Сохранить как» → «Книга Excel (.xlsx)» и загрузите полученный файл."
    )


class NotASpreadsheet(ReadingRefused):
    message = (
        "Это не таблица. Загрузите файл Excel (.xlsx), LibreOffice (.ods) или CSV; "
        "таблицу из Word или PDF скопируйте в новую книгу Excel."
    )


class Empty(ReadingRefused):
    message = "В файле нет данных. Проверьте, тот ли файл выбран, и загрузите другой."


class Damaged(ReadingRefused):
    message = (
        "Файл повреждён и не открывается. Откройте его в Excel, сохраните заново и загрузите; "
        "если не открывается и там, возьмите другую копию."
    )


class NoTable(ReadingRefused):
    message = (
        "В файле не найдена шапка таблицы: нет столбца с фамилией, именем и отчеством. "
        "Назовите его «ФИО» в строке над данными и загрузите файл снова или укажите столбцы вручную."
    )


class OnlyHeading(ReadingRefused):
    message = "Под шапкой таблицы нет ни одной строки. Внесите данные и загрузите файл снова."
