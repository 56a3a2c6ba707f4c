"""Signs of a wrong reading: what mojibake nearly always holds and clean text hardly ever.

They are the trigger of the mojibake rule, so they decide what clean text costs.  Each
sign is a set of characters and what must follow; ``tools/measure_signs.py`` counts how
often they fire on clean text and how often garbled text goes without.
"""

from __future__ import annotations

import re
from typing import Final

from .codepages import table
from .han_signs import RARE_IN_CLEAN_TEXT

#: Marks that stand beside any letter in clean text; each is also a UTF-8 trail byte somewhere.
_CLOSERS: Final = "\N{NO-BREAK SPACE}»«”“’‘„…–—™®©°"

_SINGLE_BYTE_READERS: Final = (
    "western",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859-2",
)


def _set(characters: str) -> str:
    """Return the body of a regular-expression set."""
    return "".join(re.escape(char) for char in dict.fromkeys(characters))


def _without(characters: str, left_out: str) -> str:
    return "".join(char for char in characters if char not in left_out)


def _leads(page: str, low: int, high: int) -> str:
    return table(page)[low : high + 1]


def _trails(page: str) -> str:
    return table(page)[0x80:0xC0].replace("\ufffe", "")


def _utf8_signs(page: str) -> list[tuple[str, str]]:
    """UTF-8 read as a code page of a Latin or Greek script: a lead byte and its trail bytes."""
    trails = _trails(page)
    single = f"[{_set(_without(trails, _CLOSERS))}]"
    double = f"(?![{_set(_CLOSERS)}]{{2}})[{_set(trails)}]{{2}}"
    always = table(page)[0xC3]
    return [
        (always, f"[{_set(trails)}]"),
        (_without(_leads(page, 0xC2, 0xDF), always), single),
        (_leads(page, 0xE1, 0xEF), double),
    ]


def _pair_signs(page: str, low: int = 0xC2, high: int = 0xDF) -> list[tuple[str, str]]:
    """UTF-8 read as a code page whose lead bytes are letters of its own script: two pairs."""
    lead, trail = f"[{_set(_leads(page, low, high))}]", f"[{_set(_trails(page))}]"
    return [(_leads(page, low, high), f"{trail}{lead}{trail}")]


#: Letters that one code page shows for another's, and the neighbours they never have in
#: any language of the training corpora (fewer than five times in 50 MB).
_LONELY_LETTERS: Final = {
    "õ": "[acfqwxyzbvk.\\s]",
    "û": "[abdefghijkopqsuvwxyz,.\\s]",
    "ê": "[fghijkowyz]|(?<=[aejoqxi]ê)",
    "æ": "[ahoquwxyz,.]|(?<=[acioquwxyz]æ)",
    "è": "[aehjkwy]|(?<=[ejqw]è)",
    "ø": "[achioquwxz]|(?<=[aceoquwxyz]ø)",
    "ù": "[bcdefghjklopqrstuvwxz]|(?<=[aefjknpquwxyz]ù)",
    "ì": "[bcdefghijklopqrstuvwxyz]|(?<=[aefijoqwxyz]ì)",
    "ï": "[fghijkpyz,.]|(?<=[cfjklmqtvwxyz]ï)",
    "ò": "[ehjkouvwyz]|(?<=[ajkoqwy]ò)",
    "ã": "[abcdfghjklmpqrtuvwxz]|(?<=[akqwy]ã)",
    "þ": "[bcdfghklnpqstwxz,.\\s]|(?<=[bcdefghijkopqvwxyz]þ)",
    "ð": "[copqwxyz]|(?<=[bcdhjklmnpqstvwxz]ð)",
    "ñ": "[bcdfghjklmnpqrstvwxyz,.]|(?<=[bcdfghjklmnpqrstvwxyz]ñ)",
    "å": "[cijoquwxyz]|(?<=[acoquwxyz]å)",
    "¹³¾¼½²¥£¢¤¦§¨¬¯±¶µªº¸": "[a-z]",
    "¿¡": "(?<=[a-z].)",
}

_MULTI_BYTE_AS_WESTERN: Final = "¡-©¬®-º¼-¿À-ÿŠšŒœŽžŸƒˆ‡†‰"

#: How Korean words end where EUC-KR was read as GBK; Chinese words are not followed by blanks.
_HANGUL_ENDINGS_AS_HAN: Final = (
    "绰促捞阑绊狼俊篮夸啊甫肺档茄霸瘤搁单父荐苞扁唱秦绢拳牢客具款洒老弊矫歹飘磊鳖胶带芭澜锭公扼柳富繁烈聪电傈巴惑救郴肋措弗尔扒粱靛林楼厘"
    "甸荤矾瞪匙埃酒斥咯吝沥侩淀快锅贰历犁脚霖阜废辨杭惫变磐抛吧巩陛抄龙姐疵膊备夯恐饶固割痢烦"
)

#: À to ÿ in UTF-8, read as GBK; no lower-case Latin letter stands beside these in clean text.
_ACCENTED_AS_HAN: Final = bytes(
    byte for trail in range(0x80, 0xC0) for byte in (0xC3, trail)
).decode("gbk")

SIGNS: Final[tuple[tuple[str, str], ...]] = (
    # Latin-1 shows C1 controls; no one types them (NEXT LINE is left out: it ends lines).
    ("\x80-\x84\x86-\x9f", ""),
    *(sign for page in _SINGLE_BYTE_READERS for sign in _utf8_signs(page)),
    ("ð", f"[{_set(_trails('western'))}]{{3}}"),  # F0 begins an emoji
    *_pair_signs("cp1251"),
    *_pair_signs("cp1256", 0xD8, 0xDB),
    ("أآ", "[©¨´ª«¯®»§]"),
    ("¬√ƒ≈∆", f"[{_set(_trails('mac-roman'))}]"),
    *_pair_signs("mac-roman", 0xCE, 0xD9),
    ("‚„‰ÁËÊÈÍÎÏÌÓÔ", f"[{_set(_without(_trails('mac-roman'), 'áéíóúàèêôüöä'))}]{{2}}"),
    ("┬├─┼╨╤", f"[{_set(_without(_trails('cp437') + _trails('cp866'), '─│┌┐└┘├┤┬┴┼═║╔╗╚╝'))}]"),
    ("пясц", "[─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞]"),
    # A script's bytes read as Latin: whole words of accented letters.
    (_MULTI_BYTE_AS_WESTERN, f"[{_MULTI_BYTE_AS_WESTERN}]{{2}}"),
    *_LONELY_LETTERS.items(),
    # KOI8-R and Windows-1251 read as one another swap the case of Cyrillic letters.
    ("а-яё", "[А-ЯЁ]{2}"),
    ("А-ЯЁ", "[А-ЯЁ]{1,15}[ ,][А-ЯЁ]{2}"),
    ("ЎўЈ¤Ґ¦§©Є«¬®Ї°±Ііґµ¶·№є»јЅѕї", "[а-яA-Za-z]?[ЎўЈ¤Ґ¦§©Є¬®]"),
    # Halfwidth katakana: Chinese bytes read as Shift-JIS.
    ("ｦ-ﾟ", "[\u4e00-\u9fff\uff61-\uff9f]"),
    (RARE_IN_CLEAN_TEXT, ""),
    (_HANGUL_ENDINGS_AS_HAN, "[ .,?!]"),
    (_ACCENTED_AS_HAN, "[a-z]|(?<=[a-z].)"),
)

FIRST: Final = "".join(first for first, _ in SIGNS)
THEN: Final = "(?:" + "|".join(f"(?<=[{first}])(?:{then})" for first, then in SIGNS) + ")"
