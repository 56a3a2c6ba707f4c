"""What signs of mojibake are made from and measured with: clean lines, and garbled ones.

The folder holds PART/LANG.txt or PART/LANG.txt.xz, one sentence or paragraph a line.
"""

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

from textrepair.encodings import codec_of, decode_table, is_multi_byte
from textrepair.mojibake import CHANNELS

_PLAIN = str.maketrans("“”„’‘–—\xa0«»", '"""\'\'-- ""') | {0x2026: "..."}

#: The languages that were written in each encoding.
WRITTEN_IN = {
    "cp1250": "pl cs sk hu ro hr sl sr-latn sq",
    "iso8859-2": "pl cs sk hu ro hr sl sr-latn",
    "cp1251": "ru uk bg be sr mk",
    "koi8-r": "ru bg",
    "cp866": "ru bg",
    "cp1253": "el",
    "cp1254": "tr az",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp1257": "lt lv et",
    "cp874": "th",
    "gbk": "zh-hans zh-hant",
    "big5": "zh-hant yue",
    "cp932": "ja",
    "euc-jp": "ja",
    "cp949": "ko",
}
_WESTERN = "fr de es pt it sv da nb is fi nl ca ga"
_EVERYWHERE = (
    f"{_WESTERN} en pl cs sk hu ro hr sl lt lv et tr vi cy mt eo ru uk el ar fa he hi bn ta th "
    "ka hy zh-hans zh-hant ja ko"
)
#: The languages of UTF-8 read as each encoding: those of the people whose default it is.
READ_AS = {
    "latin-1": _EVERYWHERE,
    "western": _EVERYWHERE,
    "cp1250": "pl cs sk hu ro hr sl sr-latn de fr",
    "iso8859-2": "pl cs sk hu ro hr sl de",
    "cp1251": "ru uk bg be sr mk fr de pl",
    "cp1253": "el fr de",
    "cp1254": "tr az de fr",
    "cp1255": "he fr ru",
    "cp1256": "ar fa ur fr",
    "cp1257": "lt lv et de ru",
    "cp1258": "vi fr",
    "cp874": "th fr",
    "mac-roman": f"{_WESTERN} pl tr ru el zh-hans ja",
    "cp437": f"{_WESTERN} ru zh-hans",
    "cp850": f"{_WESTERN} ru",
    "cp852": "pl cs sk hu ro hr sl de",
    "cp866": "ru bg uk de fr",
    "koi8-r": "ru bg de fr",
    "koi8-u": "uk ru",
    "gb18030": "zh-hans zh-hant ja ko fr de ru",
    "gbk": "zh-hans zh-hant ja fr de ru",
    "big5": "zh-hant zh-hans",
    "cp932": "ja zh-hans fr",
    "cp949": "ko fr",
    "euc-jp": "ja",
}
_EXTRA = (("utf-8", "latin-1"), ("utf-8", "gbk"), ("cp932", "cp949"))


def channels() -> list[tuple[str, str, list[str]]]:
    """Return what was written in which encoding, read as which, and in which languages."""
    pairs = [(channel.written_in, channel.read_as) for channel in CHANNELS]
    pairs += [pair for pair in _EXTRA if pair not in pairs]
    return [
        (true, seen, (READ_AS[seen] if true == "utf-8" else WRITTEN_IN[true]).split())
        for true, seen in pairs
    ]


def languages(folder: Path) -> dict[str, list[str]]:
    """Return the lines of every language in a folder, by the name of the language."""
    return {
        path.name.split(".")[0]: [line for line in _read(path).split("\n") if line]
        for path in sorted(folder.glob("*.txt*"))
    }


def _read(path: Path) -> str:
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).decode()


def documents(lines: Iterable[str], length: int = 500) -> list[str]:
    """Return the lines as documents of so many code points."""
    text = " ".join(lines)
    return [text[at : at + length] for at in range(0, len(text), length)]


def garble(line: str, true: str, seen: str) -> tuple[str, str] | None:
    """Return a line as it was written and as it is misread; None if it cannot be, or is the same.

    Typographic punctuation is written plainly where the encoding has none.
    """
    for written in (line, line.translate(_PLAIN)):
        try:
            data = written.encode(codec_of(true))
        except UnicodeEncodeError:
            continue
        misread = _misread(data, seen)
        return None if misread in (None, written) else (written, str(misread))
    return None


def _misread(data: bytes, seen: str) -> str | None:
    if is_multi_byte(seen):
        try:
            return data.decode(codec_of(seen))
        except UnicodeDecodeError:
            return None
    text = data.decode("latin-1").translate(dict(enumerate(decode_table(seen))))
    return None if "\ufffe" in text else text


def garbled(lines: Iterable[str], true: str, seen: str, shortest: int = 20) -> Iterator[str]:
    """Yield the lines of some length that are damaged by a channel, as they are misread."""
    for line in lines:
        if len(line) >= shortest:
            pair = garble(line, true, seen)
            if pair:
                yield pair[1]
