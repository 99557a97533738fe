"""Which kind of document a result names: the first named one counts, for it is the one that shows the work is done."""

import re

# Values of roadmaps.models.DocumentKind; the order breaks ties at one place of the text.
KINDS = (
    ("analytic_note", r"(?<!для )аналитическ\w+ справк|рекомендаци\w+ по результатам мониторинга"),
    (
        "regulation",
        r"положени[ея]|локальн\w+[\s–-]+(?:нормативн\w+ )?(?:правов\w+ )?акт|регламент|изменени\w+ в локальн",
    ),
    ("memo", r"служебн\w+ записк|докладн"),
    ("order", r"приказ|распоряжени|постановлени|орд\b"),
    ("agreement", r"соглашени[ея] (?!на)|договор"),
    ("consent", r"согласи[ея] (?:на|родител|наставл)"),
    ("programme", r"(?<!реализации )(?<!эффективности )(?<!из )(?<!влияния )(?<!участием в )программ[аыуе]?\b"),
    ("plan", r"план[аы]?\b|дорожн\w+ карт|(?<!отдельному )график"),
    ("register", r"баз[аы]\b|банк (?!кейс)|реестр|перечень|список|списки|муниципальн\w+ баз\w+ данных"),
    ("guide", r"памятк|сценари|методическ\w+ (?:материал|рекомендац|пособи)|буклет|инструкци"),
    (
        "publication",
        r"публикаци|размещ[её]нн\w+ информаци|на(?:личие на)? сайт|наполнение информационн|пост[ыа]? в|стать[ия]",
    ),
    ("report", r"отч[её]т|(?<!аналитической )справк"),
    ("survey", r"анкет|опрос"),
    ("case", r"кейс"),
    ("event", r"семинар|вебинар|конференци|конкурс|круглый стол|мастер-класс|совещани|заседани"),
)
PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in KINDS)


def kind_of(result: str) -> str:
    """The code of the kind, or "" when the result names no document."""
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(PATTERNS)
        if (match := pattern.search(result))
    ]
    return min(found)[2] if found else ""
