"""How a line of Chinese or Japanese ends, for a search that cannot see it.

The models know how sentences go on, not how lines end.  So what ends a line is told to the search:
what it costs that it ends in a mark, by the brackets that are open in it, and by what stands before
the mark: after the end of a sentence nothing but a bracket follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from ...language import Choices

#: Languages whose sentences end in an ideographic full stop.
WITH_FULL_STOP: Final = frozenset({"zh-hans", "zh-hant", "yue", "ja"})
_FULL_STOP: Final = "。"
#: What it costs in bits that a line ends without any mark: such a line goes on as if the full stop
#: followed.  Of 122,000 lines of Chinese and Japanese one in five has none.
_BARE_BITS: Final = 2.0
#: What it costs in bits that a line ends after a mark: how rarely it does, among the places where
#: the mark stands in those lines, rounded.  An opening bracket never ends a line.  Other marks cost
#: what a blank after them costs.
_ENDING_BITS: Final = {
    **dict.fromkeys("。？！", 0.5),
    "：": 1.5,
    "；": 3.0,
    "…": 4.0,
    **dict.fromkeys("」』）”》〉】", 6.0),
    **dict.fromkeys("，、—", 10.0),
    **dict.fromkeys("「『（“《〈【", 16.0),
}
#: The same of a line in which a bracket is open: the one that closes it ends it as often.
_IF_OPEN: Final = {**_ENDING_BITS, **dict.fromkeys("」』）”》〉】", 1.0)}
#: The same after the end of a sentence, which only a bracket follows, that another line opened.
_IF_ENDED: Final = {**_IF_OPEN, **dict.fromkeys("。？！：；，、—", 16.0)}
#: Japanese lines that are broken in a sentence end in ``、``, which whole sentences do at 10 bits.
_IN_JAPANESE: Final = {"、": 7.0}
_CLOSED_IN_JAPANESE: Final = {**_IN_JAPANESE, **dict.fromkeys("」』）”》〉】", 8.0)}
_SENTENCE_ENDS: Final = frozenset("。？！")
_PAIRS: Final = ("「」", "『』", "（）", "“”", "《》", "〈〉", "【】")
_OPENING: Final = frozenset(opening for opening, _ in _PAIRS)

#: What tells of the cost of a last mark: whether a bracket is open, whether a sentence has ended
#: before the mark, and whether the language is Japanese.
_Kind = tuple[bool, bool, bool]


def is_open(line: str) -> bool:
    """Tell whether a line opens a bracket that it does not close.

    >>> is_open("他说：“你好"), is_open("他说：“你好”")
    (True, False)
    """
    return not _OPENING.isdisjoint(line) and any(
        line.count(opening) > line.count(closing) for opening, closing in _PAIRS
    )


def arcs_of_line_end(
    arcs: Sequence[tuple[Choices, ...]], before: str, language: str, *, opened: bool
) -> list[tuple[Choices, ...]]:
    """Return the arcs of a span with those to the end of the line that follows it.

    ``before`` is the text before the span; ``opened`` tells that a bracket is open in the line.
    After a letter a full stop follows, unseen: to be searched as if it stood there.

    >>> arcs = [(Choices(1, "好。", (0.0, 0.0)),)]
    >>> [(c.end, c.characters, c.more) for c in arcs_of_line_end(arcs, "你", "ja", opened=False)[0]]
    [(1, '好', (0.0,)), (3, '。', (0.5,))]
    """
    last = len(arcs)
    found: list[tuple[Choices, ...]] = []
    for here, is_ended in zip(arcs, _after_sentences(arcs, before), strict=True):
        if all(c.end != last for c in here):
            found.append(here)  # as it is: whoever knows something of it need not look again
            continue
        kind = opened, is_ended, language == "ja"
        found.append(
            tuple([part for c in here for part in (_at_end(c, kind) if c.end == last else (c,))])
        )
    full_stop = Choices(last + 2, _FULL_STOP, (_BARE_BITS,))
    return [*found, (full_stop,), (Choices(last + 2, " ", (0.0,)),)]


def _at_end(choices: Choices, kind: _Kind) -> tuple[Choices, ...]:
    """Return what ends a line: letters, which lead to a full stop, and marks beyond it."""
    end, characters, more, bits = choices
    parts = _parts_at_end(characters, more, kind)
    return tuple([Choices(end + beyond, those, extra, bits) for beyond, those, extra in parts])


@lru_cache(maxsize=1 << 8)
def _parts_at_end(
    characters: str, more: tuple[float, ...], kind: _Kind
) -> tuple[tuple[int, str, tuple[float, ...]], ...]:
    """Return characters in rows, and what each costs.

    A row has 0 before a full stop (letters), 1 before a blank, and 2 at the end.
    """
    ending = _ending_bits(kind)

    def beyond(pair: tuple[str, float]) -> int:
        return 0 if pair[0].isalnum() else 2 if pair[0] in ending else 1

    found = []
    for length, row in groupby(zip(characters, more, strict=True), key=beyond):
        those, extra = zip(*row, strict=True)
        if length > 1:
            extra = tuple([x + ending[char] for char, x in zip(those, extra, strict=True)])
        found.append((length, "".join(those), extra))
    return tuple(found)


@cache
def _ending_bits(kind: _Kind) -> dict[str, float]:
    """Return what it costs that a line ends in a mark."""
    opened, is_ended, is_japanese = kind
    if is_ended:
        return _IF_ENDED
    ending = _IF_OPEN if opened else _ENDING_BITS
    if is_japanese:
        return {**ending, **(_IN_JAPANESE if opened else _CLOSED_IN_JAPANESE)}
    return ending


def _after_sentences(arcs: Sequence[Iterable[Choices]], before: str) -> list[bool]:
    """Return by node whether nothing but the end of a sentence can stand before it."""
    is_end = [before[-1:] in _SENTENCE_ENDS, *[True] * len(arcs)]
    for here in arcs:
        for choices in here:
            if is_end[choices.end]:
                is_end[choices.end] = _SENTENCE_ENDS.issuperset(choices.characters)
    return is_end[:-1]
