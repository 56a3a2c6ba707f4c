"""Designations with a number in them, of which only some exist: 5G, 10G-PON, COVID-19.

Each entry: how it is written in running text (group 1 is the number), the numbers there
are, what to call the thing in a message, and where the list comes from.  The numbers that
exist are taken widely; what is merely announced or rumoured counts as existing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: Han characters may touch a number, letters may not.
_NUMBER: Final = r"(?<![a-zA-Z0-9_À-ɏ-])(?<![0-9][.,])(\d{1,4}(?:\.\d{1,2})?)"

#: Words that make a "4G" before them one of a mobile network, and nothing else.
_MOBILE: Final = r"""(?:[ -](?:mobile|cellular|wireless|indoor|outdoor|network)){0,2}
    [ -](?:base[ ]stations?|coverage|users?|subscribers?|spectrum)\b
    | [ ]?(?:基站|基地台|基地局|用户|用戶|覆盖|覆蓋)"""
_NETWORK: Final = r"""(?:[ -](?:mobile|cellular|wireless))?
    [ -]networks?\b | [ ]?(?:网络|網絡|網路|ネットワーク)"""

_GENERATIONS: Final = "0 1 2 2.5 2.75 3 3.5 3.75 3.9 4 4.5 4.9 5 5.5 6"
_ETHERNET: Final = "10 20 25 40 50 100 200 400 800 1600"


@dataclass(frozen=True, slots=True)
class Designation:
    """A kind of designation; ``numbers`` are those that exist."""

    kind: str
    pattern: re.Pattern[str]
    numbers: frozenset[str]
    known: str
    source: str


@dataclass(frozen=True, slots=True)
class Designated:
    """A designation found in a text: the span of its number with its unit, and its number."""

    designation: Designation
    start: int
    end: int
    number: str

    @property
    def exists(self) -> bool:
        """Whether there is such a thing."""
        return self.number in self.designation.numbers


def _designation(kind: str, pattern: str, numbers: str, known: str, source: str) -> Designation:
    flags = re.VERBOSE | re.IGNORECASE
    return Designation(kind, re.compile(pattern, flags), frozenset(numbers.split()), known, source)


DESIGNATIONS: Final = (
    _designation(
        "passive optical network",
        _NUMBER + r"G[- ]?(?:E|XG|XGS|TWDM-)?PON\b",
        "1 1.25 2.5 10 20 25 40 50 100 200",
        "1G, 10G, 25G, 50G and 100G",
        "ITU-T G.984, G.987, G.989, G.9804; IEEE 802.3ah, 802.3av, 802.3ca",
    ),
    _designation(
        "generation of mobile networks",
        _NUMBER + rf"G(?:{_MOBILE})",
        _GENERATIONS,
        "2G to 6G",
        "ITU-R M.1457 (3G), M.2012 (4G), M.2150 (5G), M.2160 (6G)",
    ),
    _designation(
        "network",
        _NUMBER + rf"G(?:{_NETWORK})",
        f"{_GENERATIONS} {_ETHERNET}",
        "2G to 6G for mobile networks, 10G to 800G for wired ones",
        "as above; IEEE 802.3ba, 802.3bs, 802.3df",
    ),
    _designation(
        "generation of Wi-Fi",
        r"\bWi-?Fi[ -](\d{1,4})E?(?=[ ](?:router|network|standard|certifi|device|chip|technolog))",
        "0 1 2 3 4 5 6 7 8",
        "Wi-Fi 4 to 8",
        "Wi-Fi Alliance, generational names of 2018 and later",
    ),
    _designation(
        "version of USB",
        r"\bUSB[ ](\d{1,4}\.\d{1,4})(?![\w.])",
        "0.8 0.9 0.99 1.0 1.1 2.0 3.0 3.1 3.2 4.0",
        "1.0, 1.1, 2.0, 3.0, 3.1, 3.2 and 4.0",
        "USB Implementers Forum, specifications 1.0 to USB4",
    ),
    _designation(
        "video resolution",
        r"(?<![\w.,-])(\d{2,5})p(?=[ ](?:resolution|HD\b))",
        "120 144 240 270 288 360 480 486 540 576 600 640 720 768 800 900 960 1050 1080 1200 1280 "
        "1440 1600 1800 2160 2880 4320 8640",
        "480p, 720p, 1080p, 1440p, 2160p and 4320p",
        "ITU-R BT.601, BT.709, BT.2020, and the lists of common display modes (CEA-861, VESA)",
    ),
    _designation(
        "coronavirus disease",
        r"\bCOVID-(\d{1,4})(?![\w-]\w|\d)",
        "19 2019",
        "COVID-19",
        "World Health Organization, 11 February 2020",
    ),
    _designation(
        "world war",
        r"\bWW(\d{1,4})(?!\w|-)",
        "1 2 3",
        "WW1 and WW2",
        "usage",
    ),
    _designation(
        "group of states",
        r"\bG(\d{1,4})(?=[ ](?:summit|leaders|nations|countries|members|states|finance[ ]minis))",
        "2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 18 19 20 22 24 30 33 77 90 192",
        "G7, G8, G10, G20, G77 and others",
        "list of country groupings",
    ),
    _designation(
        "subtype of influenza",
        r"\bH(\d{1,4})N(?:1[01]|[1-9])(?!\w)",
        " ".join(str(number) for number in range(1, 20)),
        "H1 to H19",
        "CDC, types of influenza viruses",
    ),
)


#: What each of them holds, found by its rarest character; a line without it has none.
_HINT: Final = re.compile(
    r"[GgpDdNnBbIiWw](?:(?<=[0-9][Gg])|(?<=[0-9]p)[ ]|(?<=[Vv][Ii][Dd])-[0-9]|(?<=[0-9][Nn])[0-9]"
    r"|(?<=[Uu][Ss][Bb])[ ][0-9]|(?<=[Ff][Ii])[ -][0-9]|(?<=[Ww][Ww])[0-9]|(?<=[Gg])[0-9])"
)


def designated(text: str) -> Iterator[Designated]:
    """Yield the designations of the table that a text holds, whether they exist or not.

    >>> [(d.number, d.exists) for d in designated("ports of 17G-PON; 5G base stations")]
    [('17', False), ('5', True)]
    """
    end = 0
    while (hint := _HINT.search(text, end)) is not None:
        start = max(end, text.rfind("\n", end, hint.start()) + 1)
        end = text.find("\n", hint.end())
        end = len(text) if end < 0 else end
        yield from _designated_in(text, start, end)


def _designated_in(text: str, start: int, end: int) -> Iterator[Designated]:
    """Yield the designations of a line."""
    for designation in DESIGNATIONS:
        for match in designation.pattern.finditer(text, start, end):
            after = match.end(1)
            after += text[after : after + 1] in ("G", "g")
            yield Designated(designation, match.start(1), after, match.group(1))
