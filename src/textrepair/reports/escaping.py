"""Text made safe to show: what steers a terminal, or deceives the eye, becomes an escape."""

from __future__ import annotations

import re
from typing import Final

#: Lone surrogates, which no output encoding holds, and controls of direction, with which a
#: text can look other than it is.
_DECEIVING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
#: Characters that take no place, or end a line where nobody sees one.
_UNSEEN: Final = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\u2028\u2029\N{WORD JOINER}\u2061-\u2065\u206a-\u206f"
    "\N{ZERO WIDTH NO-BREAK SPACE}\ufff9-\ufffb"
)
#: Spaces that look like the common one, or like none.
_SPACES: Final = (
    "\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\u2000-\u200a\N{NARROW NO-BREAK SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}\N{IDEOGRAPHIC SPACE}"
)
_CONTROLS: Final = "\x00-\x1f\x7f-\x9f"
#: Code points that never become characters; XML forbids U+FFFE and U+FFFF, HTML all of them.
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_SIGNS: Final = f"{_CONTROLS}{_DECEIVING}{_UNSEEN}{_NONCHARACTERS}"
_IN_LINE: Final = re.compile(f"[{_SIGNS}]")
_WITH_SPACES: Final = re.compile(f"[{_SIGNS}{_SPACES}]")
#: Line ends that programs take for none, or the other way round, and a mark that is not seen.
_LINE_ENDS_AND_MARKS: Final = "\u2028\u2029\N{ZERO WIDTH NO-BREAK SPACE}"
#: A carriage return moves the cursor back over what was written, but not before a line feed.
_IN_TEXT: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_DECEIVING}{_LINE_ENDS_AND_MARKS}]|\r(?!\n)"
)
#: JSON escapes the rest itself, and has line feeds between its values.
_IN_JSON: Final = re.compile(f"[\x7f-\x9f{_DECEIVING}{_UNSEEN}]")
_SHORT: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    r"""Return a piece of text as it may be shown within a line.

    >>> visible("a\x1b[31mb\N{RIGHT-TO-LEFT OVERRIDE}\n")
    'a\\u001b[31mb\\u202e\\n'
    """
    return _IN_LINE.sub(_escape, text)


def quoted(text: str) -> str:
    r"""Return a piece of text in quotes, odd spaces shown as escapes too.

    >>> print(quoted("\N{IDEOGRAPHIC SPACE}x"))
    "\u3000x"
    """
    return f'"{_WITH_SPACES.sub(_escape, text)}"'


def harmless(text: str) -> str:
    r"""Return whole text for a terminal: line ends and tabs stay, steering goes.

    >>> harmless("a\tb\r\n\x1b[2J")
    'a\tb\r\n\\u001b[2J'
    """
    return _IN_TEXT.sub(_escape, text)


def in_json(document: str) -> str:
    r"""Return JSON with the characters escaped that a terminal should not get raw.

    They stand only inside its strings, so the JSON has the value it had.

    >>> in_json('["caf\u00e9\u202e"]')
    '["café\\u202e"]'
    """
    return _IN_JSON.sub(_escape, document)


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _SHORT.get(char) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
