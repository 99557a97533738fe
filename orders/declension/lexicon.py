"""Words that spelling alone does not tell apart; all in lower case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RUSSIAN_NAMES = _words(
    """
    александр алексей анатолий андрей антон аркадий артём артем борис вадим валентин валерий василий виктор виталий
    владимир владислав всеволод вячеслав геннадий георгий глеб григорий даниил денис дмитрий евгений егор иван игорь
    илья кирилл константин лев леонид максим матвей михаил никита николай олег павел пётр петр роман руслан семён
    семен сергей станислав степан тимофей фёдор федор юрий ярослав
    """
)
HIS_NAMES_IN_A = _words("илья никита фома лука савва кузьма данила гаврила мустафа муса иса")

# Surnames from French with the stress on the last vowel, and other names that never change.
FIXED_SURNAMES = _words("золя дюма тома дега бенуа моруа петипа труайя фурье")
FIXED_FIRST_NAMES = _words("зульфие нино николь мишель рашель изабель эммануэль аниель элен ирен")
FIXED_FIRST_PARTS = _words("бонч нечуй кара ибн бен аль эль тер мац хан шах")

# Germans and others whose -их is no plural of a nickname, whose -ов and -ин no Russian ending.
GERMAN_IKH = _words("рерих дитрих ульрих фридрих эрлих генрих фрейндлих мюнних гейнрих")
FOREIGN_OV = _words("дарвин чаплин грин кронин бюлов флотов гершвин")

STRESSED_HUSHING_A = _words("лапша паша левша душа межа парша каланча саранча свеча парча вожжа ханжа")
CONSTANT_VOWEL = _words("кочубей грек чек сок блок")  # «Блока», although «-ок» often loses its vowel
