"""Signs of UTF-8 by its structure: pairs of characters that ``evidence`` finds telling.

They are a part of the trigger of the mojibake rule (``trigger``), in the same form:
a character that is rare in clean text, and what stands around it.
"""

from __future__ import annotations

from functools import reduce
from typing import Final

from ..structure.evidence import (
    BEFORE_LONE,
    CLOSERS,
    OPENERS,
    SIGNS,
    is_letter,
)
from ..structure.multi_byte import EMOJI_IN_GBK
from ..structure.utf8_readers import READERS, shown
from .sign_patterns import body, one_of, without


def _all_shown(low: int, high: int) -> str:
    return reduce(lambda found, page: found + without(shown(page, low, high), found), READERS, "")


_LEADS: Final = _all_shown(0xC2, 0xF4)
_TRAILS: Final = _all_shown(0x80, 0xBF)
_LEADS_OF_THREE: Final = "".join(filter(is_letter, _all_shown(0xE0, 0xEF)))
_LETTER_LEADS: Final = "".join(filter(is_letter, _LEADS))
_CAPITALS: Final = "".join(filter(str.isupper, _LETTER_LEADS))
_MARK_TRAILS: Final = "".join(c for c in _TRAILS if not is_letter(c) and c > "\x9f")
#: Trail bytes that are marks which never follow a letter.
_ODD_MARKS: Final = without(_MARK_TRAILS, CLOSERS + SIGNS + "─│═║")
_BOXES: Final = "├┬┼╞╟╚╔╩╦╠╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
#: Lead bytes that are marks which never stand before a letter.
_ODD_LEADS: Final = without(
    "".join(c for c in _LEADS if not is_letter(c)), OPENERS + CLOSERS + "─═" + _BOXES
)
_BOX_TRAILS: Final = without(
    "".join(c for c in _TRAILS if not "─" <= c < "■"), "─│ \N{NO-BREAK SPACE}"
)
#: Windows-1252 and its kin show trail bytes as these letters.
_LETTER_TRAILS: Final = "ŒœŠšŽžŸƒˆ˜ŚŤŹśťźŁłĄąŞşŻżĽľ"

#: What UTF-8 of other languages most often shows as in code pages of two bytes, and Chinese,
#: Japanese and Korean hardly ever write: 88 times in 39 million characters of the training text.
RARE_EAST_ASIAN: Final = (
    "呧啪囙妡岣峁峄廕拧搔曕熰盻禳窶箪籟膬膲膵膷膿臈臎臒艂艐艖艧蓴蓷蓹虁虝蟿褨謤讬賱賵蹖"
    "躑軻迖鈥鱉겯뺖싟캇큄훮훱훸훾흢흷힊｀ｵｾ"
)
#: Letters that Latin words hold, as GBK and EUC-JP show them: common in Chinese or Japanese, but
#: not in such words.
IN_LATIN_WORDS: Final = "驶始谋怒末桑魔膩辿鱈"
#: и in GBK, which stands in Chinese words too; and all Cyrillic letters in GBK, one of which stands
#: beside it in Cyrillic words.
_CYRILLIC_AS_HAN: Final = "懈"
_CYRILLIC_IN_GBK: Final = bytes(
    byte for lead in b"\xd0\xd1" for trail in range(0x80, 0xC0) for byte in (lead, trail)
).decode("gbk")

#: Signs of Latin-1 as GBK shows them.
EAST_ASIAN_SIGNS: Final = "拢搂漏卤掳虏鲁"
#: East Asian characters that are signs only beside some others.
BESIDE_OTHERS: Final = EAST_ASIAN_SIGNS + _CYRILLIC_AS_HAN + "馃"

FIRST_OF_STRUCTURE: Final = body(
    _ODD_MARKS + "™®©°´›‹·‘»ºÉĘŹŅĆŃ" + BESIDE_OTHERS + _ODD_LEADS + _BOXES + RARE_EAST_ASIAN
)
"""Characters to look at beside those that other signs begin with."""

#: What may stand around a Greek letter that DOS shows for the first of three bytes.
AFTER_GREEK: Final = ("[À-ÿ¢£¥₧ƒª¿⌐¬½¼¡][À-ÿ¢£¥₧ƒªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐](?<=[ΓΘΣΦ]..)",)

AFTER_MARK: Final = (
    f"(?<=[{body(_LETTER_LEADS)}][{body(_ODD_MARKS)}])",
    f"[a-zA-Z{body(_MARK_TRAILS)}](?<=[{body(_LETTER_LEADS)}][™®©°´›‹].)",
    f"{one_of(_TRAILS)}(?<=[{body(_ODD_LEADS)}].)",
    f"{one_of(_BOX_TRAILS)}(?<=[{_BOXES}].)",
    f"(?<=[a-z][{body(_CAPITALS)}][™®©°´›‹])",
    # The third byte of three.
    f"(?<=[{body(_LEADS_OF_THREE)}][{body(_TRAILS)}][{body(_ODD_MARKS)}])",
    f"{one_of(_MARK_TRAILS)}(?<=[{body(_LEADS_OF_THREE)}][™®©°´›‹].)",
    # Three bytes whose second one is a mark that closes words: Vietnamese, Chinese.
    f"(?<=[{body(_LEADS_OF_THREE)}][»º·°–—“‘‹„‚][™®©°´›‹·])|{one_of(_MARK_TRAILS)}(?<=[ä-ë][º·°´].)",
    # Box drawing at a letter.
    f"[─-▟](?<=[a-zA-Z][{_BOXES}].)",
    *AFTER_GREEK,
    # arrows, boxes and blocks, whose second byte is a quotation mark or a dash: ``â–º``, ``â”‚``
    "(?<=â[–—“”‘’•„][º†‡ª°²³¹´‚‹›])|(?<=â„ƒ)",
    # Vietnamese ``á»‡`` and ``á»‘``, and ``á»`` whose last byte was dropped
    "[a-z](?<=[a-zA-Z]á[º»].)",
    "[…‘’“”–—•†‡‚„»«º°·‹›][a-z](?<=[a-zA-Z][à-ï][»º°·]..)",  # ``Nguyá»…n``
    "[a-z](?<=á[º»][†‡•‘].)|(?<=[a-z]á[º»][†‡•‘])",
    # MacRoman, and E1 in it: ``·ª•``
    "[^\\s](?<=·[ªº∏π∫].)",
    f"(?<=…[{body(_ODD_MARKS)}])",
    "[À-ÿ≠][^\\sa-z](?<=‚..)",
    "[a-z](?<=\xa0[ªº].)(?<=[a-z]\xa0..)",
)
"""What may stand around such a mark."""

AFTER_EAST_ASIAN: Final = (
    f"{one_of(EMOJI_IN_GBK)}(?<=馃.)",
    "[0-9](?<=[拢卤漏搂].)| [0-9](?<=[漏搂]..)|(?<=[0-9m][掳虏鲁])",
    f"{one_of(_CYRILLIC_IN_GBK)}(?<={_CYRILLIC_AS_HAN}.)"
    f"|(?<={one_of(_CYRILLIC_IN_GBK)}{_CYRILLIC_AS_HAN})",
)
"""What may stand around a Chinese character that is a sign in UTF-8."""

#: Bytes of ❌ ⭐ ❤ ⏰ ← and their like in Windows-1252, beside those that it lacks.
_LAST_OF_SIGNS: Final = "Œ¤°±³¸©«£¥\xad‡†Žœ˜™•"

AFTER_LETTER: Final = (
    # A capital, a mark and a letter: only apostrophes and dashes stand so.
    f"[{body(without(CLOSERS + SIGNS, '’‘—–'))}]"
    f"(?:[a-zA-Z](?<=[{body(_CAPITALS)}]..)|(?<=[a-z][{body(_CAPITALS)}].))",
    f"[’‘—–][a-z](?<=[a-z][{body(_CAPITALS)}]..)",
    # ``Ã``, and the no-break space that became a blank: ``voilÃ  une``, ``Ã la carte``
    " (?:(?<=[a-zß-ÿ][a-zß-ÿ]Ã.)|[a-z](?<=Ã..)(?<![^\\s('\"]Ã..)"
    "| [a-z](?<=Ã...)(?<![^\\s('\"]Ã...))",
    # ``Â``, and the no-break space that became a blank or was trimmed: ``HelloÂ world``, ``end.Â``
    f"(?<=[{BEFORE_LONE}]Â)(?![^\\s])",
    " (?<=Â Â.)",
    # a C1 control in UTF-8: ``premaÂšit``
    "[ŠšŽžŒœŸƒ](?<=[a-zß-ž]Â.)",
    # a sign that lost one byte: ``âŒ``, ``â— item``
    f"[{_LAST_OF_SIGNS}](?<=(?<![^\\W\\d_])â.)(?!{one_of(_TRAILS)}|[^\\W\\d_â]|['\"])"
    "|[–—‘’“”](?<=(?<!\\S)â.)(?=[ \\t]|$)",
    # × and Ω
    "—(?<![^\\W_]Ã.)(?<=Ã.)|(?<=Î)©(?<![^\\W_]..)",
    "[º°](?<=(?<![^\\W\\d_])NÂ.)|[²³](?<=(?<![^\\W\\d_])[A-Z]Â.)",
    # A lead byte whose trail byte was dropped: ``mÅynar``, ``nišÄ``
    "[a-z](?<=[a-zß-ž]Å.)",
    "(?<=[a-zß-ž][a-zß-ž][ÃÄÅ])(?![^\\s,.;:!?\"'<)])",
    "[ØÜ][^\\s](?<=Ô..)",
    # Cyrillic in Windows-1252: ``Ð»Ð´``
    "[^\\sA-Za-z][ÐÑ](?<=[ÐÑÒ]..)",
    # dingbats in Windows-1250: ``âś…``
    "[śťšŚ][^a-zß-ž](?<=â..)",
    "[ŠšŽžŒœŸƒˆ˜](?<=[ÆÇËÌÏÒ×ØÙÛÞß].)",
)
"""What may stand around a Latin capital."""
