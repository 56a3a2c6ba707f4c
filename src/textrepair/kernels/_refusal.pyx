# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""Text that no language model need be asked about again: natural in some language, or refused.

``AnyLanguage`` does what ``language.any_language.excess_in_any_language`` does, and ``Refusal`` what
``mojibake.refusal.is_refused`` does; those docstrings tell what is computed, and what for.

A reading of a word differs from it in a letter or two.  What a character costs depends on the two
before it, so only the characters behind a change are weighed, and what they cost more or less is
added to what the line costs.
"""

cimport cython
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.math cimport sqrt
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

from textrepair.kernels._scoring cimport CHUNK, MOST_LANES, MOST_SCRIPTS, Models, Symbol


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef extern from *:
    bint Py_UNICODE_ISALPHA(uint32_t code)

cdef enum:
    PLANE = 0x10000
    #: Bits of a code point in a key of three letters.
    CODE_BITS = 21
    #: What stands before a text, and at the edges of words.
    LINE_END = 10
    BLANK = 32
    #: Longest texts of words that are looked at, in code points: no more than ``refusal`` lets by.
    MOST_CODES = 1 << 10
    #: Pages, and languages by bits.
    MOST_PAGES = 64
    MOST_LANGUAGES = 64
    #: Characters that a cost depends on, with the one that is asked about.
    REACH = 4


cdef struct Typical:
    double mean
    double spread
    double drift


@cython.final
cdef class AnyLanguage:
    """How natural text is in some language of the world."""

    cdef Models _models
    cdef object _load
    cdef dict _packs
    cdef int _nowhere
    cdef double _units_per_bit
    cdef Typical _typical[MOST_LANES]

    def __cinit__(self, Models models not None, load, typical, int nowhere, double units_per_bit):
        """Take whom to ask for packs, and what text of the language of each lane is like.

        ``load(script)`` gives the letters of an alphabet's pack, three by three in order, as native
        32-bit code points, and what the last of each three costs.  ``typical`` gives mean, spread
        and drift of each lane, ``nowhere`` is the cost of letters that are in no language.
        """
        cdef int lane
        if len(typical) != models.lanes:
            raise ValueError("each lane is of some language")
        self._models, self._load, self._packs = models, load, {}
        self._nowhere, self._units_per_bit = nowhere, units_per_bit
        for lane in range(models.lanes):
            mean, spread, drift = typical[lane]
            self._typical[lane] = Typical(mean, spread, drift)

    def units(self, str text not None):
        """Return what a text costs if each word may be of any language, in eighths of a bit."""
        cdef uint64_t totals[MOST_LANES]
        self._models.add(text, totals)
        return self._units(text, totals)

    def excess(self, str text not None):
        """Return by how many standard deviations a text is dearer than is typical."""
        return self.excess_of(text)

    cdef double excess_of(self, str text) except? -1.0:
        cdef uint64_t totals[MOST_LANES]
        cdef Py_ssize_t length = max(PyUnicode_GET_LENGTH(text), 1)
        cdef int lane
        cdef double bits
        self._models.add(text, totals)
        self._models.cheapest_of(totals, &lane)
        bits = self._units(text, totals) / self._units_per_bit
        return self.excess_in(lane, bits, length)

    cdef double excess_in(self, int lane, double bits, Py_ssize_t length) noexcept:
        """Return how far above natural a text lies that costs so much in the language of a lane."""
        cdef Typical typical = self._typical[lane]
        return (bits / length - typical.mean) / sqrt(typical.spread / length + typical.drift)

    cdef int64_t _units(self, str text, const uint64_t *totals) except -1:
        """Return what a text costs if each word may be of any language."""
        cdef int64_t letters[MOST_SCRIPTS]
        cdef Models models = self._models
        cdef int kind = PyUnicode_KIND(text), script, lane, first, alphabets = models._alphabets
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t place
        cdef Symbol two, one, last
        cdef int64_t units = totals[0], known
        for script in range(alphabets):
            letters[script] = -1  # none of it
        two = one = models._symbols[LINE_END]
        for place in range(PyUnicode_GET_LENGTH(text)):
            last = models._symbols[PyUnicode_READ(kind, <void *> data, place)]
            if one.script != last.script and one.script < alphabets:
                letters[one.script] = (
                    max(letters[one.script], 0) + self._cost(one.script, two, one, BLANK)
                )
            if last.script < alphabets:
                letters[last.script] = max(letters[last.script], 0)
                if one.script == last.script:
                    letters[last.script] += self._cost(last.script, two, one, last.folded)
            two, one = one, last
        for script in range(models._scripts):
            first = models._first_lane[script]
            if not totals[first]:
                continue
            known = totals[first]
            for lane in range(first, first + models._languages[script] + models._is_pooled[script]):
                known = min(known, <int64_t> totals[lane])
            if script < alphabets and 0 <= letters[script] < known:
                known = letters[script]
            units += known + models._per_script
        return units

    cdef int _cost(self, int script, Symbol two, Symbol one, uint32_t letter) except -1:
        """Return the cost of a letter, or of the blank that ends a word, behind a letter."""
        cdef uint32_t before = two.folded if two.script == script else BLANK
        cdef const uint32_t[::1] grams
        cdef const uint8_t[::1] costs
        cdef Py_ssize_t low = 0, high, middle
        cdef uint64_t key, found
        pack = self._packs.get(script)
        if pack is None:
            pack = self._packs[script] = self._load(script)
        grams, costs = pack
        high = costs.shape[0]
        if grams.shape[0] != 3 * high:
            raise ValueError("a pack has three letters for each cost")
        key = key_of(before, one.folded, letter)
        while low < high:
            middle = (low + high) // 2
            found = key_of(grams[3 * middle], grams[3 * middle + 1], grams[3 * middle + 2])
            if found == key:
                return costs[middle]
            if found < key:
                low = middle + 1
            else:
                high = middle
        return self._nowhere


cdef uint64_t key_of(uint64_t one, uint64_t two, uint64_t three) noexcept:
    """Return three code points as a number, in the order of texts."""
    return one << 2 * CODE_BITS | two << CODE_BITS | three


@cython.final
cdef class Refusal:
    """Tells whether other pages of Latin letters make a line no more natural."""

    cdef AnyLanguage _any
    cdef int _script, _pages, _known, _longest, _least_saved
    cdef double _mixed_excess, _most_excess, _most_line_excess
    #: Characters of readers, by their numbers; 0: of none.
    cdef uint16_t *_numbers
    #: For each page and number what the page makes of the character, and 1; 0: nothing.
    cdef uint32_t *_said
    cdef uint64_t _written_in[MOST_PAGES]

    def __cinit__(
        self, AnyLanguage any_language not None, int script, pages, int longest, int least_saved,
        excesses,
    ):
        """Take the pages, each as what it makes of characters and the languages written in it.

        ``script`` is that of all of them, and the languages are its lanes by number.  ``longest``
        are most code points of words that are looked at, ``least_saved`` units that a reading must
        save.  ``excesses`` are the limits in standard deviations: of words most of whose letters
        are ASCII, of other words, and of the line as a reading has it.
        """
        cdef int page, number
        cdef Models models = any_language._models
        if not 0 <= script < models._alphabets or models._languages[script] > MOST_LANGUAGES:
            raise ValueError("no such alphabet, or one of too many languages")
        if not 0 < len(pages) <= MOST_PAGES or not 0 < longest < MOST_CODES:
            raise ValueError("too many pages, or texts too long")
        self._any, self._script, self._pages = any_language, script, len(pages)
        self._longest, self._least_saved = longest, least_saved
        self._mixed_excess, self._most_excess, self._most_line_excess = excesses
        known = sorted({code for table, _ in pages for code in table})
        self._known = len(known) + 1
        self._numbers = <uint16_t *> calloc(PLANE, sizeof(uint16_t))
        self._said = <uint32_t *> calloc(self._pages * self._known, sizeof(uint32_t))
        if not (self._numbers and self._said):
            raise MemoryError
        for number, code in enumerate(known, 1):
            if not 0x80 <= code < PLANE:
                raise ValueError(f"{code} is ASCII, or not of the first plane")
            self._numbers[<uint32_t> code] = number
        for page, (table, languages) in enumerate(pages):
            for code, said in table.items():
                self._said[page * self._known + self._numbers[<uint32_t> code]] = ord(said) + 1
            self._written_in[page] = 0
            for language in languages:
                if not 0 <= language < models._languages[script]:
                    raise ValueError(f"there is no lane {language}")
                self._written_in[page] |= <uint64_t> 1 << <int> language

    def __dealloc__(self):
        free(self._numbers)
        free(self._said)

    def refuses(self, str line not None, places):
        """Tell whether no reading of a plain line can be accepted.

        ``places`` are those of its signs, in order.
        """
        cdef uint64_t totals[MOST_LANES]
        cdef list at = [], every = []
        cdef int kind = PyUnicode_KIND(line)
        cdef const void *data = PyUnicode_DATA(line)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(line), place = 0, start, sign = 0, beyond
        cdef list signs = list(places)
        cdef Py_ssize_t signs_left = len(signs)
        cdef bint is_sign
        while place < length:
            while place < length and is_blank(PyUnicode_READ(kind, <void *> data, place)):
                place += 1
            start, beyond, is_sign = place, 0, False
            while place < length and not is_blank(PyUnicode_READ(kind, <void *> data, place)):
                beyond += PyUnicode_READ(kind, <void *> data, place) >= 0x80
                place += 1
            while sign < signs_left and <Py_ssize_t> signs[sign] < place:
                is_sign |= <Py_ssize_t> signs[sign] >= start
                sign += 1
            if beyond or is_sign:
                word = line[start:place]
                if beyond:
                    every.append(word)
                if is_sign:
                    at.append(word)
        words = " ".join(dict.fromkeys(at))
        if not words or len(words) > self._longest or not self._are_of_some_language(words):
            return False
        self._any._models.add(line, totals)
        if self._is_better(words, totals, length):
            return False
        other = " ".join(every)
        if other == words or len(other) > self._longest:
            return True
        return not self._is_better(other, totals, length)

    cdef bint _are_of_some_language(self, str words) except -1:
        cdef int kind = PyUnicode_KIND(words)
        cdef const void *data = PyUnicode_DATA(words)
        cdef Py_ssize_t place, beyond = 0, letters = 0
        cdef uint32_t code
        for place in range(PyUnicode_GET_LENGTH(words)):
            code = PyUnicode_READ(kind, <void *> data, place)
            beyond += code >= 0x80
            letters += Py_UNICODE_ISALPHA(code)
        limit = self._mixed_excess if 2 * beyond <= letters else self._most_excess
        return self._any.excess_of(words) <= limit

    cdef bint _is_better(self, str words, const uint64_t *line, Py_ssize_t length) except -1:
        """Tell whether a page makes words of a line that may be accepted."""
        cdef uint32_t before[MOST_CODES]
        cdef uint32_t after[MOST_CODES]
        cdef uint64_t less[MOST_LANES]
        cdef uint64_t more[MOST_LANES]
        cdef Models models = self._any._models
        cdef int kind = PyUnicode_KIND(words), page, lane, language
        cdef const void *data = PyUnicode_DATA(words)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(words) + 2, place
        cdef int first = models._first_lane[self._script], languages = models._languages[self._script]
        cdef int end = first + languages + models._is_pooled[self._script]
        cdef int64_t units, cheapest, least, most
        cdef uint32_t said
        cdef bint is_read, differs
        if size > MOST_CODES:
            raise ValueError("the words are too long")
        before[0] = before[size - 1] = BLANK
        for place in range(1, size - 1):
            before[place] = PyUnicode_READ(kind, <void *> data, place - 1)
        most = line[first]
        for lane in range(first, end):
            most = min(most, <int64_t> line[lane])
        most += <int64_t> line[0] - self._least_saved
        for page in range(self._pages):
            is_read, differs = True, False
            for place in range(size):
                said = before[place]
                if said >= 0x80:
                    said = self._said[page * self._known + self._numbers[said]] if said < PLANE else 0
                    if not said:
                        is_read = False
                        break
                    said -= 1
                    differs |= said != before[place]
                after[place] = said
            if not is_read or not differs:
                continue
            self._weigh_changes(before, after, size, less, more)
            units = <int64_t> (line[0] - less[0] + more[0])
            cheapest = least = <int64_t> (line[first] - less[first] + more[first])
            language = 0
            for lane in range(first + 1, end):
                least = min(least, <int64_t> (line[lane] - less[lane] + more[lane]))
                if lane < first + languages:
                    if <int64_t> (line[lane] - less[lane] + more[lane]) < cheapest:
                        cheapest = <int64_t> (line[lane] - less[lane] + more[lane])
                        language = lane - first
            units += least
            if self._written_in[page] >> language & 1 and units < most:
                if self._line_excess(first + language, units, length) < self._most_line_excess:
                    return True
        return False

    cdef double _line_excess(self, int lane, int64_t units, Py_ssize_t length) noexcept:
        cdef double bits = (units + self._any._models._per_script) / self._any._units_per_bit
        return self._any.excess_in(lane, bits, length)

    cdef int _weigh_changes(
        self, const uint32_t *before, const uint32_t *after, Py_ssize_t size, uint64_t *less,
        uint64_t *more,
    ) except -1:
        """Put what the characters cost in each lane that differ between two texts, or come soon after.
        """
        cdef Models models = self._any._models
        cdef uint16_t was[MOST_LANES]
        cdef uint16_t becomes[MOST_LANES]
        cdef Py_ssize_t place, changed = -REACH
        cdef int lane, lanes = models.lanes, added = 0
        memset(less, 0, lanes * sizeof(uint64_t))
        memset(more, 0, lanes * sizeof(uint64_t))
        memset(was, 0, sizeof(was))
        memset(becomes, 0, sizeof(becomes))
        for place in range(size):
            if before[place] != after[place]:
                changed = place
            if place - changed < REACH:
                models.add_one(before, place, was)
                models.add_one(after, place, becomes)
                added += 1
            if added == CHUNK or (added and place == size - 1):
                for lane in range(lanes):
                    less[lane] += was[lane]
                    more[lane] += becomes[lane]
                memset(was, 0, sizeof(was))
                memset(becomes, 0, sizeof(becomes))
                added = 0
        return 0


cdef bint is_blank(uint32_t code) noexcept:
    """Tell whether a character ends a word, as ``acceptance.WORD`` has it."""
    return code == 32 or 9 <= code <= 13
