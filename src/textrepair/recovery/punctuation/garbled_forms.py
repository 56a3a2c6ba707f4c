"""What punctuation marks look like once their UTF-8 was read wrongly and bytes of it were lost.

Each reader gives some hundred strings.  They are made by running the damage forward: the bytes
of a mark are read in a code page, what the page does not have is kept as a control character,
replaced, blanked or dropped, other bytes may be lost too, and curly quotes that came out may be
straightened.  Double-byte readers take the byte behind a mark with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from random import Random
from typing import Final

from ...encodings import codec_of, decode_exact, is_multi_byte
from ...patterns import lazily
from ..decoders import ErrorPolicy, decode_losing
from .marks import FREQUENT, MARKS
from .packed_forms import Form, Forms, packed

#: What may stand behind a question mark as it is.
_ENDS_SENTENCE: Final = frozenset("“”‘’…–—»")
#: Which bytes of a mark may be lost, one or two; the lead byte only by itself.
_LOST_PLACES: Final = ({0}, {1}, {2}, {1, 2})
#: What stands for a lost byte: ``?``, U+FFFD, nothing, a blank.
LOST_MARKS: Final = ("?", "\N{REPLACEMENT CHARACTER}", "", " ")
#: Bits for each byte lost that the reader has, and could have shown.
_LOST_ANYWAY: Final = 4.0
#: Bits for a byte that became a blank, which few stores do.
_BLANKED: Final = 0.25
#: Bits for a mark that was made plain ASCII after it was garbled.
_STRAIGHTENED: Final = 1.0
#: Bits for a blank that was lost with the byte before it.
_EATEN_BLANK: Final = 0.5
#: Bits for two lost bytes of which one ``?`` is left.
_ONE_FOR_TWO: Final = 1.5

# Big5 and EUC-JP have nothing for the bytes of quotation marks and dashes: nothing is left of them.
#: Code pages in which UTF-8 is met; each may be followed by a second and third reading.
_SINGLE: Final = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-15", "cp437", "cp737",
    "cp775", "cp850", "cp852", "cp855", "cp857", "cp862", "cp866", "mac-roman", "mac-cyrillic",
    "koi8-r", "koi8-u",
)  # fmt: skip
_LAYERED: Final = (
    ("cp1252", "cp1252"), ("latin-1", "latin-1"), ("cp1252", "latin-1"), ("latin-1", "cp1252"),
    ("mac-roman", "mac-roman"), ("cp1252", "mac-roman"), ("cp1251", "cp1251"),
    ("cp1250", "cp1250"), ("cp1252", "cp1251"), ("cp1252", "cp437"), ("cp437", "cp437"),
    ("cp850", "cp850"), ("cp1252", "cp850"),
    ("cp1252", "cp1252", "cp1252"), ("latin-1", "latin-1", "latin-1"),
)  # fmt: skip
_DOUBLE: Final = ("gb18030", "cp932", "cp949")

#: Readers, by the code pages they read in, the first reading first.
READERS: Final[tuple[tuple[str, ...], ...]] = (
    *((page,) for page in _SINGLE),
    *((page,) for page in _DOUBLE),
    *_LAYERED,
)

#: Marks that stand side by side, which double-byte readers garble together.
_PAIRS: Final = (
    "…”", "”…", "”—", "—“", "’”", "”’", "“‘", "‘“", "—”", "“…", "—’", "”™", "™”", "……", "——",
    "’—", "…’", "‘…", "”–", "–“", "€”", "”“", "™’",
)  # fmt: skip
_STRAIGHT: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": ",", "–": "-", "—": "-",
     "™": "TM", "œ": "oe", "˜": "~", "…": "...", "¦": "|"}
)  # fmt: skip
#: Windows best-fits what DOS shows for a byte that the next page lacks.
_BEST_FIT: Final = str.maketrans("Γ", "G")
#: Letters beside the marks that lost nothing: Latin ones, and what stands with them.
_LETTERS: Final = tuple(
    map(chr, (*range(0xA1, 0x180), *range(0x218, 0x21C), *range(0x1EA0, 0x1EFA)))
)
#: So many of them are in Latin-1.
_LATIN_1: Final = 0x100 - 0xA1
#: Marks that stand right before a letter, which double-byte readers garble together.
_BEFORE_LETTERS: Final = "’“«"
_ASCII: Final = tuple(map(chr, range(0x20, 0x7F)))


def made_forms(reader: tuple[str, ...]) -> Forms:
    """Return the garbled strings of a reader, with what each may stand for.

    It takes 3 to 100 milliseconds: those of the package are had from ``form_packs``.
    """
    found: dict[str, dict[tuple[str, str | None, bool], Form]] = {}
    made = _of_pairs(reader[0]) if is_multi_byte(reader[0]) else _of_layers(reader)
    for garbled, form in made:
        if not garbled or (garbled.isascii() and "?" not in garbled):
            continue
        if form.known < 2 and form.text[0] not in FREQUENT:
            continue  # too little is left of what is seldom met
        same = found.setdefault(garbled, {})
        key = form.text, form.lost, form.eats
        if key not in same or form.bits < same[key].bits:
            same[key] = form
    return packed({garbled: same.values() for garbled, same in found.items()})


def made_signs() -> dict[str, list[int]]:
    """Return, for characters that garbled marks hold, the numbers of the readers that show them."""
    found: dict[str, list[int]] = {}
    for number, reader in enumerate(READERS):
        for sign in sorted(_signs(reader)):
            if sign > "\x7f":
                found.setdefault(sign, []).append(number)
    return found


@cache
def layer_head(reader: tuple[str, ...]) -> str:
    """Return what several readings in a row show of E2, the lead byte of most marks.

    Empty for a single reading.  A line without it has no mark that came through all of them, and
    need not wait until the forms of the reader are made.

    >>> layer_head(("cp1252", "cp1252")), layer_head(("cp1252",))
    ('Ã¢', '')
    """
    if len(reader) < 2:
        return ""
    text = _shown(0xE2, reader[0])[0]
    for page in reader[1:]:
        text = "".join(_shown(byte, page)[0] for byte in text.encode())
    return text


def _signs(reader: tuple[str, ...]) -> set[str]:
    """Return the characters one of which begins what a reader shows of a frequent mark."""
    if is_multi_byte(reader[0]):
        heads = (_decoded(pair, reader[0]) for pair in (b"\xe2\x80", b"\xe2\x82", b"\xe2\x84"))
        if signs := set(heads) - {""}:
            return signs
        tails = [bytes((mark.encode()[-1], ord(char))) for mark in FREQUENT for char in _ASCII]
        pairs = (*tails, *(mark.encode()[1:] for mark in FREQUENT))
        return {_decoded(pair, reader[0]) for pair in pairs} - {""}
    shown: set[str] = set()
    for mark in "’€":
        text = mark
        for page in reader:
            text = "".join(_shown(byte, page)[0] for byte in text.encode())
        shown.update(text[:2])
    return shown


# --- single-byte readers, and several of them ------------------------------------------------


def _of_layers(reader: tuple[str, ...]) -> Iterator[tuple[str, Form]]:
    """Yield what marks look like after one reading or several."""
    for mark in (*MARKS, *(letter for letter in _LETTERS if letter not in MARKS)):
        layer = {mark: Form(mark, 3, None, 0.0)}
        for page in reader:
            seen: dict[str, Form] = {}
            for text, before in layer.items():
                frequent = mark in FREQUENT and page == reader[-1]
                for garbled, form in _garblings(text, before, page, bold=frequent):
                    if garbled not in seen or form.bits < seen[garbled].bits:
                        seen[garbled] = form
            layer = seen
        yield from layer.items()


def _garblings(text: str, before: Form, page: str, *, bold: bool) -> Iterator[tuple[str, Form]]:
    """Yield what one reading of a text can look like; ``bold`` tells to lose any byte."""
    shown = [_shown(byte, page) for byte in text.encode()]
    kept = "".join(char for char, _ in shown)
    yield kept, _form(before, kept, before.lost, 0.0)
    of_letter = before.text not in MARKS
    if not of_letter:
        yield from _made_plain(kept, before, before.lost)
    holes = [i for i, (_, is_hole) in enumerate(shown) if is_hole]
    losses = LOST_MARKS if text in FREQUENT or len(text) > 1 else LOST_MARKS[:2]
    for lost in losses if holes else ():
        if before.lost not in (None, lost):
            continue
        garbled = _with_losses(shown, holes, lost)
        yield garbled, _form(before, garbled, lost, _BLANKED if lost == " " else 0.0)
        if of_letter:
            continue
        yield from _made_plain(garbled, before, lost)
        if len(holes) > 1 and lost in LOST_MARKS[:2]:
            garbled = garbled.replace(lost * 2, lost)
            yield garbled, _form(before, garbled, lost, _ONE_FOR_TWO)
    if bold and len(shown) <= 3:
        yield from _with_any_lost(shown, set(holes), before)


def _with_any_lost(
    shown: list[tuple[str, bool]], holes: set[int], before: Form
) -> Iterator[tuple[str, Form]]:
    """Yield a mark of which bytes were lost that the page has, one or two, with those it lacks."""
    for chosen in _LOST_PLACES:
        extra = len(chosen - holes)
        for places in (chosen | holes, chosen) if extra else ():
            for lost in LOST_MARKS[:2]:
                garbled = _with_losses(shown, sorted(places), lost)
                form = _form(before, garbled, lost, _LOST_ANYWAY * extra)
                # ā?” may be a letter, a question mark and a quotation mark as they stand
                if 0 not in places and garbled[-1] in _ENDS_SENTENCE:
                    form = replace(form, known=0)
                yield garbled, form


def _made_plain(garbled: str, before: Form, lost: str | None) -> Iterator[tuple[str, Form]]:
    """Yield what becomes of a garbled mark when curly quotes are straightened, and the like."""
    for table in (_STRAIGHT, _BEST_FIT):
        if (plain := garbled.translate(table)) != garbled:
            yield plain, _form(before, plain, lost, _STRAIGHTENED)


def _shown(byte: int, page: str) -> tuple[str, bool]:
    """Return what a page shows for a byte, and whether it has none, or a control character."""
    try:
        char = bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte), True
    return char, "\x80" <= char <= "\x9f"


def _with_losses(shown: list[tuple[str, bool]], places: list[int], lost: str) -> str:
    return "".join(lost if i in places else char for i, (char, _) in enumerate(shown))


def _form(before: Form, garbled: str, lost: str | None, bits: float) -> Form:
    known = sum(char > "\x7f" and char != "\N{REPLACEMENT CHARACTER}" for char in garbled)
    return Form(before.text, known, lost, before.bits + bits)


# --- double-byte readers -----------------------------------------------------------------------


def _of_pairs(reader: str) -> Iterator[tuple[str, Form]]:
    """Yield what marks look like to a double-byte reader, with the character behind them."""
    for letter in _LETTERS[:_LATIN_1]:
        for text in ("", *_BEFORE_LETTERS):
            yield from _misread(text + letter, (text + letter).encode(), _Decoder(reader, None))
    for text in (*MARKS, *_PAIRS):
        data = text.encode()
        if len(data) < 3:
            continue
        for lost in (None, *LOST_MARKS[:3]):
            for eats in (False, True) if lost else (False,):
                for euro in (False, True) if reader == "gb18030" else (False,):
                    yield from _misread(text, data, _Decoder(reader, lost, eats, euro))


@dataclass(frozen=True, slots=True)
class _Decoder:
    """A double-byte decoder: what it writes for lost bytes, whether a lead byte takes the next.

    ``euro`` tells that it reads the byte 80 by itself as the euro sign, as Windows does.
    """

    reader: str
    lost: str | None
    eats: bool = False
    euro: bool = False

    def next(self, pair: bytes) -> tuple[str, int]:
        """Return the character that two bytes begin with, "" if it is lost, and its length."""
        if char := _decoded(pair, self.reader):
            return char, 2
        if not self.eats and (char := self.single(pair[0])):
            return char, 1
        return "", 2 if self.eats else 1

    def single(self, byte: int) -> str:
        """Return what a byte is by itself."""
        if byte == 0x80 and self.euro:
            return "€"
        return _decoded(bytes((byte,)), self.reader)


def _misread(text: str, data: bytes, decoder: _Decoder) -> Iterator[tuple[str, Form]]:
    """Yield what a decoder shows of a mark, by what stands behind it."""
    lost = decoder.lost
    shown, known, position, losses = "", 0, 0, 0
    while position + 1 < len(data):
        char, length = decoder.next(data[position : position + 2])
        if char:
            known += length
        elif lost is None:
            return
        else:
            losses += 1
        shown += char or lost or ""
        position += length
    was_lost = lost if losses else None
    if position == len(data):
        yield shown, Form(text, known, was_lost, 0.0, eats=decoder.eats and bool(losses))
        return
    last = data[-1]
    for follower in _ASCII:
        char = _decoded(bytes((last, ord(follower))), decoder.reader)
        if char:
            yield shown + char, Form(text + follower, known + 1, was_lost, 0.0)
    if single := decoder.single(last):
        yield shown + single, Form(text, known + 1, was_lost, 0.0, last)
    elif lost is not None:
        yield shown + lost, Form(text, known, lost, 0.0, last)
        if decoder.eats:
            yield shown + lost, Form(text + " ", known, lost, _EATEN_BLANK, eats=True)


@lru_cache(maxsize=1 << 10)
def _decoded(data: bytes, reader: str) -> str:
    """Return the one character that the bytes are to a reader, "" if they are none."""
    try:
        text = data.decode("gbk" if reader == "gb18030" else codec_of(reader))
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""


# --- forward ----------------------------------------------------------------------------------

_LONG_MARKS: Final = "".join(mark for mark in FREQUENT)
_MARK_AND_NEXT: Final = lazily(f"([{_LONG_MARKS}]+)([ -~]?)")
#: A line of ASCII but for such marks: in others the letters would be garbled too.
_PLAIN_LINE: Final = lazily(f"^[\t -~{_LONG_MARKS}]+$", re.MULTILINE)


def garbled_marks(text: str, rng: Random) -> str:
    """Return a text in whose lines of ASCII the marks were read wrongly, and lost bytes.

    >>> from random import Random
    >>> garbled_marks("no marks, no damage", Random(0))
    'no marks, no damage'
    """
    reader = rng.choice(("cp1252", "latin-1", "cp1251", "cp1253", "gb18030", "cp932"))
    lost = rng.choice(LOST_MARKS[:3])

    def misread(match: re.Match[str]) -> str:
        data = match[0].encode()
        if is_multi_byte(reader):
            return decode_losing(data, reader, ErrorPolicy.ONE_BYTE, lost)[0]
        shown = [_shown(byte, reader) for byte in data]
        holes = [i for i, (_, is_hole) in enumerate(shown) if is_hole]
        return _with_losses(shown, holes, lost)

    return _PLAIN_LINE.sub(lambda line: _MARK_AND_NEXT.sub(misread, line[0]), text)


@lru_cache(maxsize=1 << 13)
def makes_pair(last: int, behind: int, reader: str) -> bool:
    """Tell whether a byte makes a pair with the one behind it: it is not lost then."""
    return behind < 0x100 and len(decode_exact(bytes((last, behind)), reader) or "") == 1
