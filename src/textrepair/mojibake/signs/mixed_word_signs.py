"""Signs of Latin words that a reader abroad, or a DOS program, showed (``mixed_words``).

They are a part of the trigger of the mojibake rule (``trigger``): a sign, or a letter of another
alphabet, with Latin letters on both sides, or where a word that ends or begins with it is long.
"""

from __future__ import annotations

from functools import reduce
from typing import Final

from ...encodings import decode_table
from .sign_patterns import body, without

_READERS: Final = ("cp437", "cp850", "cp852", "cp866", "cp1251", "cp1253", "koi8-r")
_SHOWN: Final = reduce(
    lambda found, page: found + without(decode_table(page)[0xC0:0x100], found), _READERS, ""
)
#: Signs that clean text holds between two Latin letters: ``col·lecció``.
_SEPARATORS: Final = "·\xa0\xad\ufffe´¨¸˝˛ˇ˘˙ºª"
_MARKS: Final = without("".join(c for c in _SHOWN if not c.isalpha() or c == "ⁿ"), _SEPARATORS)
#: Marks that end or begin words: box drawing, mathematics, but no lines and no footnotes.
_EDGES: Final = "".join(c for c in _MARKS if c >= "\u207f" or c in "÷±")
_EDGES_OF_WORDS: Final = without(_EDGES, "─│═║•€№∞")
_BEGINS: Final = "╓╨╥╙╘└╔╚┼╞╪▄"
#: Greek and Cyrillic letters that are looked for beside those of other signs: not the most frequent
#: ones of these alphabets, for each place of clean text costs time.
LETTERS: Final = "ΩΠβζθξφψδϊ" + "жзфцшщъьэю" + "њљќ"
#: Latin letters that pass for Cyrillic ones: some keyboards and converters mix them.
HOMOGLYPHS: Final = "aceijopsxyABCEHKMOPTX"
#: Half-width katakana for capitals, C0 to DF in Shift-JIS.
_KATAKANA: Final = "ﾀ-ﾟ"

#: Capitals and small letters that Western languages have, before a small letter: as Chinese,
#: Japanese and Korean pages show them, ``M黮ler``, ``Fran軋is``, they are rare characters.
_ACCENTED: Final = "áàâäãåæçéèêëíìîïñóòôöõøúùûüýðþßÁÄÅÉÑÖØÜ"
_PAIRS: Final = b" ".join(
    letter.encode("latin-1") + bytes([small]) for letter in _ACCENTED for small in range(97, 123)
)
#: Those that are too frequent to look at each: over 3 in 100,000 characters of some training text.
_FREQUENT_HAN: Final = (
    "咩囉圣宁彎憨權歡气瀝灘灣炒炸爐獻當疆硤礦稍稱稻穩窗竇競籃籌籍綠縣縱繁義翼聯聰聲腩腸膠膽臀臉臘臟臺舅與興舉舊舍舎舖舗艘菇"
    "蓋蘿號補裝裡製詢講謝豬輕輛輻轉遜遞遠適遲遷選遺鄉醜醫醬鉱銀鋒錫錯録鎖鐵鑑鑼鑽閒間関閣閥隻雑雖雙雜雞離難靚靜韆韋韓頸頻頼顆飛"
    "餵餸馮駁駅駆駐駛騰騷體鮪鮭鮮鰂鴛鹹鹽麥黎黐點黨齡齢"
)
HAN_IN_WORDS: Final = "".join(
    dict.fromkeys(
        char
        for codec in ("gbk", "cp932", "cp950", "cp949")
        for char in _PAIRS.decode(codec, "ignore")
        if "\u3400" <= char < "\ue000" and char not in _FREQUENT_HAN
    )
)

#: DOS and MacRoman letters in Windows-1252: ``M‚xico``, ``Bj”rn``.
QUOTES_IN_WORDS: Final = "„“”"
AFTER_QUOTE_IN_WORD: Final = (f"[a-zß-ÿ](?<=[A-Za-zß-ž][{QUOTES_IN_WORDS}].)",)
_SIGNS_IN_WORDS: Final = "†‡ˆ‰‹›¡¢£¤¸˙˚¯˘˝˛§¾¿"

FIRST_OF_MIXED: Final = body(_MARKS + QUOTES_IN_WORDS + "‚" + "Φ" + LETTERS + HAN_IN_WORDS)

AFTER_MARK_IN_WORD: Final = (
    # ``Gr÷▀e``, ``ma±ana``, ``ESPA╤OL``
    f"[a-zß-ÿ](?<=[a-zA-Zß-öø-ž][{body(_MARKS)}].)",
    f"[{body(_MARKS)}][a-z](?<=[a-zA-Zß-öø-ž][{body(_MARKS)}]..)",
    f"[A-Z](?<=[A-Z][{body(_MARKS)}].)",
    # ``M‡laga``, ``M‚xico``
    f"[a-zß-ÿ](?<=[A-Z][{_SIGNS_IN_WORDS}].)|[a-zß-ÿ](?<=[A-Za-zß-ž]‚.)",
    # ``ˆtre``, ``d‚termin‚``
    "[a-zß-ÿ](?<=(?<![^\\s\"'(])[ˆ‰].)|(?<=[a-zß-ÿ][a-zß-ÿ][‚¢])(?![^\\s,.;:!?\"')<])",
    # ``Malm÷``, ``╓sterreich``
    f"(?<=[a-z]{{3}}[{body(_EDGES_OF_WORDS)}])(?![^\\s,.;:!?\"'<)])",
    f"[a-z][a-z](?<=(?<![^\\s\"'>(])[{_BEGINS}]..)",
)
#: ``÷`` and ``×`` lie among the letters of Latin-1.
AFTER_LATIN_MARK: Final = tuple(f"(?<=[×÷])(?:{test})" for test in AFTER_MARK_IN_WORD[:4])
#: ``mangΘ``
AFTER_GREEK_AT_END: Final = ("(?<=[a-z]{2}[ΘΦΩΣ])(?![^\\s,.;:!?\"'<)])",)
#: Windows-1252 in MacRoman: ``MÈxico``, ``cafÈ``.
AFTER_CAPITAL_IN_WORD: Final = (
    "[a-z](?<=(?<![^\\s\"'>(])[A-Z][ÀÁÂÃÄÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜŠŽŸ].)"
    "|(?<=[a-zß-ÿ][a-z][ÈËÌÍÛŽÚ])(?![^\\s,.;:!?\"'<)])",
    # ``franÁais``; Irish has Á behind one letter
    "[a-z](?<=[a-z][a-z]Á.)|[a-z](?<=[a-z]Ÿ.)",
    # ``FUNCIîN``
    "[A-Z](?<=[A-Z][A-Z][à-öø-ÿ].)",
)
#: ``hjшrnet``, ``Grφίe``
AFTER_LETTER_IN_WORD: Final = (
    # but not ``упoзoрaвaj``, Cyrillic with Latin letters that look alike
    f"[a-z](?<=[a-zA-Zß-öø-ž][Α-ё].)(?<![Ѐ-ё][{HOMOGLYPHS}][Ѐ-ё][{HOMOGLYPHS}])"
    f"(?:(?![Ѐ-ё])|(?<![{HOMOGLYPHS}][Ѐ-ё][{HOMOGLYPHS}]))",
    f"[Α-ё][a-z](?<=[a-zA-Zß-öø-ž][Α-ё]..)(?<![Ѐ-ё][{HOMOGLYPHS}][Ѐ-ё]{{2}}[{HOMOGLYPHS}])"
    f"(?:(?![Ѐ-ё])|(?<![{HOMOGLYPHS}][Ѐ-ё]{{2}}[{HOMOGLYPHS}]))",
    # dingbats in Windows-1251: ``вњ…``
    "(?<=в[њљќ])(?<![А-џ]в.)",
)
AFTER_KATAKANA_IN_WORD: Final = (f"[a-zA-Z](?<=[a-zA-Zß-öø-ž][{_KATAKANA}].)",)
