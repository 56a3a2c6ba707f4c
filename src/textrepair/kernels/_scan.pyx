# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""One pass over a text that finds the places where a trigger matches.

A *window* asks of the characters around a place that each is of some class: that of the place
itself at offset 0, the one before at -1, and so on.  All windows are asked at once.  For each offset
and class there is a row of bits, one for each window, set if the window allows the class at the
offset; the rows of the characters around a place are intersected until no bit is left.  Most
characters are passed over before, by one look into a table: no window allows them at offset 0.

The windows of a trigger are made by ``pipeline.trigger_windows``.  A window that allows more than
its trigger does is *loose*: whoever made the scanner is asked about the place.
"""

cimport cython
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    #: Code points that have a class each; all beyond them share one.
    PLANE = 1 << 16
    #: Most windows of a scanner, in words of 64 bits, and most offsets of a window.
    MOST_WORDS = 32
    MOST_OFFSETS = 24
    #: Numbers of classes in use, most of them of no code point any more, before they are numbered
    #: anew.
    MOST_NUMBERS = 1 << 14
    #: Characters that are looked up before the first branch.
    STRIDE = 8


cdef class Classes:
    """The coarsest division of all code points by which each of some sets is a union of classes.

    The last two classes are those of code points beyond the first plane, and of the places before
    the start and after the end of a text.
    """

    cdef uint32_t *of
    cdef readonly int count

    def __cinit__(self, sets):
        """Take sets as lists of ranges: first and last code point."""
        cdef uint32_t *renamed
        cdef uint32_t following = 1, fresh, low, high, code, known
        self.of = <uint32_t *> calloc(PLANE, sizeof(uint32_t))
        if not self.of:
            raise MemoryError
        for ranges in sets:
            fresh = following
            renamed = <uint32_t *> calloc(following, sizeof(uint32_t))
            if not renamed:
                raise MemoryError
            try:
                for low, high in ranges:
                    for code in range(low, min(high + 1, <uint32_t> PLANE)):
                        known = self.of[code]
                        if known < fresh:
                            if not renamed[known]:
                                renamed[known] = following
                                following += 1
                            self.of[code] = renamed[known]
            finally:
                free(renamed)
            if following > MOST_NUMBERS:
                self._compact(&following)
        self._compact(&following)
        if following + 2 > 1 << 15:
            raise ValueError("too many classes")
        self.count = following + 2

    cdef int _compact(self, uint32_t *following) except -1:
        """Number the classes anew, in the order of their first code points."""
        cdef uint32_t *renamed = <uint32_t *> calloc(following[0], sizeof(uint32_t))
        cdef uint32_t code, used = 0
        if not renamed:
            raise MemoryError
        for code in range(PLANE):
            if not renamed[self.of[code]]:
                used += 1
                renamed[self.of[code]] = used
            self.of[code] = renamed[self.of[code]] - 1
        free(renamed)
        following[0] = used
        return 0

    def __dealloc__(self):
        free(self.of)

    def mask(self, ranges):
        """Return the classes of a set as the bits of an integer; only those of the first plane."""
        cdef uint32_t low, high, code
        cdef bytearray bits = bytearray((self.count + 7) // 8)
        cdef uint8_t[::1] view = bits
        for low, high in ranges:
            for code in range(low, min(high + 1, <uint32_t> PLANE)):
                view[self.of[code] >> 3] |= 1 << (self.of[code] & 7)
        return int.from_bytes(bits, "little")


cdef class Scanner:
    """Finds the places where a window matches, for some triggers, by number."""

    cdef uint8_t *_starts  # whether any window allows a code point at offset 0
    cdef uint16_t *_classes
    cdef uint64_t *_rows  # [offset][class][word]
    cdef uint64_t _loose[MOST_WORDS]
    cdef int _offsets[MOST_OFFSETS]  # but 0, those near it first
    cdef int _count  # of offsets
    cdef int _words
    cdef int _beyond, _edge
    cdef uint8_t _starts_beyond
    cdef list _triggers
    cdef object _confirm

    def __cinit__(self, Classes classes not None, windows, confirm):
        """Take windows: number of the trigger, whether it is loose, and classes by offset.

        ``confirm(trigger, text, place)`` tells whether a trigger matches where a loose window does.
        """
        cdef int window, place, number, code, width = classes.count
        cdef uint64_t bit
        cdef size_t row
        cdef list offsets
        self._words = (len(windows) + 63) // 64
        if not 0 < self._words <= MOST_WORDS:
            raise ValueError(f"a scanner has 1 to {64 * MOST_WORDS} windows, not {len(windows)}")
        offsets = sorted({offset for _, _, asked in windows for offset in asked} - {0}, key=abs)
        if len(offsets) >= MOST_OFFSETS:
            raise ValueError("the windows are too wide")
        self._count = len(offsets)
        self._beyond, self._edge = width - 2, width - 1
        self._starts = <uint8_t *> calloc(PLANE, 1)
        self._classes = <uint16_t *> malloc(PLANE * sizeof(uint16_t))
        self._rows = <uint64_t *> calloc(
            <size_t> (self._count + 1) * width * self._words, sizeof(uint64_t)
        )
        if not (self._starts and self._classes and self._rows):
            raise MemoryError
        memset(self._loose, 0, sizeof(self._loose))
        for code in range(PLANE):
            self._classes[code] = classes.of[code]
        for place, offset in enumerate(offsets):
            self._offsets[place] = offset
        for window, (_, is_loose, asked) in enumerate(windows):
            bit = <uint64_t> 1 << (window & 63)
            if is_loose:
                self._loose[window >> 6] |= bit
            if 0 not in asked:
                raise ValueError("a window asks for a class at offset 0")
            for place, offset in enumerate((0, *offsets)):
                row = <size_t> place * width * self._words + (window >> 6)
                allowed = asked.get(offset)
                if allowed is None:
                    for number in range(width):
                        self._rows[row + <size_t> number * self._words] |= bit
                    continue
                bits = allowed.to_bytes((width + 7) // 8, "little")
                for number in range(width):
                    if (<const uint8_t *> <char *> <bytes> bits)[number >> 3] >> (number & 7) & 1:
                        self._rows[row + <size_t> number * self._words] |= bit
        for code in range(PLANE):
            self._starts[code] = self._any(self._classes[code])
        self._starts_beyond = self._any(self._beyond)
        self._triggers = [trigger for trigger, _, _ in windows]
        self._confirm = confirm

    cdef bint _any(self, int number):
        """Tell whether any window allows a class at offset 0."""
        cdef int word
        for word in range(self._words):
            if self._rows[<size_t> number * self._words + word]:
                return True
        return False

    def __dealloc__(self):
        free(self._starts)
        free(self._classes)
        free(self._rows)

    def find(self, str text not None, Py_ssize_t start=0):
        """Return the first place from `start` on where a trigger matches, -1 if there is none."""
        cdef uint64_t alive[MOST_WORDS]
        memset(alive, 0xFF, sizeof(alive))
        return self._find(text, max(start, 0), alive)

    def triggers(self, str text not None):
        """Return the numbers of the triggers that match anywhere, in order."""
        cdef uint64_t alive[MOST_WORDS]
        cdef Py_ssize_t place = -1
        cdef set found = set()
        cdef int window
        memset(alive, 0, sizeof(alive))
        for window in range(len(self._triggers)):
            alive[window >> 6] |= <uint64_t> 1 << (window & 63)
        while True:
            place = self._find(text, place + 1, alive)
            if place < 0:
                return sorted(found)
            self._gather(text, place, alive, found)
            for window, trigger in enumerate(self._triggers):
                if trigger in found:
                    alive[window >> 6] &= ~(<uint64_t> 1 << (window & 63))

    cdef int _gather(self, str text, Py_ssize_t place, uint64_t *alive, set found) except -1:
        """Add the triggers that match at a place."""
        cdef uint64_t matching[MOST_WORDS]
        cdef int window
        self._match(
            PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), place,
            alive, matching,
        )
        for window, trigger in enumerate(self._triggers):
            if matching[window >> 6] >> (window & 63) & 1 and trigger not in found:
                if not self._loose[window >> 6] >> (window & 63) & 1 or self._confirm(
                    trigger, text, place
                ):
                    found.add(trigger)
        return 0

    cdef Py_ssize_t _find(self, str text, Py_ssize_t place, const uint64_t *alive) except -2:
        """Return the next place where a window that is alive matches, -1 if there is none."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef uint64_t matching[MOST_WORDS]
        cdef int word
        cdef bint is_sure
        while True:
            if kind == 1:
                place = self._skip1(<const uint8_t *> data, place, length)
            elif kind == 2:
                place = self._skip2(<const uint16_t *> data, place, length)
            else:
                place = self._skip4(<const uint32_t *> data, place, length)
            if place >= length:
                return -1
            if self._match(kind, data, length, place, alive, matching):
                is_sure = False
                for word in range(self._words):
                    is_sure |= (matching[word] & ~self._loose[word]) != 0
                if is_sure or self._is_confirmed(text, place, matching):
                    return place
            place += 1

    cdef bint _is_confirmed(
        self, str text, Py_ssize_t place, const uint64_t *matching
    ) except -1:
        """Ask whether a trigger matches where only loose windows do."""
        cdef int window
        cdef set asked = set()
        for window, trigger in enumerate(self._triggers):
            if matching[window >> 6] >> (window & 63) & 1 and trigger not in asked:
                asked.add(trigger)
                if self._confirm(trigger, text, place):
                    return True
        return False

    cdef bint _match(
        self,
        int kind,
        const void *data,
        Py_ssize_t length,
        Py_ssize_t place,
        const uint64_t *alive,
        uint64_t *matching,
    ) noexcept:
        """Put the windows that match at a place into `matching`; tell whether there are any."""
        cdef uint32_t code = PyUnicode_READ(kind, <void *> data, place)
        cdef int words = self._words, word, number, asked
        cdef size_t width = self._edge + 1
        cdef const uint64_t *row
        cdef uint64_t left = 0
        cdef Py_ssize_t other
        number = self._classes[code] if code < PLANE else self._beyond
        row = self._rows + <size_t> number * words
        for word in range(words):
            matching[word] = row[word] & alive[word]
            left |= matching[word]
        for asked in range(self._count):
            if not left:
                return False
            other = place + self._offsets[asked]
            if 0 <= other < length:
                code = PyUnicode_READ(kind, <void *> data, other)
                number = self._classes[code] if code < PLANE else self._beyond
            else:
                number = self._edge
            row = self._rows + (<size_t> (asked + 1) * width + number) * words
            left = 0
            for word in range(words):
                matching[word] &= row[word]
                left |= matching[word]
        return left != 0

    cdef Py_ssize_t _skip1(
        self, const uint8_t *text, Py_ssize_t place, Py_ssize_t length
    ) noexcept nogil:
        """Return the next place from which a window can start, in a text of one byte each."""
        cdef const uint8_t *starts = self._starts
        while place + STRIDE <= length and not (
            starts[text[place]] | starts[text[place + 1]]
            | starts[text[place + 2]] | starts[text[place + 3]]
            | starts[text[place + 4]] | starts[text[place + 5]]
            | starts[text[place + 6]] | starts[text[place + 7]]
        ):
            place += STRIDE
        while place < length and not starts[text[place]]:
            place += 1
        return place

    cdef Py_ssize_t _skip2(
        self, const uint16_t *text, Py_ssize_t place, Py_ssize_t length
    ) noexcept nogil:
        """Do what ``_skip1`` does, in a text of two bytes each."""
        cdef const uint8_t *starts = self._starts
        while place + STRIDE <= length and not (
            starts[text[place]] | starts[text[place + 1]]
            | starts[text[place + 2]] | starts[text[place + 3]]
            | starts[text[place + 4]] | starts[text[place + 5]]
            | starts[text[place + 6]] | starts[text[place + 7]]
        ):
            place += STRIDE
        while place < length and not starts[text[place]]:
            place += 1
        return place

    cdef Py_ssize_t _skip4(
        self, const uint32_t *text, Py_ssize_t place, Py_ssize_t length
    ) noexcept nogil:
        """Do what ``_skip1`` does, in a text of four bytes each."""
        while place < length and not (
            self._starts[text[place]] if text[place] < PLANE else self._starts_beyond
        ):
            place += 1
        return place
