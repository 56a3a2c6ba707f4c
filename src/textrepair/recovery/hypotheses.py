"""``recover``: the most natural reading of a text from which a decoder lost bytes.

Each hypothesis is a lossy channel: the encoding the text was written in, the encoding it
was read as, and what the decoder did with bytes that it could not read.  A hypothesis is
accepted if its reading is natural text and saves more bits than the channel costs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final

from ..encodings import decode_exact, duplicate_codes, is_multi_byte, reencode
from ..language import naturalness
from ..language.naturalness import NATURAL_EXCESS, UTF8_EXCESS
from .byte_lattice import REPLACEMENT, ByteLattice
from .certainty import (
    STRIPPED_CONFIDENCE,
    doubted,
    is_hopeless,
    is_natural,
    is_nonsense_so_far,
    without_last_blank,
)
from .channels import (
    LANGUAGE_OF,
    LossyChannel,
    as_windows_reads,
    high_bytes,
    holds_east_asian,
    is_of_page,
    languages,
    lattice_through,
    looks_like_utf8,
    lossy_channels_for,
)
from .decoders import ASCII_LIMIT, ErrorPolicy
from .search import RecoveredCharacter, RecoveredText, SearchBudget, restore
from .segments import AmbiguousSpan, Limits, Segmentation, segment
from .told.brackets import with_brackets
from .told.swallowed import (
    bits_against,
    may_swallow,
    unknown_bits,
    with_swallowed,
    with_unknown,
)

#: Bits that a reading must save: the cost of a lossy channel and a margin.  Set by hand; clean dev
#: text of 65 languages stays unchanged.
_MARGIN_BITS: Final = 20.0
#: Bits that a channel gains for each swallowed character that the syntax misses.  Set by hand: more
#: than a mark of ASCII costs in prose.
_TOLD_BITS: Final = 16.0
#: A text at most this far above natural text (standard deviations), its replacements left out, is
#: not tried in another double-byte encoding.
_TYPICAL_EXCESS: Final = 1.5
#: Bits by which the reading of stripped codes must be the better one to be sure.
_RIVAL_BITS: Final = 20.0
#: Bits that restored bytes must save of a line in one East Asian page, read as another: 214 such
#: lines that lost none, and seem to lack some, save 18 at most.
_PAIR_BITS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a damaged text said, by one lossy channel.

    ``language`` is the language whose model chose the reading.  ``saved`` is the number of
    bits by which the reading is the more natural text, less costs and margins.  ``natural``
    tells whether the reading is natural by itself.  ``lattice`` maps it to offsets.
    ``may_swallow`` tells that the decoder may have swallowed a character of ASCII after a byte
    that it lost, though the reading holds none.
    """

    channel: LossyChannel
    language: str
    recovered: RecoveredText
    lattice: ByteLattice
    saved: float
    natural: bool
    may_swallow: bool = False


def recover(
    text: str,
    replacement: str,
    previous: Recovery | None = None,
    budget: SearchBudget | None = None,
) -> Recovery | None:
    """Return the best reading of a text in which ``replacement`` stands for lost bytes.

    ``previous`` is the recovery of the line before.  If its channel gives natural text again,
    no other channel is tried.  A natural reading as UTF-8 ends the search too, since bytes
    are not valid UTF-8 by accident.  None if no channel gives a better text.

    The search takes no more steps than ``budget`` has (by default that of a line), and
    ``budget.is_spent`` tells that channels were left untried.  A reading in a legacy encoding is
    not called natural then, for another may be the better one.
    """
    budget = budget or SearchBudget.of(text)
    if previous is not None and previous.channel.replacement == replacement:
        again = recover_again(text, previous, budget)
        if again is not None and again.natural:
            return again
    ask = _of_short_line if len(text) <= _SHORT else _of_long_line
    found, left = ask(text, replacement, (budget.steps, budget.for_full, budget.looks))
    budget.leave(left)
    return found


def _asked(
    text: str, replacement: str, within: tuple[int, int, int]
) -> tuple[Recovery | None, SearchBudget]:
    """Return the best recovery of a text within a budget of so much, and what is left of that."""
    left = SearchBudget(*within)
    found = _best_recovery(text, replacement, left)
    if found is not None:
        found = replace(found, recovered=with_unknown(found.recovered))
    return found, left


#: Several rules ask about the marks of a line, or about what it lost without a mark, and each asks
#: again where another one changed another line.  Of lines of up to so many code points the answers
#: to some questions are kept, which take 20 kB each; of longer lines those of one line.
_SHORT: Final = 200
_of_short_line = lru_cache(maxsize=64)(_asked)
_of_long_line = lru_cache(maxsize=3)(_asked)


def forget() -> None:
    """Forget all answers, for whoever measures how long one takes."""
    _of_short_line.cache_clear()
    _of_long_line.cache_clear()


def _best_recovery(text: str, replacement: str, budget: SearchBudget) -> Recovery | None:
    before = naturalness(text).bits
    best = _as_utf8(text, replacement, before, budget)
    if best is None or not best.natural:
        best = _in_legacy_encoding(text, replacement, before, budget, best)
    if best is not None and best.recovered.is_draft:
        best = _searched_fully(text, best, before, budget)
    if budget.is_spent and best is not None and best.channel.written_in != "utf-8":
        return replace(best, natural=False)
    return best


def _as_utf8(text: str, replacement: str, before: float, budget: SearchBudget) -> Recovery | None:
    """Return the best recovery of a text as UTF-8, or the first natural one.

    Bytes that became U+FFFD by one policy have no natural reading by another.
    """
    best: Recovery | None = None
    for read_as, channels in groupby(
        [c for c in lossy_channels_for(replacement) if c.written_in == "utf-8"],
        key=lambda channel: channel.read_as,
    ):
        if not looks_like_utf8(text, replacement, read_as):
            continue
        for channel in channels:
            by_windows = as_windows_reads(channel, text)
            if by_windows is not None:
                best = _better(text, best, _recovered_through(text, by_windows, before, budget))
            best = _better(text, best, _recovered_through(text, channel, before, budget))
            if replacement == REPLACEMENT and best is not None and best.natural:
                return best
        if best is not None and best.natural:
            return best
    return best


def _in_legacy_encoding(
    text: str, replacement: str, before: float, budget: SearchBudget, best: Recovery | None
) -> Recovery | None:
    """Return the best recovery of a text in a legacy encoding, if it is better than ``best``."""
    rest = text.replace(replacement, "")
    if not holds_east_asian(text) or naturalness(rest).excess <= _TYPICAL_EXCESS:
        return best
    for channel in lossy_channels_for(replacement):
        if channel.written_in != "utf-8":
            best = _better(text, best, _recovered_through(text, channel, before, budget))
    return best


def _better(text: str, best: Recovery | None, here: Recovery | None) -> Recovery | None:
    """Return the one of two recoveries that saves more, which tells of the other."""
    if here is None or best is None:
        return here or best
    if here.saved > best.saved:
        here, best = best, here
    if (
        best.channel.policy is ErrorPolicy.STRIPPED
        and best.saved - here.saved < _RIVAL_BITS
        and best.recovered.text != here.recovered.text
    ):
        return replace(best, recovered=doubted(best.recovered))
    return (
        replace(best, may_swallow=True)
        if may_swallow(text, best.channel, here.channel, best.saved - here.saved)
        else best
    )


def _searched_fully(text: str, draft: Recovery, before: float, budget: SearchBudget) -> Recovery:
    """Return the better recovery by a full search, or the draft if that is too much.

    Where the narrow beam of the draft cut nothing, the full search would find the same.
    """
    swallows = draft.channel.policy is ErrorPolicy.LEAD_AND_ANY_TRAIL
    if not draft.recovered.is_cut and not swallows and not bits_against(text, draft.channel):
        return draft
    known = segmented_through(text, draft.channel)
    if known is None:
        return draft
    recovered = _read(text, *known, draft.channel, draft.language, budget)
    if recovered is None:
        return draft
    after = naturalness(recovered.text)
    saved = before - after.bits - _MARGIN_BITS
    if saved < draft.saved:
        return draft
    natural = is_natural(recovered, after.excess)
    return replace(draft, recovered=recovered, saved=saved, natural=natural)


def loses_pairs(text: str, written_in: str, read_as: str) -> bool:
    """Tell whether bytes were dropped of a text in one East Asian page, read as another.

    >>> shown = "뇜죄틥벎鹿棍，페儉낍庚껫韜靈剌풍５Ｓ퐈"
    >>> loses_pairs(shown, "gbk", "cp949"), loses_pairs("揆畢", "gbk", "cp949")
    (True, False)
    """
    language = LANGUAGE_OF.get(written_in)
    # Shift-JIS shows one character for two codes: no single reading is the one without a loss.
    is_doubtful = not duplicate_codes(read_as).keys().isdisjoint(text)
    reading = decode_exact(reencode(text, read_as) or b"", written_in)
    if language is None or is_doubtful or not reading:
        return False
    channel = LossyChannel(written_in, read_as, ErrorPolicy.ONE_BYTE, "")
    known = segmented_through(text, channel)
    budget = SearchBudget.of(text)
    restored = known and _read(text, *known, channel, language, budget, as_draft=True)
    if not restored:
        return False
    saved = naturalness(reading, (language,)).bits - naturalness(restored.text, (language,)).bits
    return saved >= _PAIR_BITS


def recover_again(
    text: str, previous: Recovery, budget: SearchBudget | None = None
) -> Recovery | None:
    """Return the recovery of a text through the channel and language of another recovery."""
    budget = budget or SearchBudget.of(text)
    known = segmented_through(text, previous.channel)
    if known is None:
        return None
    recovered = _read(text, *known, previous.channel, previous.language, budget)
    if recovered is None:
        return None
    after = naturalness(recovered.text)
    if _group(after.language or "") != _group(previous.language):
        return None
    natural = is_natural(recovered, after.excess)
    recovered = with_unknown(recovered)
    return replace(previous, recovered=recovered, lattice=known[0], natural=natural)


def _group(language: str) -> str:
    """Return the language, with one name for all varieties of Chinese."""
    return "zh" if language in {"zh-hans", "zh-hant", "yue"} else language


def _recovered_through(
    text: str, channel: LossyChannel, before: float, budget: SearchBudget
) -> Recovery | None:
    """Return the recovery through one channel; None if its reading is not the better text."""
    if budget.looks <= 0:
        budget.is_spent = True
        return None
    tried = _tried_through(text, channel)
    if tried is None:
        return None
    lattice, segmentation = tried
    budget.pay_looks(segmentation.looked_at)
    budget.is_spent |= segmentation.is_too_open
    if not segmentation.fits:
        return None
    if is_hopeless(segmentation.certain):
        return None
    certain = segmentation.certain.replace(REPLACEMENT, "")
    unlikely = bits_against(text, channel)
    best: Recovery | None = None
    for language in languages(certain, channel, bytes(lattice.known)):
        recovered = _read(text, lattice, segmentation, channel, language, budget, as_draft=True)
        if recovered is None:
            break
        after = naturalness(recovered.text)
        told = sum(isinstance(p, RecoveredCharacter) and p.by_syntax for p in recovered.parts)
        saved = before - after.bits - _MARGIN_BITS + _TOLD_BITS * told + unknown_bits(recovered)
        saved -= unlikely
        limit = UTF8_EXCESS if channel.written_in == "utf-8" else NATURAL_EXCESS
        if saved > 0 and after.excess <= limit and (best is None or saved > best.saved):
            natural = is_natural(recovered, after.excess)
            best = Recovery(channel, language, recovered, lattice, saved, natural)
    return best


def _read(  # noqa: PLR0913, PLR0917 - a lattice comes with all that it was made of
    text: str,
    lattice: ByteLattice,
    segmentation: Segmentation,
    channel: LossyChannel,
    language: str,
    budget: SearchBudget,
    *,
    as_draft: bool = False,
) -> RecoveredText | None:
    """Return the best reading in a language; None if it shows no loss, or is too much to search."""
    recovered = restore(
        segmentation, lattice, channel.written_in, language, budget, as_draft=as_draft
    )
    if recovered is None:
        return None
    if channel.replacement == "?" and recovered.text.count("?") == text.count("?"):
        return None
    if not channel.replacement:
        surest = STRIPPED_CONFIDENCE if channel.policy is ErrorPolicy.STRIPPED else 1.0
        return doubted(without_last_blank(recovered), surest)
    if lattice.unseen:
        recovered = doubted(recovered, STRIPPED_CONFIDENCE, lattice.unseen)
    recovered = with_brackets(recovered, lattice, channel.written_in, language)
    swallows = channel.policy is ErrorPolicy.LEAD_AND_ANY_TRAIL
    return with_swallowed(recovered) if swallows else recovered


#: Share of the looks of a line that one channel may take: see `search`.
_CHANNEL_SHARE: Final = 1 / 3
#: Least number of non-ASCII bytes that must fit a channel.
_LEAST_BYTES: Final = 3
_HIGH_BYTES: Final = bytes(range(ASCII_LIMIT, 0x100))
#: Most gaps for each byte of double-byte text; with more, its bytes are no evidence.
_MOST_GAPS_SHARE: Final = 0.6


def segmented_through(text: str, channel: LossyChannel) -> tuple[ByteLattice, Segmentation] | None:
    """Return the byte lattice of a text through a channel and its segmentation, if both fit."""
    tried = _tried_through(text, channel)
    return tried if tried is not None and tried[1].fits else None


@lru_cache(maxsize=4)  # the draft and the full search of a channel, and the line before
def _tried_through(text: str, channel: LossyChannel) -> tuple[ByteLattice, Segmentation] | None:
    """Return the byte lattice and its segmentation, which may not fit; None if it was not made."""
    if channel.written_in != "utf-8" and not is_of_page(text, channel.replacement, channel.read_as):
        return None
    if not is_multi_byte(channel.read_as) and high_bytes(text, channel.read_as) < _LEAST_BYTES:
        return None
    lattice = lattice_through(text, channel)
    if lattice is None:
        return None
    if channel.written_in != "utf-8" and len(lattice.gaps) > _MOST_GAPS_SHARE * len(lattice.known):
        return None
    high = len(lattice.known) - len(lattice.known.translate(None, _HIGH_BYTES))
    if high < _LEAST_BYTES:
        return None
    looks = int(_CHANNEL_SHARE * SearchBudget.of(text).looks)
    is_utf8 = channel.written_in == "utf-8"  # so are languages without a model, which lie high
    limits = Limits(high - _LEAST_BYTES, looks, is_nonsense_so_far if is_utf8 else is_hopeless)
    segmentation = segment(lattice, channel.written_in, text, limits)
    segmentation.fits &= any(isinstance(part, AmbiguousSpan) for part in segmentation.parts)
    return lattice, segmentation
