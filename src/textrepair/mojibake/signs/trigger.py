"""Signs of a wrong reading: what mojibake nearly always holds and clean text hardly ever.

They are the trigger of the mojibake rule, so they decide what clean text costs.  ``FIRST``
holds characters that are rare in clean text, and ``THEN`` tells by their neighbours whether
they are a sign.  The alternatives begin with the character that follows wherever they can, for
that is how the engine passes over them soonest.  ``tools/measure_signs.py`` counts how often
signs fire on clean text and how often garbled text goes without.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from ...encodings import decode_table, encoding_named
from ..channels import CHANNELS
from . import dos_name_signs, mixed_word_signs, structure_signs
from .mixed_word_signs import HOMOGLYPHS
from .sign_patterns import (
    beside,
    body,
    east_asian,
    one_of,
    only,
    trails,
    windows_of,
    without,
)

_LATIN_WINDOWS: Final = windows_of("latin")
_CYRILLIC_WINDOWS: Final = windows_of("cyrillic")
_HANGUL_ENDINGS: Final = east_asian("ending")
_CLOSINGS: Final = list(map("".join, zip(*[iter(east_asian("closing"))] * 2, strict=True)))

#: Marks that stand beside any letter in clean text; each is also a UTF-8 trail byte somewhere.
_CLOSERS: Final = "\N{NO-BREAK SPACE}»«”“’‘„…–—™®©°·´\N{GREEK TONOS}‹›×÷"
_LATIN_LETTER: Final = "[a-zà-ž]"

# --- UTF-8 read as a code page of the Latin, Greek, Hebrew or Arabic script -----------------

#: Latin code pages that UTF-8 is read as, and that have letters where UTF-8 has its lead bytes.
_LATIN_PAGES: Final = tuple(
    channel.read_as
    for channel in CHANNELS
    if channel.written_in == "utf-8"
    and encoding_named(channel.read_as).script == "Latin"
    and decode_table(channel.read_as)[0xC2:0xC6].isalpha()
)
#: C2 to C5 begin all letters of Latin scripts and much punctuation.  Where these pages show
#: them as characters that are rare in clean text, whatever a trail byte may be is a sign.
_LATIN_LEADS: Final = "ÂÃÄÅĂĹ"
_NEXT_LINE: Final = "\x85"
_HEBREW_LEADS: Final = "\u05b2\u05b3"


def _marks(*pages: str) -> str:
    """Return trail bytes that are neither letters nor what stands beside letters anyway."""
    return "".join(
        char
        for char in without(trails(*pages), _CLOSERS)
        if unicodedata.category(char)[0] in "SPN" and not "\u0590" <= char <= "\u06ff"
    )


#: Elsewhere the sign is a mark right after a letter that is a lead byte.
_MARKS: Final = _marks(*_LATIN_PAGES, "cp1253", "cp1255", "cp1256") + "ƒˆ˜ªºµŒœŸ"
_MATHS: Final = "∫∑∏∂√≈≠∞≤≥"  # MacRoman
_MARK_LEADS: Final = (
    "À-ïðĂĹĆĀĐŃĎŘŮĞŠĻĪŲŁāćŒœÿŸΒΓΞΟβγ" + _HEBREW_LEADS + "\u05c0\u05c1\u05f3גآأطظعغ‰‡"
)

# --- legacy bytes read as Windows-1252 ------------------------------------------------------

#: Signs that stand beside words in clean text, and begin pairs of East Asian encodings.
_LONE_FIRST: Final = "´»²³µ·¹º¼½¾°"
#: A word by itself of two or three characters of two bytes, whose lead bytes show as signs or
#: capitals: ``¤j­ô``, ``ÄãÀÏ.txt``.
_PAIR: Final = "[@-~¡-ÿ]"
_LEAD: Final = "[¡-Þ]"
_SIGN: Final = "[¡-¿]"
_PAIRS: Final = (
    f"{_PAIR}{_LEAD}{_PAIR}(?<![^\\s\"'(\\[]....)(?![^\\s\"').])",
    f"{_PAIR}{_LEAD}{_PAIR}{_LEAD}{_PAIR}(?<![^\\s\"'(\\[]......)(?![^\\s\"').])",
)
#: Marks that are lead bytes of Shift-JIS, with one character between them: ``“ú–{``; a dash also
#: stands behind a capital in quotation marks, ``“Ü–Ä”``.
_SHIFT_JIS: Final = "(?:[‘“•ŠŒŽ‹]|[–—](?<![À-Þ].))(?<=[‘“•–—][¡-ÿ].)"
#: A word by itself of two characters of Shift-JIS, both of which begin with such bytes: ``—DŽq``.
#: Of 162 million characters of clean text, half of them in capitals, one place is so: ``"ŠAŠA"``.
_SHIFT_JIS_PAIR: Final = (
    "[@-~\xa0-ÿ](?<=[‘’“”•–—‹ŒŽŠˆ‰™][@-~\xa0-ÿ][ŠŒŽ‹ˆ‰].)(?<![^\\s\"'(]....)(?![^\\s\"').])"
)
_RUN: Final = "[¡-©¬®-º¼-¿À-ÿŠšŒœŽžŸƒˆ‡†‰‚„]"
#: Letters of such runs that are rare in most languages.
_RUN_LETTERS: Final = "ÁÂÃÅÆÇÈÊËÌÍÎÏÐÑÒÓÔÕØÙÚÛÝÞåæèêëìîïðñòøùûýþÿõ"

# --- UTF-8 read as a DOS page, MacRoman, KOI8-R or Windows-1251 -----------------------------

_DOS_TRAILS: Final = without(
    trails("cp437", "cp850", "cp852", "cp866"), "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬░▒▓■▄█▌▐▀\N{NO-BREAK SPACE}"
)
#: Greek and Arabic in UTF-8, as DOS shows their lead bytes.
_DOS_LEADS: Final = "╬╧╪┘╫"
_DOS_BOXES: Final = "╡╢╖╕╜╛╣╗╝┐▓"
_MAC_TRAILS: Final = without(trails("mac-roman"), "π")
_MAC_MARKS: Final = "†°¢£§•¶ß®©™´¨≠∞±µ∂∑∏∫ªºæøΩ≤≥"
_KOI8_MARKS: Final = without(trails("koi8-r"), "─│═║°²·÷\N{NO-BREAK SPACE}ё©")
_WINDOWS_TRAILS: Final = one_of(trails("cp1251"))

# --- Cyrillic code pages read as one another ------------------------------------------------

#: Corners where single and double lines meet: tables hold few.
_MIXED: Final = "╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫"
_CORNERS: Final = "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬"

#: Half-width katakana in Cyrillic pages, capitals and small letters in any order: within three
#: letters of one of these a capital follows a small letter, which clean words hardly ever have.
#: They are capitals that clean text holds few of, and small letters that are looked at anyway.
_KATAKANA_CAPITALS: Final = "ВГДЕРСЩЬЭФЁЎЈЄЙЦЮЫЖЯЛУИЗХЧШ"
_KATAKANA_SMALL: Final = "жзй"
_CAPITAL: Final = "[А-ЯЁЂ-Џ]"
_SMALL: Final = "[а-пёєіўјѕґ]"
#: UTF-8 trail bytes in Windows-1251; no capital follows a small letter.
_SERBIAN_CAPITALS: Final = "ЂЃЈЉЊЌЋЏЅ"

# --- East Asian encodings -------------------------------------------------------------------

#: À to ÿ in UTF-8, read as GBK, Big5 or EUC-KR; no lower-case Latin letter stands beside these
#: in clean text.
_ACCENTED_AS_HAN: Final = (
    "".join(
        dict.fromkeys(
            char
            for codec in ("gbk", "cp950", "cp949")
            for trail in range(0x80, 0xC0)
            for char in bytes((0xC3, trail)).decode(codec, "ignore")
        )
    )
    + structure_signs.IN_LATIN_WORDS
)
_HALFWIDTH: Final = "ｦ-ﾟ"

#: What Windows-1252, MacRoman and DOS show for one another's accented small letters.
_CAPITALS: Final = "ÀÂÃÄÈÉÊËÌÍÎÏÑÒÓÔÙÚÛÞŠŽ"
_FOREIGN: Final = "й"
_DOS_LETTERS: Final = "ΘΣⁿ≤"

#: The weak letters that clean text holds most often are tried apart from the others.
_FREQUENT: Final = "èêãâîìò"
_WEAK: Final = "".join(sorted(set("".join(_LATIN_WINDOWS.values()))))

#: After a Latin letter.  Most candidates in clean text are such, so this comes first.
_LATIN: Final = (
    f"{_RUN}{{3}}(?<=[{_RUN_LETTERS}]...)",
    f"{one_of(trails(*_LATIN_PAGES), _NEXT_LINE)}(?<=[{_LATIN_LEADS}].)"
    f"(?<![ÄÅĂ]”|Â{one_of(decode_table('western')[0x80:0xA0], 'ŚŤŹśťź')})",
    "[™›](?<=[ÈČ].)",  # Romanian
    "[ÄÅÇËÎÏÑÛÜ](?<=[ÐÞ].)",  # Iceland and the Faroes, and Vietnamese with Ð for Đ, have none
    *(f"{pairs}(?:(?<={_SIGN})|(?<={_SIGN}.)|(?<={_SIGN}..))" for pairs in _PAIRS),
    _SHIFT_JIS,
    _SHIFT_JIS_PAIR,
    "[‘“][–—•](?<=[ŠŒŽ]..)",
    *structure_signs.AFTER_LETTER,
    *mixed_word_signs.AFTER_LATIN_MARK,
    *mixed_word_signs.AFTER_CAPITAL_IN_WORD,
    f"(?<=[{_FREQUENT}])(?:{'|'.join(beside(only(_LATIN_WINDOWS, _FREQUENT)))})",
    f"(?<![{_FREQUENT}])(?:"
    + "|".join(beside(only(_LATIN_WINDOWS, without(_WEAK, _FREQUENT + "º³¹"))))
    + "|(?<=[À-ïðΓΞÿ][ŒœŸ])|(?<=αñ)"
    + "|[©Ø«®¹](?<=Ć.)|[¦®°¸ą](?<=ŕ.)|[‡†„‰Š¨©«¬®±§\N{SOFT HYPHEN}](?<=[ŘŮ].)"
    # é is a capital in MacRoman and on DOS; Irish writes ``na hÉireann``
    + f"|[a-z](?<={_LATIN_LETTER}[{body(_CAPITALS)}].)(?<!\\s[hnt][ÉÓ].)"
    + "|[ôöòúùìîñïõû¢¶∞†](?<=‚Ä.)|(?<=[ΓÔ]Ç)"  # E2 80 in MacRoman and on DOS
    # kana of Shift-JIS in MacRoman and on DOS: ``ÉtÉ@É``, ``âVâXâ``
    + "|[@\\[a-z][ÉÇ](?<=[ÉÇ]..)|[@-\\[][âé](?<=[âé]..))",
    *dos_name_signs.DOS_AFTER_LETTER,
)

#: After a mark.
_MARK: Final = (
    f"{_RUN}{{3}}(?<=[{body(_MARKS)}]...)(?<!§§..|´´..)",
    # No mark stands between two letters of clean text.
    f"{_LATIN_LETTER}(?<={_LATIN_LETTER}[{body(without(_MARKS, 'ªºƒ'))}].)",
    # â on DOS, which hardly stands between vowels, where Ewe has ``ƒ``
    f"{_LATIN_LETTER}(?<={_LATIN_LETTER}ƒ.)(?<![aeiouãõ]ƒ[aeiouãõ])",
    f"{_LATIN_LETTER}(?<=(?<![0-9])[¾¶].|(?<![0-9a-zà-ž])¹.)",
    # C3 to C5 in MacRoman: ``caf√©``
    f"{one_of(_MAC_TRAILS)}(?<=[√≈ƒ].)",
    "π(?<=[a-z]√.)",
    # C2 in MacRoman: ``¬´`` for «
    f"{one_of(_MAC_MARKS)}(?<=¬.)",
    "[–—](?<=[–—][∞∏µæ∑±∫ªº≤≥].)",  # Cyrillic letters in MacRoman
    # C2 to C5 on DOS: ``caf├®``, ``caf├⌐``
    f"{one_of(_DOS_TRAILS)}(?:(?<=[├-┼].)(?<![┤┴].)|(?<=[a-zA-Z ]─.))",
    f"[│║┤{_DOS_BOXES}](?<=[├┬].)(?:[a-z]|(?<=[a-zA-Z]..))",
    # Cyrillic letters on DOS: ``╨п``
    "[А-Яа-п│┤╡╢╖╕╣║╗╝╜╛┐░▒▓](?<=[╨╤].)",
    f"[А-ё{_MIXED}{_CORNERS}](?<=[{_MIXED}].)(?:(?<=[А-ё{_MIXED}])|(?<=[{_CORNERS}]..))",
    f"(?<=[{_MARK_LEADS}][{body(_MARKS + _MATHS)}])",
    # Cyrillic letters in KOI8-R: ``п▓``
    f"(?<=[пяцбсБ][{body(_KOI8_MARKS)}])|(?<=Б─≥)",
    # the byte order mark in Windows-1252; a mark of DOS right after a letter
    "(?<=ï»¿)|(?<=[À-ïΑ-ω][╕╖╡╢╜╛┐╗╝])",
    "(?<=[а-я][√№¤∙■])|[а-яЎўЁҐ«®](?<=[¬¤¦].)|(?<=ц÷)",
    "(?<=[Γأ\u05b3][©®])|(?<=[a-zA-Z ]Γ[ΌΆ„])",
    "[a-z](?<=รฉ.)|(?<=[a-z]รฉ)",  # é in code page 874
    *beside(only(_LATIN_WINDOWS, "º³¹")),
    f"[a-z](?<=[a-z][{_DOS_LETTERS}].)",
    # Lead bytes of other scripts, every second character.
    f"[^\\s═─━{_DOS_LEADS}][{_DOS_LEADS}](?<=[{_DOS_LEADS}]..)|[^\\s\\d◊](?<=◊.)",
    "(?<=О[±µ·])",  # Greek in Windows-1251
    # half-width katakana in Windows-1251 and on DOS: ``·ЅМЯЪЅ``, ``╪▌╦▀п``
    "(?<=[А-ЯЄІЇЅіґёєјѕї][°±¶·¬®])(?=[А-ЯЄІЇЅіґёєјѕї])|(?<=[єјѕїГДЖЗИЛПХЦЧШЩЪЫЬЭЮЯ]°)|(?<=[╒-╪][▀▄▌▐░▒])|(?<=[▀▌▐░])(?=[╒-╪])",
    # a word by itself, of pairs that begin with a sign: ``²»³Ú``, ``»çÁø``
    "(?:[À-ÿ][¡-ÿ]{2}|[¡-¿](?:[À-ÿ][¡-ÿ]|[¡-¿][À-ÿ]))"
    f"(?<=[{_LONE_FIRST}]...)(?<![^\\s\"'(\\[][{_LONE_FIRST}]...)",
    *_PAIRS,
    # words of Shift-JIS that begin with the bytes of marks: ``–³‘è``
    _SHIFT_JIS,
    _SHIFT_JIS_PAIR,
    # brackets of GBK and Big5: ``¡¶the art of war¡·``, ``¡iNEWS¡j``
    "(?<=¡[¶´°®º¸¾§¥])|[jnrvz](?<=¡.)(?![a-zA-Z])",
    "[Öù¢](?<=╚.)|(?<=[ąŕ]¤)|(?<=α«⌐)",
    "[ก-๛][a-z](?<=ร..)",  # accented letters in code page 874
    "(?<=[\x80-\x84\x86-\x9f])",
    # UTF-8 on a console, best-fitted: ``supprim+¬``
    "(?<=[a-zA-Z][+][¬®¿ºªƒ¦¡½«»ñû])(?:[a-z]|(?![^\\s,.;:!?]))",
    *structure_signs.AFTER_MARK,
    *mixed_word_signs.AFTER_MARK_IN_WORD,
    *dos_name_signs.DOS_AFTER_MARK,
)

#: After a Greek letter.
_GREEK: Final = (
    "[a-z](?<=[a-z][ΘΣ].)",
    "[^\\sΑ-ώ](?:(?<=[a-z][ΓΔΕΘ].)|[a-z](?<=[ΓΔΕΘ]..))",
    "[¤¦®°ΈΉ](?<=ΰ.)|Ό(?<=[a-zA-Z ]Γ.)",
    *structure_signs.AFTER_GREEK,
    *dos_name_signs.DOS_AFTER_GREEK,
    *mixed_word_signs.AFTER_GREEK_AT_END,
    *mixed_word_signs.AFTER_LETTER_IN_WORD,
)

#: After a Cyrillic character.
_CYRILLIC: Final = (
    *beside(_CYRILLIC_WINDOWS),
    "[А-ЯЁ](?:(?<=[а-яё]..)|(?<=[а-яё][А-ЯЁ]..))",  # capitals behind a small letter
    "(?<=т[ЪЬ])(?<![А-ё]т.)",  # dingbats in DOS 866: ``тЬи``
    "(?<=[а-яёєў][ЁҐЎЈЄ])|(?<=вЂ)|(?<=тА[ЩЬЭФЎ])",
    f"{_WINDOWS_TRAILS}(?:(?<=[a-zA-Z][ГДЕ].)|[a-z](?<=[ГДЕ]..)|[РС]{_WINDOWS_TRAILS}(?<=[РС]...))",
    # é in Windows-1251, but not in Cyrillic words some of whose letters are Latin: ``нашiй``
    f"[a-z](?<=[{_FOREIGN}].)(?<![а-ик-я]..)(?<![а-ик-я][{HOMOGLYPHS}]..)"
    f"|(?<=[a-z][{_FOREIGN}])(?<![а-ик-я][{HOMOGLYPHS}].)",
    f"(?<=[а-я][{_SERBIAN_CAPITALS}])|[0-9](?<=ВЈ.)",
    "Я[А-п]{2}(?<=ЁЯ..)",  # emoji in DOS 866: ``ЁЯШК``
    # torn emoji in Windows-1251: ``рџЉ``
    f"{_WINDOWS_TRAILS}(?<=рџ.)(?<![^\\W\\d_]рџ.)|(?<=рџ)(?<![^\\W\\d_]рџ)(?![^\\s])",
    "[«»](?<=[ГВ].)|[©®§¤¦¨±µ¶](?<=Г.)",
    "[ЊЌЋЏђ‘’“”•™љ›¤Ґ¦§Ё©](?<=рџ.)",  # emoji in Windows-1251: ``рџ‘Ќ``
    "[@-~][ВГ](?<=[ВГ]..)",  # kana of Shift-JIS in DOS 866: ``ГtГ@Г``
    # half-width katakana in ISO-8859-5, capitals and small letters in turn, and in Windows-1251
    "[а-яёєіїјѕ][А-ЯЁ](?<=[ЁЄЬЩЭФ]..)|(?<=[А-ЯЁ][а-яё][ЬЩЭФ])",
    f"(?<=[{_KATAKANA_CAPITALS}])(?:(?<={_SMALL}.)|(?<={_SMALL}{_CAPITAL}.)"
    f"|(?<={_SMALL}{_CAPITAL}{{2}}.)|{_CAPITAL}?{_SMALL}{{1,3}}{_CAPITAL})",
    f"(?<=[{_KATAKANA_SMALL}])(?:{_SMALL}{{,2}}{_CAPITAL}|(?<={_SMALL}{_CAPITAL}.)"
    f"|(?<={_SMALL}{_CAPITAL}{_SMALL}.))",
    # two capitals before small letters of a word: ``КГги``
    f"(?<=[А-Я][{_KATAKANA_CAPITALS}])(?<!\\w[А-Я].)[а-п]{{2,5}}(?!\\w)",
    # letters that no language writes side by side: ``НЇЗ``, ``ЯЏЬп``, ``ЗЌНФ``
    "Ї(?<=[ВГДРСЩФЦЖЛЗХЧШЬЭЫЁЙ].)|[ЂЉЊЋЌЈЅ](?<=[ЙЩЬЭЮЯЫЁ].)|Џ(?<=[ЙЩЭЮЯЁ].)|Ќ(?<=[ЗЦСР].)",
    "(?<=[БВГДЖЗКЛМНПРСТФХЦЧШЬ]Ў)"  # stands behind vowels in Belarusian
    "|[ІЇЄЅЈ](?<=[ЭЁ].)|(?<=[ІЇЄЅЈ][ЭЁ])|(?<=[А-ЯІЇЄ]Ѕ)|[А-ЯІЇЄ](?<=Ѕ.)",
)

#: After an East Asian character.
_EAST_ASIAN: Final = (
    f" [一-鿿](?<=[一-鿿][{_HANGUL_ENDINGS}]..)(?<!(?:{'|'.join(_CLOSINGS)})..)",
    f"(?<![{body(_HANGUL_ENDINGS)}])(?:[a-z]|(?<=[a-z].))",
    f"[一-鿿](?<=[{_HALFWIDTH}].)|(?<=[一-鿿][{_HALFWIDTH}])",
    f"(?<![{body(_HANGUL_ENDINGS + _ACCENTED_AS_HAN + structure_signs.BESIDE_OTHERS)}"
    f"{body(without(mixed_word_signs.HAN_IN_WORDS, east_asian('rare')))}{_HALFWIDTH}])",
    *structure_signs.AFTER_EAST_ASIAN,
    *mixed_word_signs.AFTER_KATAKANA_IN_WORD,
)

FIRST: Final = (
    body(
        _RUN_LETTERS
        + _LATIN_LEADS
        + without(_MARKS + _MATHS + _KOI8_MARKS, _CLOSERS)
        + "".join(_LATIN_WINDOWS.values())
        + "".join(_CYRILLIC_WINDOWS.values())
        + "¡¿¬√≈├┬┼─╨╤ÇČฉ©®ΌΆ÷ƒ"
        + _LONE_FIRST
        + "".join(map(chr, range(0xA1, 0xDF)))
        + _MIXED
        + "ВГДЕРСЁҐЎЈЄЂЩЬЭФ№џ"
        + _KATAKANA_CAPITALS
        + _KATAKANA_SMALL
        + _CAPITALS
        + _FOREIGN
        + _DOS_LETTERS
        + _DOS_LEADS
        + _SERBIAN_CAPITALS
        + "ĆŕŘŮ◊ΓΔΕΘΰ¤╚ร⌐"
        + _HANGUL_ENDINGS
        + _ACCENTED_AS_HAN
        + east_asian("rare")
    )
    + "\x80-\x84\x86-\x9f"
    + _HALFWIDTH
    + structure_signs.FIRST_OF_STRUCTURE
    + mixed_word_signs.FIRST_OF_MIXED
)
_LATIN_RANGE: Final = "À-ž"
_CYRILLIC_RANGE: Final = "\u0400-\u04ff"
_GREEK_RANGE: Final = "\u0388-\u03ce"
#: From U+2E80 to U+FFFF, told by what else there is: ``re`` takes the time of each code point.
_EAST_ASIAN_RANGE: Final = "^\\x00-\u2e7f\U00010000-\U0010ffff"


def _of(characters: str, alternatives: tuple[str, ...], others: str = "") -> str:
    """Return alternatives for some characters, and what is tried for all others."""
    branch = f"(?<=[{characters}])(?:{'|'.join(alternatives)})"
    return f"(?:{branch}|(?<![{characters}]){others})" if others else branch


#: Letters of Greek and Cyrillic that only Latin words betray come first, and quotation marks: clean
#: text holds many.
THEN: Final = _of(
    mixed_word_signs.LETTERS + mixed_word_signs.QUOTES_IN_WORDS,
    mixed_word_signs.AFTER_LETTER_IN_WORD
    + mixed_word_signs.AFTER_QUOTE_IN_WORD
    + dos_name_signs.DOS_AFTER_GREEK,
    _of(
        _LATIN_RANGE,
        _LATIN,
        _of(
            _EAST_ASIAN_RANGE,
            _EAST_ASIAN,
            _of(
                _CYRILLIC_RANGE,
                _CYRILLIC + mixed_word_signs.AFTER_LETTER_IN_WORD,
                _of(_GREEK_RANGE, _GREEK, f"(?:{'|'.join(_MARK)})"),
            ),
        ),
    ),
)
