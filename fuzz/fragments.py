"""The pieces that the harnesses put texts together from: what triggers rules, and what comes near."""

from __future__ import annotations

from random import Random
from typing import Final

#: Words as they were before they were damaged.
_WORDS: Final = (
    "今天天气很好",
    "最近更新的文章列表",
    "請輸入密碼",
    "日本語のテキスト",
    "고맙습니다",
    "Привет, мир",
    "Καλημέρα",
    "déjà vu à la carte",
    "Größenänderung",
    "שלום",
    "مرحبا",
    "สวัสดี",
)
_READERS: Final = (
    "latin-1", "cp1252", "cp437", "cp850", "cp1250", "cp1251", "mac-roman",
    "gbk", "big5", "cp932", "cp949", "euc-jp",
)  # fmt: skip
#: Pieces that no reading gives: signs, marks, markup, numbers, controls.
_SIGNS: Final = (
    "?", "??", "\ufffd", "\ufffd\ufffd", "・", "锟斤拷", "ï¿½", "Ã", "Â", "â€™", "â€", "é", "Å ", "à ",
    "中?", "caf\ufffd", "é Ã¼", " ", "\n", "\u3000", "\xa0", "&amp;", "&#233;", "\\u00e9", "\x85", "\x1b[31m",
    "(xiàn)", "(biāo)", "????", "；", "，", "“", "”", '"', "'", "´", "`", "…", "<>", "2,3456", "13月",
    "12.5 %", "5 000", "$B$*CN$i$;(B", "\ud83d\ude00", "\ud800", "\udce9", "\ufeff", "\u2028", "e\u0301", "ﬁ",
    "\u202e", "ＡＢＣ", "a", "0", "-", "=?utf-8?q?=E9?=", "%C3%A9", "Ａ", "ｱ", "ﾃ", "縺", "繧", "鈥", "銆", "锛",
    "%C3%83%C2%A9", "%C3%83%E0", "=C3=A9", "\\xc3\\xa9", "&Atilde;&copy;", "&amp;amp;", "u'\\xc3", "+AOk-",
    "=?utf-8?b?w6k=?=", "\x0e", "~{", "{", "(", "[", "<", "<p>", "「", "1", "1.", "1,", "$1", "12:", "no", "-",
    "Jan", "1 ", "%", "km", "\t", "\t1", "|", "\r", "\x1b$B", "&", "\\", "\\u", "http://a.b/%C3", "a@b.c ",
)  # fmt: skip


def fragments() -> tuple[str, ...]:
    """Return all pieces: words, words read wrongly with and without loss, signs.

    >>> len(fragments()) > 300
    True
    """
    found = dict.fromkeys((*_WORDS, *_SIGNS))
    for word in _WORDS:
        for written_in in ("utf-8", "gbk", "big5", "cp932", "cp949", "cp1251"):
            data = word.encode(written_in, "ignore")
            for read_as in _READERS:
                for shown in (data, data[1:], data[:-1]):
                    lossy = shown.decode(read_as, "replace")
                    found |= dict.fromkeys((lossy, lossy.replace("\ufffd", "?")))
                    found[shown.decode(read_as, "ignore")] = None
    found.pop("", None)
    return tuple(found)


#: All pieces.
FRAGMENTS: Final = fragments()


def random_piece(rng: Random) -> str:
    """Return a piece, or a few characters that no piece has."""
    kind = rng.random()
    if kind < 0.8:
        return rng.choice(FRAGMENTS)
    if kind < 0.88:
        return "".join(map(chr, rng.choices(range(0xA0, 0x180), k=rng.randint(1, 8))))
    if kind < 0.94:
        return "".join(map(chr, rng.choices(range(0x4E00, 0x9FA5), k=rng.randint(1, 8))))
    return "".join(map(chr, rng.choices((*range(0xD800), *range(0xE000, 0x30000)), k=2)))


def random_text(rng: Random, length: int) -> str:
    """Return a text of at most so many code points, of pieces, some of them repeated."""
    pieces: list[str] = []
    size = 0
    while size < length:
        piece = random_piece(rng) * (1 if rng.random() < 0.7 else rng.randint(2, 40))
        pieces.append(piece)
        size += len(piece)
    return "".join(pieces)[:length]
