"""Why a file cannot be read: each reason says, in Russian and for the person who uploaded it, what to do."""

from typing import ClassVar

from core.errors import Refused


class ImportRefused(Refused):
    """The file is not taken. `code` is stable, `str(error)` is for the person."""

    code: ClassVar[str] = "refused"
    message: ClassVar[str] = ""
    of_text: ClassVar[str] = ""  # the same of a pasted text, where `message` speaks of a file

    def __init__(self, message: str = ""):
        super().__init__(message or self.message)


class TooBig(ImportRefused):
    code = "too_big"
    message = (
        "Файл больше 20 МБ. Дорожная карта столько не занимает: удалите из файла рисунки и сканы "
        "или сохраните только страницы с таблицей и загрузите снова."
    )


class Bomb(ImportRefused):
    code = "bomb"
    message = (
        "Файл не открыт: его содержимое при распаковке становится слишком большим или слишком сложным. "
        "Скопируйте таблицу в новый документ, сохраните его в DOCX или XLSX и загрузите."
    )


class TooManyRows(ImportRefused):
    code = "too_many_rows"
    message = (
        "В файле слишком много строк для дорожной карты. "
        "Оставьте в нём только таблицу плана мероприятий и загрузите снова."
    )
    of_text = "В тексте слишком много строк для дорожной карты. Вставьте только таблицу плана мероприятий."


class PasswordProtected(ImportRefused):
    code = "password"
    message = (
        "Файл защищён паролем. Откройте его в своей программе, снимите пароль "
        "(в Word «Файл» → «Сведения» → «Защита документа», в Excel «Файл» → «Сведения» → «Защита книги» → "
        "«Зашифровать с использованием пароля»: сотрите пароль), сохраните и загрузите снова."
    )


class OldFormat(ImportRefused):
    code = "old_format"
    message = (
        "Файлы старого формата (.doc, .xls) не читаются. Откройте файл в Word, Excel или LibreOffice, "
        "выберите «Сохранить как» → DOCX или XLSX и загрузите полученный файл."
    )


class RichText(ImportRefused):
    code = "rtf"
    message = (
        "Файлы RTF не читаются. Откройте файл в Word или LibreOffice, выберите «Сохранить как» → DOCX "
        "и загрузите полученный файл."
    )


class WebArchive(ImportRefused):
    code = "web_archive"
    message = (
        "Веб-архивы (.mht, .mhtml) не читаются. Откройте файл в Word и сохраните как DOCX либо скопируйте таблицу "
        "с его страницы и вставьте её в поле для текста, затем загрузите."
    )


class ScanWithoutText(ImportRefused):
    code = "scan"
    message = (
        "В файле только изображение страниц, текста в нём нет. Найдите исходный документ в DOCX или XLSX "
        "или распознайте скан программой распознавания текста, проверьте результат и загрузите его."
    )


class UnknownKind(ImportRefused):
    code = "unknown_kind"
    message = (
        "Такие файлы не читаются. Загрузите дорожную карту в DOCX, XLSX, ODT, ODS, PDF с текстом, HTML, CSV или TXT."
    )


class Empty(ImportRefused):
    code = "empty"
    message = "В файле нет текста. Проверьте, тот ли файл выбран, и загрузите другой."
    of_text = "Во вставленном нет текста. Скопируйте таблицу плана мероприятий ещё раз и вставьте её."


class Damaged(ImportRefused):
    code = "damaged"
    message = (
        "Файл повреждён и не открывается. Откройте его в своей программе, сохраните заново и загрузите; "
        "если не открывается и там, возьмите другую копию."
    )


class NoRoadmap(ImportRefused):
    code = "no_roadmap"
    message = (
        "В файле не найдена таблица дорожной карты: нет ни шапки (мероприятие, срок, ответственный), ни строк, "
        "похожих на мероприятия. Проверьте, тот ли файл выбран, или укажите графы вручную."
    )
    of_text = (
        "Во вставленном тексте не найдена таблица дорожной карты. Выделите в документе всю таблицу вместе с её шапкой "
        "(мероприятие, срок, ответственный), скопируйте и вставьте её ещё раз или загрузите сам файл."
    )


class PeriodUnknown(ImportRefused):
    code = "period_unknown"
    message = "В документе не сказано, на какой период составлена дорожная карта. Укажите её начало и окончание."
