"""The garbled passages of a text: line by line, or all of it where it is UTF-8 throughout."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Protocol

from ..caching import LONGEST
from ..encodings import is_multi_byte
from ..language.naturalness import score
from ..patterns import lazily
from .acceptance import is_table
from .best_fit import best_fitted
from .channels import MIXED_CHANNELS, Channel
from .legacy.dense_lines import dense_line
from .legacy.dos_lines import dos_line
from .legacy.dropped_81 import words_without_81
from .legacy.half_width import half_width_katakana, is_sure_katakana
from .legacy.line_forms import through_turkish_page, with_escapes, without_escapes
from .legacy.model_lines import is_strange_to_line, read_by_models
from .legacy.short_texts import (
    alphabet_words,
    east_asian_words,
    file_names,
    is_ambiguous,
    is_short_word,
    lone_word,
)
from .lone_brackets import LONE_BRACKETS, lone_brackets
from .redecode import CERTAIN_TRAIL_BYTES
from .refusal import is_plain, is_refused, is_refused_around, may_hold_sequences
from .structure.evidence import is_letter, script
from .structure.find import (
    passages_throughout,
    reads_well,
    reread_passages,
    shifted,
    structural_passages,
    whole_line,
    whole_words,
)
from .structure.left_over import left_over
from .structure.soundness import RARE_LETTER
from .structure.whole_text import WESTERN_UTF8, as_utf8, certain_line, certain_utf8
from .suspicious import (
    LONGEST_LINE,
    sign_places,
    suspicious_lines,
)
from .vetoes import (
    is_odd,
    is_odd_beside_rest,
    meets_other_alphabet,
    without_lone_letters,
    without_torn_runs,
    without_torn_utf8,
)
from .whole_line import GarbledPassage, beyond_ascii, explained_share

#: Less of what is not ASCII in a line is UTF-8 by accident, in a line of a legacy encoding.
MOSTLY: Final = 0.5
#: Where more than this share of a line is UTF-8, no legacy encoding explains the line better.
NEARLY_ALL: Final = 0.9
_JOINED: Final = lazily("[\u0370-\u1dff\u2100-\U0010ffff]")  # letters of no Latin word
#: Standard deviations that a short word may lie above natural text which a rare page shows.
_MOST_OF_SHORT: Final = 3.0
_BRAILLE: Final = lazily("[\u2800-\u28ff]")
_WESTERN: Final = frozenset({(WESTERN_UTF8,)})
#: Lines of which the passages are kept; a passage takes some 300 bytes.
_KEPT_LINES: Final = 512

#: Channels that earlier lines came through, in the order in which they were met.
RecentChannels = dict[tuple[Channel, ...], None]


class LosesBytes(Protocol):
    """Tells whether a line is natural text once the bytes that it lost are restored.

    With a channel from one East Asian page to another: whether bytes are missing of a line that
    came through it, for what is left of it is out of step.  With one from such a page to Latin-1:
    whether soft hyphens are missing.
    """

    def __call__(self, line: str, channel: Channel | None = None, /) -> bool:
        """Tell whether a line lost bytes."""


def _loses_none(_line: str, _channel: Channel | None = None, /) -> bool:
    return False


def garbled_passages(
    text: str,
    loses_bytes: LosesBytes = _loses_none,
    *,
    in_part: bool = True,
    for_text: bool = False,
) -> Iterator[GarbledPassage]:
    """Yield the passages of a text that were read wrongly, in order.

    ``loses_bytes`` is asked of lines of which the bytes explain a part: a line that it is true of
    is left to those who restore lost bytes, where most of it is left, or with ``in_part`` False.
    ``for_text`` tells that only what the passages say matters, not where they begin and end.
    """
    reading = _certain_reading(text)
    if reading is None:
        yield from passages_by_line(
            text, RecentChannels(), loses_bytes, in_part=in_part, for_text=for_text
        )
    else:
        yield GarbledPassage(0, len(text), reading, (WESTERN_UTF8,), float(len(text)), natural=True)


def _certain_reading(text: str) -> str | None:
    """Return what a text says that is UTF-8 throughout, read as Windows-1252: no line is asked."""
    reading = as_utf8(text)
    is_certain = reading is not None and len(text) - len(reading) >= CERTAIN_TRAIL_BYTES
    return reading if is_certain else None


def line_at_once(text: str) -> str | None:
    """Return what a text says where all of it is read anew at once; else None.

    That is one line, or more where each is UTF-8 read as Windows-1252.

    Dots of Braille are left to the rule garbled-punctuation, which takes them for bullets.

    >>> line_at_once("dÃ©jÃ\xa0 vu"), line_at_once("dÃ©jÃ vu, Ã©tÃ©\\n"), line_at_once("déjà vu")
    ('déjà vu', None, None)
    """
    if text.isascii():
        return None
    if (reading := certain_utf8(text)) is not None:
        return reading
    reading = _certain_reading(text)
    if reading is None:
        if len(text) > LONGEST_LINE or "\n" in text or is_table(text):
            return None
        if without_escapes(text) != text:
            return None
        passages = _at_once(text)
        reading = reread_passages(text, passages) if passages else None
    return reading if reading is not None and _BRAILLE.search(reading) is None else None


def passages_by_line(
    text: str,
    recent_channels: RecentChannels,
    loses_bytes: LosesBytes = _loses_none,
    *,
    in_part: bool = True,
    for_text: bool = False,
) -> Iterator[GarbledPassage]:
    """Yield the passages of a text that are found line by line."""
    # What was found of the last short lines, for lines recur: in tables, logs, captions.
    known: dict[tuple[str, int], list[GarbledPassage]] = {}
    for start, line in suspicious_lines(text):
        key = (line, len(recent_channels))  # which never lose one
        passages = known.get(key)
        if passages is None and for_text and recent_channels.keys() <= _WESTERN:
            passages = _certain_line(line)
        if passages is None:
            shown = without_escapes(line)
            passages = _line_found(shown, recent_channels, loses_bytes, in_part=in_part)
            passages = passages if shown == line else with_escapes(line, passages)
            if len(line) <= LONGEST:
                if len(known) >= _KEPT_LINES:
                    known.clear()
                known[key] = passages
        for passage in passages:
            recent_channels[passage.channels] = None
            yield shifted(passage, start)


def _certain_line(line: str) -> list[GarbledPassage] | None:
    """Return what a line says that is read at once, as one passage; None if it is not."""
    reading = certain_line(line)
    if reading is None:
        return None
    saved = float(len(line))
    return [GarbledPassage(0, len(line), reading, (WESTERN_UTF8,), saved, natural=True)]


def _line_found(
    line: str, recent_channels: RecentChannels, loses_bytes: LosesBytes, *, in_part: bool
) -> list[GarbledPassage]:
    """Return the garbled passages of a line; none where it is left to those who restore bytes."""
    passages = _at_once(line) or _passages(line, recent_channels, loses_bytes)
    passages = through_turkish_page(
        line, passages, lambda shown: _passages(shown, recent_channels, loses_bytes)
    )
    if _is_torn(line, passages, MOSTLY if in_part else 1.0) and loses_bytes(line):
        return []
    if any(loses_bytes(line, channel) for channel in _paired_channels(passages)):
        return []
    if any(loses_bytes(line, channel) for channel in _doubtful_channels(line, passages)):
        return []
    return passages


def _at_once(line: str) -> list[GarbledPassage]:
    """Return what the whole of a line says where little needs to be asked: most lines are such."""
    if any(file_names(line)):
        return []
    if (whole := whole_line(line)) is not None:
        found = [whole]
    elif found := passages_throughout(line):
        found = _legacy_instead(line, found, share=1.0) or found
    elif (dense := dense_line(line)) is not None:
        return [dense]
    return [] if any(is_odd(line, p) for p in found) else found


def _passages(
    line: str, recent_channels: Collection[tuple[Channel, ...]], loses_bytes: LosesBytes
) -> list[GarbledPassage]:
    """Return the garbled passages of a line, if it is not refused."""
    if not recent_channels and _is_quiet(line):
        return alphabet_words(line)
    plain = is_plain(line)
    proved = _proved_passages(line) if not plain or may_hold_sequences(line) else []
    katakana = half_width_katakana(line)
    if is_short_word(line):
        alone = lone_word(line)
        proved = [] if _is_accident(line, proved) else proved
        katakana = katakana if is_sure_katakana(katakana) else []
        other = proved or katakana
        if alone and (not other or _is_cheaper(line, alone, other)):
            return alone
    is_mixed = any(len(_scripts(passage.text)) > 1 for passage in proved)
    if katakana and (is_mixed or explained_share(line, proved) < MOSTLY):
        return katakana
    if not proved and plain and not recent_channels and is_refused(line, sign_places(line)):
        return alphabet_words(line) or _sparse_words(line)
    lone = [] if proved else list(lone_brackets(line))
    if lone and reread_passages(line, lone).translate(LONE_BRACKETS).isascii():
        return lone  # nothing else is garbled
    passages = _line_passages(line, proved, recent_channels, loses_bytes)
    if is_short_word(line) and is_ambiguous(line, passages):
        passages = []
    return without_torn_utf8(line, without_torn_runs(line, passages)) if passages else passages


def _is_quiet(line: str) -> bool:
    """Tell whether nothing of a line can be read anew, by what stands around its signs."""
    return (
        is_refused_around(line, sign_places(line))
        and not any(file_names(line))
        and not half_width_katakana(line)
        and not _sparse_words(line)
    )


def _is_accident(line: str, proved: list[GarbledPassage]) -> bool:
    """Tell whether the bytes of a short word are UTF-8 by accident: ``É½¤»`` is no ɽϯ.

    What it says must explain all of it and be of one script, without letters that nobody writes;
    and natural, in a page that UTF-8 is seldom read as.
    """
    if any(p.channels[0].written_in != "utf-8" for p in proved):
        return False
    text = reread_passages(line, proved)
    if explained_share(line, proved) < 1.0 or len(_scripts(text)) > 1 or RARE_LETTER.search(text):
        return True
    is_rare_page = any(p.channels[0].read_as != "western" for p in proved)
    return is_rare_page and score(text).excess > _MOST_OF_SHORT


def _scripts(text: str) -> set[str]:
    """Return the scripts of the letters beyond ASCII."""
    return {script(char) for char in text if char > "\x7f" and is_letter(char)}


def _is_torn(line: str, passages: list[GarbledPassage], most: float) -> bool:
    """Tell whether passages leave a part of a garbled line, and explain at most a share of it."""
    return (
        bool(passages)
        and not line.isascii()
        and explained_share(line, passages) <= most
        and next(left_over(line, passages), None) is not None
    )


def _paired_channels(passages: list[GarbledPassage]) -> set[Channel]:
    """Return the channels of passages that read one East Asian page as another."""
    channels = {
        channel for p in passages for channel in p.channels if channel not in MIXED_CHANNELS
    }
    return {c for c in channels if is_multi_byte(c.written_in) and is_multi_byte(c.read_as)}


def _doubtful_channels(line: str, passages: list[GarbledPassage]) -> set[Channel]:
    """Return the East Asian pages that Latin-1 shows, if they leave a part of a line unexplained.

    So does a line from which soft hyphens were stripped.  In DOS page 866 they are н.
    """
    channels = {channel for p in passages for channel in p.channels[:1]}
    if any(c.written_in == "cp866" for c in channels) and "\xad" not in line:
        return set() if any("н" in p.text for p in passages) else channels
    if not any(is_multi_byte(channel.written_in) for channel in channels):
        return set()
    doubtful = {channel for channel in channels if channel in MIXED_CHANNELS}
    if not doubtful and explained_share(line, passages) < 1.0:
        doubtful = {channel for channel in channels if channel.read_as in ("western", "cp1254")}
    return doubtful


def _proved_passages(line: str) -> list[GarbledPassage]:
    """Return the garbled passages of a line that the bytes prove."""
    proved = list(file_names(line)) or [
        p
        for p in structural_passages(line)
        if not meets_other_alphabet(line, p.start, p.end, p.text)
        and not is_odd(line, p)
        and not is_strange_to_line(line, p)
    ]
    proved = without_torn_runs(line, proved) if proved else proved
    return [p for p in without_lone_letters(proved) if not is_odd_beside_rest(line, p, proved)]


def _line_passages(
    line: str,
    proved: list[GarbledPassage],
    recent_channels: Collection[tuple[Channel, ...]],
    loses_bytes: LosesBytes,
) -> list[GarbledPassage]:
    """Return the garbled passages of a line: first what the bytes prove, then what models say."""
    share = explained_share(line, proved) if proved else 0.0
    if proved and (legacy := _legacy_instead(line, proved, share)):
        return legacy
    if proved and (share == 1.0 or reads_well(reread_passages(line, proved))):
        whole = read_by_models(line, recent_channels) if share < MOSTLY and _is_dense(line) else []
        return whole if whole and _is_cheaper(line, whole, proved) else proved
    passages = read_by_models(line, recent_channels)
    if passages and passages[0].channels[0] in MIXED_CHANNELS:
        return passages
    if not proved:
        passages = passages or best_fitted(line) or dos_line(line)
        passages = passages or words_without_81(line)
        passages = passages or east_asian_words(line) or alphabet_words(line)
        passages = passages or _sparse_words(line) or _mixed_words(line)
        return passages or list(lone_brackets(line))
    if share < MOSTLY:
        # C2 and a blank prove more than other pairs: no clean text holds them.
        kept = [p for p in proved if p.end - p.start > 2 or p.text == "\N{NO-BREAK SPACE}"]
        return passages or whole_words(line, kept)
    if share >= NEARLY_ALL:
        passages = [p for p in passages if all(c.written_in == "utf-8" for c in p.channels)]
    return passages or _of_torn_line(line, proved, loses_bytes)


def _is_dense(line: str) -> bool:
    """Tell whether most of a line is beyond ASCII, as it is of text in a legacy encoding."""
    return 2 * beyond_ascii(line) > len(line)


def _mixed_words(line: str) -> list[GarbledPassage]:
    from .legacy.mixed_words import mixed_words  # few texts need it, and it takes 4 ms

    return list(mixed_words(line))


def _sparse_words(line: str) -> list[GarbledPassage]:
    from .legacy.sparse_words import sparse_words  # few texts need it

    return sparse_words(line)


def _legacy_instead(line: str, proved: list[GarbledPassage], share: float) -> list[GarbledPassage]:
    """Return what a line says that only seems to be UTF-8, for that is little of it, or odd."""
    found = dos_line(line) or east_asian_words(line) or alphabet_words(line) if share < 1.0 else []
    if not found and (
        share < MOSTLY
        or any(RARE_LETTER.search(p.text) or is_multi_byte(p.channels[0].read_as) for p in proved)
    ):
        found = _mixed_words(line) or lone_word(line)
        if explained_share(line, found) < share:
            return []
    return found if found and _is_cheaper(line, found, proved) else []


def _is_cheaper(line: str, one: list[GarbledPassage], other: list[GarbledPassage]) -> bool:
    """Tell whether a line is more natural through one list of passages."""
    return score(reread_passages(line, one)).bits < score(reread_passages(line, other)).bits


def _of_torn_line(
    line: str, proved: list[GarbledPassage], loses_bytes: LosesBytes
) -> list[GarbledPassage]:
    """Return the passages of a line that is mostly UTF-8, and of which models explain no more."""
    # A Latin word that lost a byte touches no other word in pairs of bytes and in Windows-1252.
    pages = {p.channels[0].read_as for p in proved}
    apart = all(page == "western" or is_multi_byte(page) for page in pages)
    apart = apart and not any(_JOINED.search(p.text) for p in proved)
    if not apart and loses_bytes(line):
        return []  # the rule ``dropped-bytes`` restores the line as a whole
    return whole_words(line, proved)
