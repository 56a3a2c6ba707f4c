r"""Mojibake that was written as escapes: repaired in the notation that it stands in.

Characters may be escaped in JSON and source text (``\u00c3\u00a9``), as HTML entities
(``&Atilde;&copy;``, ``&#195;&#169;``), or as bytes of UTF-8 (``%C3%83%C2%A9`` in addresses,
``=C3=83=C2=A9`` in mails, ``\xc3\x83\xc2\xa9`` in source text).  Runs of them are read as the
characters that they stand for; sequences of these that are UTF-8 read as Latin-1 or Windows-1252
are read anew, layer by layer, and written back as they were escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ..patterns import lazily

#: How often one text may have been garbled over.
_MAX_LAYERS: Final = 6
#: What stands behind a word in clean text: such a trail byte proves nothing.
_CLOSERS: Final = frozenset("\xa0«»“”’‘…–—™®©°·´º¹²³ª\xad")
#: Lead bytes of Latin letters and signs: one sequence tells.  Other scripts have two at least.
_LATIN_LEADS: Final = range(0xC2, 0xC6)
_SIGN_LEAD: Final = 0xE2
_EMOJI_LEADS: Final = (0xF0,)


@dataclass(frozen=True, slots=True)
class Escaped:
    """A character of a run: its place in the text, and how it is written (None: as it is)."""

    start: int
    end: int
    char: str
    notation: Notation | None


@dataclass(frozen=True, slots=True)
class Notation:
    """A way of writing characters: what the first of a sequence was written in shows the style."""

    write: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A stretch of text, how it is to be written, and what it says."""

    start: int
    end: int
    after: str
    says: str


def garbled_escapes(text: str) -> Iterator[Rewriting]:
    """Yield the escapes of a text that are mojibake, with what is to be written for them.

    >>> [r.after for r in garbled_escapes("caf&Atilde;&copy;, caf\\\\u00c3\\\\u00a9")]
    ['&eacute;', '\\\\u00e9']
    """
    position = 0
    for match in _SIGN.finditer(text):
        if match.start() < position:
            continue
        start = _run_start(text, match.start(), position)
        run = list(_run(text, start))
        position = max(run[-1].end if run else 0, match.end())
        yield from _rewritings(text, run)


# --- runs of escaped characters ---------------------------------------------------------------

_HEX: Final = "[0-9A-Fa-f]"
#: Escaped bytes that are read at a time: more of them are read in parts, so that a sign costs no
#: more than this where its bytes are no UTF-8.
_MOST_BYTES: Final = 600
_UNIT: Final = lazily(
    rf"(?P<u>\\{{1,4}}u(?P<u_hex>{_HEX}{{4}}))"
    rf"|(?P<entity>&(?:amp;)*(?:#(?P<dec>[0-9]{{2,6}})|#[xX](?P<ent_hex>{_HEX}{{2,5}})"
    rf"|(?P<name>[A-Za-z]{{2,8}}));)"
    rf"|(?P<bytes>(?:(?P<mark>[%=]|\\{{1,2}}x)[89A-Fa-f]{_HEX})"
    rf"(?:(?P=mark)[89A-Fa-f]{_HEX}){{0,{_MOST_BYTES - 1}}})"
    r"|(?P<raw>[\x80-\uffff])"
)
#: Where a run may begin: a lead byte's character in one of the notations, and an escape behind.
_SIGN: Final = lazily(
    rf"\\u00[c-fC-F]{_HEX}(?:\\+u|[\x80-\uffff])"
    r"|&(?:amp;)*(?:[A-Za-z]{3,6}|#[0-9]{3}|#[xX][c-fC-F][0-9A-Fa-f]);[&\x80-\uffff]"
    rf"|[\xc2-\xf4](?:\\u[02]|&|\\x[89abAB]{_HEX})"
    rf"|(?P<mark>[%=]|\\x)[cC]3(?P=mark)[89abAB]{_HEX}(?P=mark)(?:[cC][2-6bB]|[eE]2)"
    rf"|\b[uU]['\"][^'\"\n]{{0,200}}?\\x[c-fC-F]{_HEX}(?=\\x[89abAB])"
)
#: How far a run is followed, in code points.
_LONGEST_RUN: Final = 20_000


def _run_start(text: str, at: int, earliest: int) -> int:
    """Return where the raw characters before a sign begin: they may belong to it."""
    while at > earliest and text[at - 1] > "\x7f":
        at -= 1
    return at


def _run(text: str, start: int) -> Iterator[Escaped]:
    """Yield the characters that stand side by side from a place on, escaped or not."""
    match = _UNIT.match(text, start)
    if match is None and text[start] in "uU":  # a literal of text, u'...\xc3\xa9'
        yield from _of_literal(text, start)
        return
    lead = ""
    while match is not None and match.end() - start < _LONGEST_RUN:
        end = match.end()
        if match["bytes"]:
            # Python shows ``â`` as it is, and the controls behind it as \x80\x99.
            is_shown = "\xc2" <= lead <= "\xf4" and match["mark"] == "\\x"
            units = _of_repr(match) if is_shown else _of_bytes(match)
            if not units:
                return
            yield from units
            end = units[-1].end
        else:
            char, notation = _character(match)
            if char is None:
                return
            yield Escaped(match.start(), match.end(), char, notation)
        lead = match["raw"] or ""
        match = _UNIT.match(text, end)


def _character(match: re.Match[str]) -> tuple[str | None, Notation | None]:
    """Return what one unit stands for, and its notation."""
    if match["u"]:
        return chr(int(match["u_hex"], 16)), _JSON
    if match["raw"]:
        return match["raw"], None
    if match["name"]:
        from html.entities import name2codepoint

        code = name2codepoint.get(match["name"])
        return (None if code is None else chr(code)), _ENTITY
    code = int(match["dec"]) if match["dec"] else int(match["ent_hex"], 16)
    return (chr(code) if code <= 0x10FFFF else None), _ENTITY


def _of_bytes(match: re.Match[str]) -> list[Escaped]:
    """Return the characters that a run of escaped bytes says in UTF-8; none if it is no UTF-8.

    Of a run that was cut within a character, those before it.
    """
    mark, written = match["mark"], match["bytes"]
    width = len(mark) + 2
    data = bytes(int(written[i + len(mark) : i + width], 16) for i in range(0, len(written), width))
    try:
        chars = data.decode()
    except UnicodeDecodeError as error:
        if len(data) < _MOST_BYTES or error.start < _MOST_BYTES - 3:
            return []
        chars = data[: error.start].decode()
    units: list[Escaped] = []
    at = match.start()
    for char in chars:
        end = at + width * len(char.encode())
        units.append(Escaped(at, end, char, _BYTES))
        at = end
    return units


def _of_repr(match: re.Match[str]) -> list[Escaped]:
    """Return the characters of Latin-1 that a run of escapes in a Python literal stands for.

    None where a range of a regular expression begins with it.
    """
    if match.string.startswith("-\\x", match.end()):
        return []
    starts = range(match.start(), match.end(), len(r"\x80"))
    codes = match["bytes"].split("\\x")[1:]
    return [
        Escaped(at, at + 4, chr(int(code, 16)), _REPR)
        for at, code in zip(starts, codes, strict=True)
    ]


_IN_LITERAL: Final = lazily(rf"\\x([89A-Fa-f]{_HEX})|[^'\"\n]")


def _of_literal(text: str, start: int) -> Iterator[Escaped]:
    r"""Yield the characters of a Python literal of text, which may stand as ``\xc3``."""
    at = text.index("\\x", start)
    while (match := _IN_LITERAL.match(text, at)) is not None:
        if match[1]:
            yield Escaped(match.start(), match.end(), chr(int(match[1], 16)), _LITERAL)
        else:
            yield Escaped(match.start(), match.end(), match[0], None)
        at = match.end()


# --- writing ------------------------------------------------------------------------------------


def _cased(code: str, like: str) -> str:
    """Return hexadecimal digits in the case of an example; small where it does not tell."""
    return code.upper() if re.search("[A-F]", like) and not re.search("[a-f]", like) else code


def _write_json(char: str, like: str) -> str:
    backslashes, digits = like[: like.index("u")], like[like.index("u") + 1 :]
    units = char.encode("utf-16-be")
    codes = (units[i : i + 2].hex() for i in range(0, len(units), 2))
    return "".join(f"{backslashes}u{_cased(code, digits)}" for code in codes)


def _write_entity(char: str, like: str) -> str:
    from html.entities import codepoint2name

    ampersand = like[: like.rindex("amp;") + 4] if "amp;" in like[:-1] else "&"
    inside = like[len(ampersand) : -1]
    if inside[:1] != "#":
        named = codepoint2name.get(ord(char))
        return f"{ampersand}{named or f'#{ord(char)}'};"
    if inside[1] in "xX":
        return f"{ampersand}#{inside[1]}{_cased(f'{ord(char):x}', inside[2:])};"
    return f"{ampersand}#{ord(char)};"


def _write_bytes(char: str, like: str) -> str:
    mark = like[: -2 * 1] if len(like) <= 4 else like[: like.index("x") + 1 if "x" in like else 1]
    return "".join(mark + _cased(f"{byte:02x}", like[len(mark) :]) for byte in char.encode())


def _write_literal(char: str, like: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return "\\x" + _cased(f"{code:02x}", like[2:])
    return "\\u" + _cased(f"{code:04x}", like[2:]) if code <= 0xFFFF else f"\\U{code:08x}"


def _write_repr(char: str, like: str) -> str:
    return char if char.isprintable() else _write_literal(char, like)


_REPR: Final = Notation(_write_repr)
_JSON: Final = Notation(_write_json)
_ENTITY: Final = Notation(_write_entity)
_BYTES: Final = Notation(_write_bytes)
_LITERAL: Final = Notation(_write_literal)


# --- what was garbled ---------------------------------------------------------------------------


def _rewritings(text: str, run: list[Escaped]) -> Iterator[Rewriting]:
    """Yield the sequences of a run that are UTF-8, each as one character, layer by layer."""
    layers = [[unit] for unit in run]
    says = [unit.char for unit in run]
    for _ in range(_MAX_LAYERS):
        sequences = list(_sequences(says, _letter_before(text, run)))
        if not sequences:
            break
        for start, end, char in reversed(sequences):
            layers[start:end] = [[unit for group in layers[start:end] for unit in group]]
            says[start:end] = [char]
    for group, char in zip(layers, says, strict=True):
        notations = [unit for unit in group if unit.notation is not None]
        if len(group) > 1 and notations and not ("\x80" <= char <= "\x9f" or _is_private(char)):
            first = notations[0]
            assert first.notation is not None
            written = first.notation.write(char, text[first.start : first.end])
            yield Rewriting(group[0].start, group[-1].end, written, char)


def _is_private(char: str) -> bool:
    """Tell whether a character is of private use: tables of code pages hold such sequences."""
    return "\ue000" <= char <= "\uf8ff"


def _letter_before(text: str, run: list[Escaped]) -> str:
    return text[run[0].start - 1] if run and run[0].start else ""


def _sequences(says: list[str], before: str) -> list[tuple[int, int, str]]:
    """Return the sequences of UTF-8 in characters, if they are no clean text."""
    found: list[tuple[int, int, str, bool]] = []
    at = 0
    while at < len(says):
        length = _length(_byte(says[at]))
        data = bytes(byte for char in says[at : at + length] if (byte := _byte(char)) is not None)
        char = _decoded(data) if length and len(data) == length else ""
        if not char:
            at += 1
            continue
        previous = says[at - 1] if at else before
        found.append((at, at + length, char, _tells(says[at : at + length], data, previous)))
        at += length
    telling = sum(tells for *_, tells in found)
    if not telling:
        adjacent = any(a[1] == b[0] for a, b in pairwise(found))
        alike = len({_script(char) for _, _, char, _ in found}) == 1
        certain = adjacent and alike and len(found) > 2
        return [(start, end, char) for start, end, char, _ in found] if certain else []
    return [(start, end, char) for start, end, char, _ in found]


def _tells(chars: list[str], data: bytes, before: str) -> bool:
    """Tell whether clean text does not hold such a sequence."""
    if any("\x80" <= char <= "\x9f" for char in chars[1:]):
        return True
    weak = chars[-1] in _CLOSERS and len(chars) == 2
    if data[0] in _LATIN_LEADS:
        return not weak or (data[0] in (0xC2, 0xC3) and not before.isupper())
    if data[0] == _SIGN_LEAD:
        return 0x80 <= data[1] <= 0x9F
    return data[0] in _EMOJI_LEADS


def _script(char: str) -> int:
    """Return the block of 256 code points of a character; small scripts have one."""
    return ord(char) >> 8


@lru_cache(maxsize=1 << 13)
def _byte(char: str) -> int | None:
    """Return the byte that Latin-1 or Windows-1252 shows as a character."""
    if char <= "\xff":
        return ord(char)
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None


def _length(lead: int | None) -> int:
    """Return how long a sequence of UTF-8 with this lead byte is; 0 if it is none."""
    if lead is None or not 0xC2 <= lead <= 0xF4:
        return 0
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


# --- forward ----------------------------------------------------------------------------------


def with_garbled_escapes(text: str) -> str:
    r"""Return a text whose escaped characters beyond ASCII were read as Latin-1 before.

    >>> print(with_garbled_escapes(r"caf&eacute; \u2019 %C3%A9"))
    caf&Atilde;&copy; \u00e2\u0080\u0099 %C3%83%C2%A9
    """
    pieces: list[str] = []
    position = 0
    for match in _UNIT.finditer(text):
        for unit in _of_bytes(match) if match["bytes"] else (_unit(match),):
            if unit.notation is None or unit.char.isascii() or "\ud800" <= unit.char <= "\udfff":
                continue
            like = text[unit.start : unit.end]
            garbled = unit.char.encode().decode("latin-1")
            written = (unit.notation.write(char, like) for char in garbled)
            pieces += (text[position : unit.start], *written)
            position = unit.end
    return "".join([*pieces, text[position:]])


def _unit(match: re.Match[str]) -> Escaped:
    char, notation = _character(match)
    return Escaped(match.start(), match.end(), char or "", notation)
