"""Signs of names in archives, as DOS programs show them, and of words (``legacy.short_texts``).

They are a part of the trigger of the mojibake rule (``trigger``).  Bytes of Big5, EUC-KR, Shift-JIS
and DOS 866 come out as marks, Spanish letters, boxes and a few Greek letters, which nobody writes
side by side: ``ÑL▒NÑ|ñH`` is 他將四人, ``1956ª~2ñδ`` is 1956年2月, ``∩ »«Ññπ`` is я поеду.  In 81
million characters of 141 languages none of them stands, in word lists of a thousand but ten times.
"""

from __future__ import annotations

from typing import Final

#: A6 to AF in pages 437 and 850, which show letters of 866 from ж on, and lead bytes of Big5; all
#: but quotation marks.
_MARKS: Final = "ª¿½¼¬¡º⌐®"
#: A0 to A5, letters of 866 and frequent bytes of Big5, and the sharp s for с.
_LETTERS: Final = "áíóúñÑ"
_SMALL: Final = _LETTERS + "ß"
#: What stands in clean text before a mark: blanks and signs of measures are no letters.
_BEYOND: Final = "À-ÖØ-öø-ÿΓ-φ⌐ª¿½¼¬┤-▟"
#: Boxes but the lines that tables are drawn with.
_BOXES: Final = "└┘├┤┬┴┼╔-▟┐╒╓"
_ENDS: Final = "┤╡╢╖╕╣╗╝╜╛┐"
#: A letter or sign of ASCII that is a second byte of Big5.
_TRAIL: Final = "[@-~]"
#: The same, or what Windows-1252 has for a second byte of katakana; but no small letter, for Ewe
#: has ``ƒoƒo``.
_NO_SMALL: Final = "[@A-Z\\[-`{-~‚„…†‡ˆ‰Š‹ŒŽ‘“”•–]"
_RARE_TRAIL: Final = "[@A-Z\\[-`b-df-hj-np-tv-~]"

#: Capitals of page 850 that are letters of 866 from р on.
_CAPITALS: Final = "ÓÔÒÚÙÕÝÛ"
_LATIN: Final = "À-ÖØ-öø-ÿ"
#: Capitals that stand beside no other alphabet; Chuvash and Ossetian write Ç and Æ.
_JUMBLED: Final = "À-ÅÈ-ÖØ-ß"

DOS_AFTER_MARK: Final = (
    f"[{_BOXES}](?<=[{_MARKS}©«].)",
    "~(?<=ª.)",
    f"{_TRAIL}(?<=[{_BEYOND}][½¼¬ª].)|[A-Z](?<=[a-z][½¼¬].)",
    f"{_TRAIL}[{_MARKS}{_BOXES}](?<=[ª¿½¼¬º]..)",
    f"[A-Za-z](?<=[A-Za-z][{_ENDS}].)",
    # boxes and what EUC-KR and Big5 write behind them
    f"(?<=[{_LATIN}][┤╣])|[{_LATIN}πστε∩©](?<=[{_BOXES}].)|(?<=[│║][ⁿ⌡⌠])",
    f"[ñÑí](?<=[{_BOXES}].){_TRAIL}",
    # simple lines and double ones, which no drawing joins
    "[╔╗╚╝╠╣╦╩╬](?<=[└┘┌┐├┤┬┴┼].)|[└┘┌┐├┤┬┴┼](?<=[╔╗╚╝╠╣╦╩╬].)",
    f"[πταστε∩](?<=[{_MARKS}].)",
    # я and a word: ``∩ »«``
    f"[{_LETTERS}{_MARKS}«»](?<=[∩≥≤⌠].)| [{_LETTERS}«»](?<=∩..)",
    f"[{_LATIN}](?<=[{_LATIN}]».)|«[{_LATIN}Γπα](?<=»..)",
    # 日 in Shift-JIS
    "(?<=ô·)",
    # katakana in Shift-JIS, as Windows-1252 shows them: ``ƒtƒ@ƒCƒ‹``, ``ƒp[ƒc``
    f"{_NO_SMALL}ƒ(?<=ƒ..)|[A-Za-z](?:\\[ƒ(?<=ƒ...)|ƒ{_NO_SMALL}(?<=ƒ...))",
)
"""What may stand around a mark."""

DOS_AFTER_LETTER: Final = (
    # a capital of 850 behind a small letter: ``ÑÓÑ``, ``ôóÙ``
    f"(?<=[{_SMALL}þ][{_CAPITALS}])|[{_SMALL}«»¿¡](?<=[«»¿][{_CAPITALS}].)|«(?<=[{_CAPITALS}].)",
    "[ΓπτασφΘΩδε∩ÙÚ](?<=[ñÑ].)|(?<=[Γπτασφδ∩][ñÑ])",
    # о, which is ``«``, beside another letter: ``è«úñá``, ``Å«ß½``
    f"«[{_SMALL}π](?<=[ñÑèêëìîïòæôûùÿÄÅÆÇÉÖÜ]..)|(?<=[{_SMALL}π]«[ñÑ])",
    f"{_RARE_TRAIL}[{_MARKS}{_BOXES}](?<=[ñÑ]..)",
    f"[@|{{}}\\\\^~\\[][{_LATIN}{_MARKS}{_BOXES}](?<=[ñÑ]..)",
    # two bytes of an East Asian page that are UTF-8, beside others that are not: ``ÀÎÇü »̾``
    f"[ʰ-ʸˠ-˿Ͱ-ҿ\u0531-\u07bf](?<=[{_JUMBLED}].)|(?<=[ɐ-ʯˠ-˿ά-ώ\u0531-\u07bf][{_JUMBLED}])",
    # kana and 月 in Shift-JIS: ``âNâìü[``, ``îÄ``
    "[@-\\[][âéü](?<=[âé]..)|Ä(?<=î.)",
)
"""What may stand around a Latin letter."""

DOS_AFTER_GREEK: Final = (
    f"[{_LETTERS}{_MARKS}](?<=[ΓΘΣΦΩδφ].)|(?<=[{_LATIN}{_MARKS}¥│║{_BOXES}][ΓΘΣΦΩδφ])|«(?<=[Γφδ].)"
    "|[πτ](?<=Γ.)|(?<=[πτφ]Γ)",
)
"""What may stand around a Greek letter."""
