"""What a number counts, read from what stands beside it, in eight languages."""

from __future__ import annotations

import re
from typing import Final

from .units import unit_at

_DE_MONTHS: Final = (
    r"Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
_FR_MONTHS: Final = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
ES_MONTHS: Final = (
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_RU_MONTHS: Final = r"январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
EN_MONTHS: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)

_CURRENCY: Final = (
    r"美元|英镑|英鎊|欧元|歐元|日元|人民币|人民幣|元|ドル|ポンド|ユーロ|円"
    r"|달러|파운드|유로|원(?= |의|을)"
    r"|Euro|Dollar|Pfund|euros?|dollars?|livres? sterling|dólares|libras?|доллар|фунт|евро|руб"
    r"|pounds?|[$€£¥₽₩]|US\$|USD|EUR|GBP"
)

_AFTER: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "percent",
            r"[ \u00a0\u202f-]?(?:[%％]|Prozent|pour ?cent|por ?ciento|процент|パーセント|퍼센트"
            r"|个百分点|個百分點|per ?cent)",
        ),
        ("tenths", r" ?(?:割(?![りら引])|成(?=[的以左受，。、多人]))"),
        ("century", r" ?(?:世[纪紀]|세기)|\.? ?Jahrhundert|e siècle|(?:-?[а-я]{1,2})? век"),
        ("decade", r" ?(?:年代|년대)|er[ -]Jahre|-[ех] год|s(?![a-z])"),
        ("month", r" ?[月월]"),
        ("generation", r" ?(?:代(?=[^\W\d])|대(?= |의|초|중|후|로|에|인))"),
        ("day", r" ?(?:[日号號](?![間间])|일(?![간 ]동))"),
        (
            "day",
            rf"(?:\.|º|er|-?го|th|st|nd|rd)? (?:de |of )?(?:{_DE_MONTHS}|{_FR_MONTHS}|{ES_MONTHS}"
            rf"|{_RU_MONTHS}|{EN_MONTHS}\b)",
        ),
        (
            "age",
            r" ?(?:[岁歲歳]|才(?!能)|세(?!기)|살)|-?jährig|-Jährig| Jahren? alt|-?летн|-year-old"
            r"| years? old| ?(?:ans|años|лет)\b",
        ),
        ("money", rf"[ \u00a0\u202f]?(?:{_CURRENCY})"),
        (
            "ordinal",
            r"(?:\.|e|er|ère|º|ª|[.]º)(?= [a-zA-Zа-я])|-(?:й|я|го|м|ю|ая|ый|ой|му)\b"
            r"|番目|번째|位|위| ?周年|주년",
        ),
        ("ordinal", r"(?:st|nd|rd|th)\b"),
    )
)

_YEAR_AFTER: Final = re.compile(r" ?(?:年|년|год)|(?: г\.)")
_LONG_AGO: Final = re.compile(" ?[年년]")
_BEFORE: Final = tuple(
    (kind, re.compile(rf"(?:{pattern})$", re.IGNORECASE))
    for kind, pattern in (
        ("ordinal", r"第 ?|제 ?"),
        ("percent", r"百分之 ?"),
        ("money", r"[$£€¥] ?"),
        ("decade", r"ann[ée]es |años |décadas? de "),
        ("label", r"№ ?|[Nn][or]\. ?|Nr\. ?"),
        ("age", r"\baged |im Alter von |âgée?s? de |de edad |возрасте "),
    )
)

_ANY_AFTER: Final = re.compile("|".join(p.pattern for _, p in _AFTER), re.IGNORECASE)
_ANY_BEFORE: Final = re.compile("|".join(p.pattern for _, p in _BEFORE), re.IGNORECASE)

#: These signs mean both.
_MINUTE_OR_POINT: Final = ("分", "분")

_LONGEST_MONTH: Final = 31

#: How far back the text before a number is looked at.
_REACH: Final = 16


def kinds_of(text: str, start: int, end: int, digits: str) -> tuple[str, ...]:
    """Return what the number at a span can count; nothing if that is open.

    >>> kinds_of("2018年9月29日", 0, 4, "2018"), kinds_of("16岁", 0, 2, "16")
    (('year',), ('age',))
    """
    kinds: list[str] = []
    if _ANY_AFTER.match(text, end):
        kinds = [kind for kind, pattern in _AFTER if pattern.match(text, end)]
    before = text[max(0, start - _REACH) : start]
    if _ANY_BEFORE.search(before):
        kinds += [kind for kind, pattern in _BEFORE if pattern.search(before)]
    if "day" in kinds and digits.isdecimal() and int(digits) > _LONGEST_MONTH:
        kinds = [kind for kind in kinds if kind != "day"] + ["days"]
    if "decade" not in kinds and _YEAR_AFTER.match(text, end) and len(digits) == 4:
        kinds.append("year")
    elif not kinds and _LONG_AGO.match(text, end) and len(digits) < 4:
        kinds.append("years")
    unit = unit_at(text, end)
    if unit and not ("year" in kinds or "day" in kinds):
        kinds.append(unit)
    if unit in ("minute", "point") and text[end : end + 2].strip()[:1] in _MINUTE_OR_POINT:
        kinds += ["minute", "point"]
    if not kinds and len(digits) == 4 and digits[:2] in ("17", "18", "19", "20"):
        kinds.append("maybe-year")
    return tuple(dict.fromkeys(kinds))
