"""Structure first: text that is UTF-8 by its bytes is read anew without asking a language model.

The runs of a line (``utf8_readers``) that hold what clean text never does (``evidence``) prove
that the line was read through their code page; runs that could be clean text are read with
them.  Of several code pages the one that explains most is taken, and where a line was put
together of fields, others may explain the rest.  What a run says must be sound: characters that
exist, no controls, no capital in a word of small letters if another code page says better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from ...encodings import decode_table, reencode
from ...language.naturalness import score
from ...patterns import lazily
from ..channels import CHANNELS, PROVED_CHANNELS, Channel
from ..redecode import CERTAIN_TRAIL_BYTES
from ..suspicious import looks_garbled
from ..whole_line import GarbledPassage
from .evidence import is_letter, script
from .incomplete import (
    LATIN_PAGES,
    keeps_blank,
    lacks_bytes,
    last_character,
    lost_last_space,
    may_lack_byte,
    proves_with_blank,
    restored,
)
from .multi_byte import MULTI_BYTE_READERS, multi_byte_stretches
from .proof import proves, stands_telling, word_around
from .soundness import RARE_LETTER, Run, applied, breaks_case, gain_of, is_sound, odd_readings
from .throughout import throughout
from .torn import torn_and_explained, torn_words
from .utf8_readers import Reader, rarity, reader, readers_of, runs_with_blanks

#: How often one text may have been garbled over.
_MAX_LAYERS: Final = 6
#: How many layers of mojibake are peeled off to see what is below.
_MOST_LAYERS: Final = 4
#: Bits that a telling sequence is worth: for messages only, so any number beyond doubt will do.
_BITS: Final = 20.0
#: A sequence of UTF-8 that lacks its last byte.
_CUT: Final = lazily(rb"[\xc3-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2}")
_CAPITALS: Final = frozenset(map(chr, range(0xC0, 0xDF)))
_CONTROL: Final = lazily("[\x80-\x9f]")
#: What C1 controls stand for: their bytes in Windows-1252.
_OF_CONTROLS: Final = dict(enumerate(decode_table("western")[0x80:0xA0], 0x80))
#: How far from the last run it may begin: in the next word.
_LONGEST_CUT: Final = 24


def structural_passages(line: str) -> list[GarbledPassage]:
    """Return the passages of a line that are UTF-8 by their bytes, in order.

    >>> [p.text for p in structural_passages('{"name":"BjÃ¶rn","city":"MalmÃ¶"}')]
    ['{"name":"Björn","city":"Malmö"}']
    >>> [p.text for p in structural_passages("né en Côte d’Or, mort Ã  OrlÃ©ans")]
    ['à', 'é']
    >>> structural_passages("ENNÅ», ÉTÉ®")
    []
    """
    passage = whole_line(line)
    if passage is not None:
        return [passage]
    if found_throughout := passages_throughout(line):
        return found_throughout
    western = accepted_runs(line, reader("western"))
    if western and _is_beyond_doubt(line, western):
        return [_passage("western", run) for run in western]
    if not western and lacks_bytes(line, reader("western")):
        return []  # what another page says of parts of it is an accident
    torn = torn_and_explained(line, list(_runs(line, reader("western"))), reader("western"))
    found: list[tuple[float, str, list[Run]]] = []
    if western:
        found.append((gain_of(line, western), "western", western))
    found += [
        (gain_of(line, runs), by.page, runs)
        for by in readers_of(line)
        if by.page != "western" and (runs := _outside(line, accepted_runs(line, by), torn))
    ]
    for page in MULTI_BYTE_READERS:
        runs = [
            Run(s.start, s.end, s.text, proves=True)
            for s in multi_byte_stretches(line, page)
            if is_sound(s.text)
        ]
        if runs:
            found.append((gain_of(line, runs), page, runs))
    if not found:
        return []
    page, runs = _best(line, found)
    taken = [(page, run) for run in runs if not _is_said_better(line, run, found)]
    for _, other, others in sorted(found, key=lambda item: -item[0]):
        taken += [
            (other, run)
            for run in others
            if run.proves
            and not any(_overlap(run, former) for _, former in taken)
            and not _is_said_better(line, run, found)
        ]
    return [_passage(by, run) for by, run in sorted(taken, key=lambda item: item[1].start)]


def _outside(line: str, runs: list[Run], words: list[tuple[int, int]]) -> list[Run]:
    """Return the runs that touch none of some words; all where they explain the whole line."""
    if _is_complete(line, runs):
        return runs
    return [run for run in runs if not any(run.start < b and a < run.end for a, b in words)]


def passages_throughout(line: str) -> list[GarbledPassage]:
    """Return the passages of a line that is UTF-8 throughout, read as a frequent code page."""
    page, runs = throughout(line)
    return [_passage(page, run) for run in runs]


def _is_said_better(line: str, run: Run, found: list[tuple[float, str, list[Run]]]) -> bool:
    """Tell whether a run says something odd, and what another code page says there is not."""
    if not odd_readings(line, [run]):
        return False
    return any(
        other.proves and _overlap(run, other) and not odd_readings(line, [other])
        for _, _, others in found
        for other in others
    )


def _overlap(one: Run, two: Run) -> bool:
    return one.start < two.end and two.start < one.end


def _is_beyond_doubt(line: str, runs: list[Run]) -> bool:
    """Tell whether all runs are proved, and leave no sign and no capital inside a word."""
    if any(
        char > "\x7f"
        for run in runs
        for char in line[run.start - 1 : run.start] + line[run.end : run.end + 1]
    ):
        return False  # of several bytes of one character these may be the last
    after = applied(line, runs)
    return all(run.proves for run in runs) and not (
        looks_garbled(after) or odd_readings(line, runs)
    )


def _passage(page: str, run: Run) -> GarbledPassage:
    return GarbledPassage(run.start, run.end, run.text, (_channel(page),), _BITS, natural=True)


def reread_passages(line: str, passages: Iterable[GarbledPassage]) -> str:
    """Return a line with its passages read anew."""
    return applied(line, (Run(p.start, p.end, p.text, proves=True) for p in passages))


def whole_words(line: str, passages: list[GarbledPassage]) -> list[GarbledPassage]:
    """Return the passages in whose words no sign of a wrong reading would be left."""
    kept: list[GarbledPassage] = []
    for passage in passages:
        start, end = word_around(line, passage.start)
        end = max(end, passage.end)  # the blank behind ``Â`` is a part of what is read
        inside = [
            replace(p, start=p.start - start, end=p.end - start)
            for p in passages
            if start <= p.start and p.end <= end
        ]
        if not looks_garbled(reread_passages(line[start:end], inside)):
            kept.append(passage)
    return kept


def _best(line: str, found: list[tuple[float, str, list[Run]]]) -> tuple[str, list[Run]]:
    """Return the code page that explains most, and what the line says through it.

    Where several explain as much and say something else, the language models choose.
    """
    most = max(gain for gain, _, _ in found)
    texts: dict[str, tuple[str, list[Run]]] = {}
    for gain, page, runs in found:
        if gain == most:
            texts.setdefault(applied(line, runs), (page, runs))
    if len(texts) == 1:
        return next(iter(texts.values()))
    return texts[min(texts, key=lambda text: score(text).bits + rarity(texts[text][0]))]


def whole_line(line: str) -> GarbledPassage | None:
    """Return what a line says if all of it is UTF-8 read as Latin-1 or Windows-1252.

    Garbling over garbling is undone too, as long as there is proof.

    >>> whole_line("nÃƒÂ©e Ã  CuraÃ§ao") and whole_line("nÃƒÂ©e Ã\\xa0 CuraÃ§ao").text
    """
    western = reader("western")
    channels: list[Channel] = []
    trail_bytes = 0  # of the innermost layer
    text = line
    while len(channels) < _MAX_LAYERS:
        reading = western.decode(text)
        if reading is None or not _any_proves(text, western):
            break
        channels.append(_channel("western"))
        trail_bytes = len(text) - len(reading)
        text = reading
        if text.isascii():
            break
    if not channels or not is_sound(text):
        return None
    # So many trail bytes are no accident: ``ґ`` and ``ỡ`` are rare, and yet were written.
    is_certain = len(channels) > 1 and trail_bytes >= CERTAIN_TRAIL_BYTES
    if not is_certain and (breaks_case(text) or RARE_LETTER.search(text)):
        return None
    return GarbledPassage(0, len(line), text, tuple(channels), _BITS * len(channels), natural=True)


def _any_proves(line: str, by: Reader) -> bool:
    """Tell whether a line holds a run that clean text does not."""
    return any(stands_telling(line, *match.span()) for match in by.runs.finditer(line))


def accepted_runs(line: str, by: Reader) -> list[Run]:
    """Return the runs of a line that are read anew through one code page.

    If one proves the wrong reading, others go with it: those that begin with a capital, which
    hardly any clean text holds before a mark, or as a proved one of three bytes does, and all where
    nothing else beyond ASCII is left.
    """
    found = list(_runs(line, by))
    if " " in line:
        found = _with_blanks(line, by, found)
    if lost_last_space(line, by):
        found.append(Run(len(line) - 1, len(line), "\N{NO-BREAK SPACE}", proves=True))
    if not any(run.proves for run in found):
        return []
    if not _is_complete(line, found):
        beside = _words_beside_proof(line, found)
        leads = {line[run.start] for run in found if run.proves and run.end - run.start > 2}
        leads = leads | _CAPITALS if by.page in LATIN_PAGES else set()
        found = [
            run
            for i, run in enumerate(found)
            if run.proves or i in beside or line[run.start] in leads
        ]
    torn = torn_words(line, found, by)
    found = [run for run in found if not any(a <= run.start < b for a, b in torn)]
    return _with_last(line, by, found)


def _with_blanks(line: str, by: Reader, found: list[Run]) -> list[Run]:
    """Return runs, and those in which a no-break space became a blank, if there is proof."""
    pattern = runs_with_blanks(by.page)
    if pattern is None:
        return found
    proved = any(run.proves for run in found)
    scripts = {script(char) for run in found for char in run.text if is_letter(char)} | {"LATIN"}
    more: list[Run] = []
    for match in pattern.finditer(line):
        if " " not in match.group() or match.group()[0] == "ß":
            continue
        proves = proves_with_blank(line, match, by)
        text = restored(match, by) if proved or proves else None
        if text is None:
            continue
        if may_lack_byte(match, by, text):
            return []  # half of a line that lost bytes is no repair: recovery reads it whole
        text = _peeled(text) or text
        if not is_sound(text) or not scripts.issuperset(script(c) for c in text if is_letter(c)):
            continue
        start, end = match.span()
        if line[end - 1] == " " and keeps_blank(line, end, text):
            end -= 1
        proves = proves or any(r.proves and r.start < end and start < r.end for r in found)
        more.append(Run(start, end, text, proves))
    kept = [r for r in found if not any(m.start < r.end and r.start < m.end for m in more)]
    return sorted(kept + more, key=lambda run: run.start)


def _with_last(line: str, by: Reader, found: list[Run]) -> list[Run]:
    """Return runs, and what the cut sequence at the end of the line was, if words tell."""
    if not found or found[-1].end >= len(line) or len(line) - found[-1].end > _LONGEST_CUT:
        return found
    start = found[-1].end
    while start < len(line) and line[start] not in by.leads:
        start += 1
    cut = line[start:]
    data = reencode(cut, by.page) if cut else None
    if data is None or not _CUT.fullmatch(data):
        return found
    last = last_character(applied(line[:start], found), cut, by)
    return found if last is None else [*found, Run(start, len(line), last, proves=False)]


def _words_beside_proof(line: str, runs: list[Run]) -> set[int]:
    """Return which runs are whole words with no other word between them and a proved one.

    ``РІ`` is в in Windows-1251, and such words of one letter prove nothing by themselves: ``Р’
    1960 Рі. Р·Р°`` is believed from its end to its beginning.
    """
    beside: set[int] = set()
    for order in (range(1, len(runs)), range(len(runs) - 2, -1, -1)):
        for i in order:
            run, other = runs[i], i - order.step
            between = line[min(run.end, runs[other].end) : max(run.start, runs[other].start)]
            if (
                i not in beside
                and (runs[other].proves or other in beside)
                and between.isascii()
                and RARE_LETTER.search(run.text) is None
                and (run.start, run.end) == word_around(line, run.start)
            ):
                beside.add(i)
    return beside


def _is_complete(line: str, runs: list[Run]) -> bool:
    """Tell whether runs explain all letters of a line that are not ASCII."""
    position = 0
    for run in runs:
        if any(char > "\x7f" and is_letter(char) for char in line[position : run.start]):
            return False
        position = run.end
    return not any(char > "\x7f" and is_letter(char) for char in line[position:])


def _runs(line: str, by: Reader) -> Iterator[Run]:
    """Yield all runs of a line that say something sound."""
    for match in by.runs.finditer(line):
        reading = by.decode(match.group())
        if reading is not None and not is_sound(reading) and not _are_marks(line, match, reading):
            reading = _of_controls(reading, by) or _peeled(reading)
        if reading is not None:
            yield Run(*match.span(), reading, proves(line, match, by, reading))


def _are_marks(line: str, match: re.Match[str], reading: str) -> bool:
    """Tell whether a run is U+FFFD among words: ``пїЅ`` in Windows-1251.

    What Windows-1252 shows of U+FFFD is for the rule lost-bytes.
    """
    if set(reading) != {"\N{REPLACEMENT CHARACTER}"} or "ï¿½" in match.group():
        return False
    rest = line[: match.start()] + line[match.end() :]
    return sum(map(str.isalpha, rest.replace(match.group(), ""))) > 1


def _of_controls(reading: str, by: Reader) -> str | None:
    """Return what C1 controls stand for: text in Windows-1252 was read as Latin-1, ``donÂ’t``."""
    if by.page not in LATIN_PAGES or _CONTROL.search(reading) is None:
        return None
    text = reading.translate(_OF_CONTROLS)
    return text if is_sound(text) else None


def _peeled(reading: str) -> str | None:
    """Return what lies under an unsound reading if that is mojibake itself."""
    passage = whole_line(reading)
    return None if passage is None else passage.text


@cache
def _channel(page: str) -> Channel:
    """Return the channel of UTF-8 read as a code page."""
    return next(
        channel
        for channel in (*CHANNELS, *PROVED_CHANNELS)
        if channel.written_in == "utf-8" and channel.read_as == page
    )


def shifted(passage: GarbledPassage, offset: int) -> GarbledPassage:
    """Return a passage of a line on the text that the line begins in at ``offset``."""
    if not offset:
        return passage
    start, end = passage.start + offset, passage.end + offset  # ``replace`` takes twice as long
    return GarbledPassage(
        start, end, passage.text, passage.channels, passage.saved, passage.natural
    )


def reads_well(line: str) -> bool:
    """Tell whether a line bears no sign, or none once the layers below are peeled off by bytes."""
    for _ in range(_MOST_LAYERS):
        if not looks_garbled(line):
            return True
        proved = structural_passages(line)
        if not proved:
            return False
        line = reread_passages(line, proved)
    return False
