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
from cpython.bytearray cimport PyByteArray_AS_STRING
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef extern from *:
    bint PyUnicode_IS_ASCII(object text)
    bint Py_UNICODE_ISSPACE(uint32_t code)
    uint32_t Py_UNICODE_TOLOWER(uint32_t code)
    uint32_t Py_UNICODE_TOUPPER(uint32_t code)
    str PyUnicode_FromKindAndData(int kind, const void *codes, Py_ssize_t length)

#: What is returned instead of a code point.
cdef uint32_t NO_CODE = 0xFFFFFFFF
cdef str EURO = "\u20ac"
#: Whether the processor looks at many characters of ASCII at once.
cdef bint has_vectors = can_find_marks()

cdef enum:
    #: Numbers of classes in use, most of them of no code point any more, before they are numbered
    #: anew.
    MOST_NUMBERS = 1 << 14
    #: What characters are to a reader.
    IN_PAGE = 1
    REFUSED = 2
    LETTER = 4
    #: Of so many letters of text some recur.
    MANY = 24
    LONGEST_STRING = 62  # code points of a string of a table of replacements, and its marks
    LONGEST_PLAIN = 4  # code points to the end of a string that stands for a letter
    #: Code points of East Asian writing begin here.
    EAST_ASIAN = 0x2E80
    #: Numbers at the head of the tables of a scanner that is written down.
    HEAD = 4
    #: Pairs of a lead byte and a trail byte.
    PAIRS = 51 * 64
    #: What a reader of words is behind: ASCII, a run of UTF-8, or another character.
    ASCII = 0
    RUN = 1
    CLEAN = 2


def without_vectors(function, *arguments):
    """Return what a function returns while ASCII is looked through as on any processor."""
    global has_vectors
    cdef bint had = has_vectors
    has_vectors = False
    try:
        return function(*arguments)
    finally:
        has_vectors = had


cdef class Classes:
    """The coarsest division of all code points by which each of some sets is a union of classes.

    The last two classes are those of code points beyond the first plane, and of the places before
    the start and after the end of a text.
    """

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
        cdef uint8_t *view = <uint8_t *> PyByteArray_AS_STRING(bits)
        for low, high in ranges:
            for code in range(low, min(high + 1, <uint32_t> PLANE)):
                view[self.of[code] >> 3] |= 1 << (self.of[code] & 7)
        return int.from_bytes(bits, "little")


cdef class View:
    """Some triggers of a scanner, and from which characters their windows can start."""

    def __cinit__(self, int classes):
        self._starts = <uint8_t *> calloc(PLANE, 1)
        self._spans = <uint8_t *> calloc(2 * classes, 1)
        if not (self._starts and self._spans):
            raise MemoryError

    def __dealloc__(self):
        free(self._starts)
        free(self._spans)


cdef Py_ssize_t skip1(
    View view, const uint8_t *text, Py_ssize_t place, Py_ssize_t length
) noexcept nogil:
    """Return the next place from which a window can start, in a text of one byte each."""
    cdef const uint8_t *starts = view._starts
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


cdef Py_ssize_t skip2(
    View view, const uint16_t *text, Py_ssize_t place, Py_ssize_t length
) noexcept nogil:
    """Do what ``skip1`` does, in a text of two bytes each."""
    cdef const uint8_t *starts = view._starts
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


cdef Py_ssize_t skip4(
    View view, const uint32_t *text, Py_ssize_t place, Py_ssize_t length
) noexcept nogil:
    """Do what ``skip1`` does, in a text of four bytes each."""
    while place < length and not (
        view._starts[text[place]] if text[place] < PLANE else view._starts_beyond
    ):
        place += 1
    return place


cdef class Scanner:
    """Finds the places where a window matches, for some triggers, by number."""

    def __cinit__(self, classes, windows, confirm):
        """Take windows: number of the trigger, whether it is loose, and classes by offset.

        ``confirm(trigger, text, place)`` tells whether a trigger matches where a loose window does.
        Instead of windows, and None as classes, it may be the ``tables`` of another scanner.
        """
        self._confirm = confirm
        if classes is None:
            self._take_tables(windows)
        else:
            self._take_windows(classes, windows)
        self._all = self.view({self._trigger_of[window] for window in range(self._windows)})

    cdef int _allocate(self) except -1:
        """Make room for classes and the numbers of rows, as many as the tables say."""
        cdef size_t width = self._edge + 1
        if not 0 < self._words <= MOST_WORDS or not 0 < self._windows <= 64 * self._words:
            raise ValueError(f"a scanner has 1 to {64 * MOST_WORDS} windows")
        if not 0 <= self._count < MOST_OFFSETS:
            raise ValueError("the windows are too wide")
        if not 1 < width <= 1 << 15:
            raise ValueError("too many classes")
        self._classes = <uint16_t *> calloc(PLANE, sizeof(uint16_t))
        self._row_of = <uint16_t *> calloc((self._count + 1) * width, sizeof(uint16_t))
        if not (self._classes and self._row_of):
            raise MemoryError
        return 0

    cdef int _take_windows(self, Classes classes, windows) except -1:
        cdef int window, place, number, code, width = classes.count
        cdef uint8_t *bits
        cdef size_t row, size
        cdef list offsets
        cdef dict numbers = {}
        self._windows = len(windows)
        self._words = (self._windows + 63) // 64
        # Windows that start from the same classes stand together: few words of a row have bits.
        windows = sorted(windows, key=lambda window: window[2].get(0, 0))
        # What comes next tells most, then what is near.
        offsets = sorted(
            {offset for _, _, asked in windows for offset in asked} - {0},
            key=lambda offset: (abs(offset), -offset),
        )
        self._count = len(offsets)
        self._beyond, self._edge = width - 2, width - 1
        self._allocate()
        memset(self._loose, 0, sizeof(self._loose))
        for code in range(PLANE):
            self._classes[code] = classes.of[code]
        for place, offset in enumerate(offsets):
            self._offsets[place] = offset
        for window, (trigger, is_loose, asked) in enumerate(windows):
            self._trigger_of[window] = trigger
            if is_loose:
                self._loose[window >> 6] |= <uint64_t> 1 << (window & 63)
            if 0 not in asked:
                raise ValueError("a window asks for a class at offset 0")
        size = self._words * sizeof(uint64_t)
        all_classes = b"\xff" * ((width + 7) // 8)
        for place, offset in enumerate((0, *offsets)):
            rows = bytearray(width * size)
            bits = <uint8_t *> PyByteArray_AS_STRING(rows)
            for window, (_, _, asked) in enumerate(windows):
                allowed = asked.get(offset)
                held = all_classes
                if allowed is not None:
                    held = allowed.to_bytes((width + 7) // 8, "little")
                for number in range(width):
                    if (<const uint8_t *> <char *> <bytes> held)[number >> 3] >> (number & 7) & 1:
                        bits[number * size + (window >> 3)] |= 1 << (window & 7)
            for number in range(width):
                found = bytes(rows[number * size : (number + 1) * size])
                row = numbers.setdefault(found, len(numbers))
                if row > 0xFFFF:
                    raise ValueError("too many rows")
                self._row_of[place * width + number] = row
        return self._take_rows(b"".join(numbers))

    cdef int _take_rows(self, bytes rows) except -1:
        """Take the different rows, which bear the numbers of their order."""
        cdef size_t number, size = len(rows)
        self._different = size // (self._words * sizeof(uint64_t))
        for number in range(<size_t> (self._count + 1) * (self._edge + 1)):
            if self._row_of[number] >= self._different:
                raise ValueError("the tables are damaged")
        self._rows = <uint64_t *> malloc(max(size, 1))
        if not self._rows:
            raise MemoryError
        memcpy(self._rows, <const char *> rows, size)
        return 0

    def tables(self):
        """Return all that a scanner knows as bytes, for a machine of the same byte order."""
        cdef int head[HEAD]
        cdef size_t width = self._edge + 1
        head[0], head[1], head[2], head[3] = self._windows, self._count, width, self._different
        return b"".join((
            (<const char *> head)[: sizeof(head)],
            (<const char *> self._loose)[: sizeof(self._loose)],
            (<const char *> self._offsets)[: self._count * sizeof(int)],
            (<const char *> self._trigger_of)[: self._windows * sizeof(uint16_t)],
            (<const char *> self._classes)[: PLANE * sizeof(uint16_t)],
            (<const char *> self._row_of)[: (self._count + 1) * width * sizeof(uint16_t)],
            (<const char *> self._rows)[: self._different * self._words * sizeof(uint64_t)],
        ))

    cdef int _take_tables(self, bytes data) except -1:
        cdef int head[HEAD]
        cdef size_t size = len(data), at = sizeof(head), rows, row_of
        cdef const char *start = data
        cdef int code
        memset(self._loose, 0, sizeof(self._loose))
        if size < sizeof(head) + sizeof(self._loose):
            raise ValueError("the tables are cut off")
        memcpy(head, start, sizeof(head))
        self._windows, self._count, self._edge = head[0], head[1], head[2] - 1
        self._words = (self._windows + 63) // 64
        self._beyond = self._edge - 1
        self._allocate()
        if not 0 < head[3] <= 1 << 16:
            raise ValueError("the tables are damaged")
        row_of = <size_t> (self._count + 1) * head[2] * sizeof(uint16_t)
        rows = <size_t> head[3] * self._words * sizeof(uint64_t)
        if size != (
            sizeof(head) + sizeof(self._loose) + self._count * sizeof(int)
            + self._windows * sizeof(uint16_t) + PLANE * sizeof(uint16_t) + row_of + rows
        ):
            raise ValueError("the tables are cut off")
        memcpy(self._loose, start + at, sizeof(self._loose))
        at += sizeof(self._loose)
        memcpy(self._offsets, start + at, self._count * sizeof(int))
        at += self._count * sizeof(int)
        memcpy(self._trigger_of, start + at, self._windows * sizeof(uint16_t))
        at += self._windows * sizeof(uint16_t)
        memcpy(self._classes, start + at, PLANE * sizeof(uint16_t))
        for code in range(PLANE):
            if self._classes[code] > self._edge:
                raise ValueError("the tables are damaged")
        at += PLANE * sizeof(uint16_t)
        memcpy(self._row_of, start + at, row_of)
        return self._take_rows(data[at + row_of :])

    cpdef View view(self, triggers):
        """Return some of the triggers, for a scan that passes over what none of these begins with.
        """
        cdef int window, number, code, word, first, end, width = self._edge + 1
        cdef const uint64_t *row
        cdef View view = View(width)
        memset(view._alive, 0, sizeof(view._alive))
        for window in range(self._windows):
            if self._trigger_of[window] in triggers:
                view._alive[window >> 6] |= <uint64_t> 1 << (window & 63)
        for number in range(width):
            first, end = self._words, 0
            row = row_of(self, 0, number)
            for word in range(self._words):
                if row[word] & view._alive[word]:
                    first, end = min(first, word), word + 1
            view._spans[2 * number], view._spans[2 * number + 1] = first, end
        for code in range(PLANE):
            view._starts[code] = view._spans[2 * self._classes[code] + 1] != 0
        view._starts_beyond = view._spans[2 * self._beyond + 1] != 0
        view._ascii_starts = 0
        memset(view._marks, 0x80, sizeof(view._marks))  # no ASCII text holds it
        for code in range(0x80):
            if view._starts[code]:
                if view._ascii_starts < MOST_MARKS:
                    view._marks[view._ascii_starts] = code
                view._ascii_starts += 1
        view._is_told = False
        return view

    cdef textrepair_marks *marks(self, View view) noexcept:
        """Return what the windows of a view ask of ASCII, told when such text comes first."""
        cdef int code, then, ahead, number, asked
        if view._is_told:
            return &view._ascii
        memset(&view._ascii, 0, sizeof(view._ascii))
        for code in range(0x80):
            if not view._starts[code]:
                continue
            view._ascii.low[code & 15] |= 1 << (code >> 4)
            view._ascii.high[code >> 4] = 1 << (code >> 4)
            for ahead in range(2):
                number = -1
                for asked in range(self._count):
                    if self._offsets[asked] == ahead + 1:
                        number = asked + 1
                for then in range(0x80):
                    if number < 0 or self._may_follow(view, code, number, then):
                        view._ascii.then[ahead][code][then >> 3] |= 1 << (then & 7)
        view._is_told = True
        return &view._ascii

    cdef bint _may_follow(self, View view, int code, int number, int then) noexcept:
        """Tell whether a window that starts from a code allows another at the offset of a number.
        """
        cdef const uint64_t *start = row_of(self, 0, self._classes[code])
        cdef const uint64_t *row = row_of(self, number, self._classes[then])
        cdef int word
        for word in range(self._words):
            if start[word] & row[word] & view._alive[word]:
                return True
        return False

    def __dealloc__(self):
        free(self._classes)
        free(self._row_of)
        free(self._rows)

    def find(self, str text not None, Py_ssize_t start=0):
        """Return the first place from `start` on where a trigger matches, -1 if there is none."""
        return self._find(text, max(start, 0), self._all, self._all._alive)

    def triggers(self, str text not None):
        """Return the numbers of the triggers that match anywhere, in order."""
        return self._triggers_in(text, self._all)

    def part(self, triggers):
        """Return the scan for some of the triggers."""
        return Part(self, self.view(triggers))

    cdef list _triggers_in(self, str text, View view):
        """Return the numbers of the triggers of a view that match anywhere, in order."""
        cdef uint64_t alive[MOST_WORDS]
        cdef Py_ssize_t place = -1
        cdef set found = set()
        memcpy(alive, view._alive, sizeof(alive))
        while True:
            place = self._find(text, place + 1, view, alive)
            if place < 0:
                return sorted(found)
            self._gather(text, place, view, alive, found)

    cdef int _gather(
        self, str text, Py_ssize_t place, View view, uint64_t *alive, set found
    ) except -1:
        """Add the triggers that match at a place; their windows are alive no more."""
        cdef uint64_t matching[MOST_WORDS]
        cdef int window, other
        cdef uint16_t trigger
        self._match(
            PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), place,
            view, alive, matching,
        )
        for window in range(self._windows):
            if not (matching[window >> 6] & alive[window >> 6]) >> (window & 63) & 1:
                continue
            trigger = self._trigger_of[window]
            if not self._loose[window >> 6] >> (window & 63) & 1 or self._confirm(
                trigger, text, place
            ):
                found.add(trigger)
                for other in range(self._windows):
                    if self._trigger_of[other] == trigger:
                        alive[other >> 6] &= ~(<uint64_t> 1 << (other & 63))
        return 0

    cdef Py_ssize_t _find(
        self, str text, Py_ssize_t place, View view, const uint64_t *alive
    ) except -2:
        """Return the next place where a window that is alive matches, -1 if there is none.

        The windows that are alive are among those of a view.
        """
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef uint64_t matching[MOST_WORDS]
        cdef int word
        cdef bint is_sure, is_ascii = PyUnicode_IS_ASCII(text)
        cdef bint has_few = is_ascii and view._ascii_starts <= MOST_MARKS
        cdef const textrepair_marks *marks = NULL
        if is_ascii and has_vectors:
            marks, has_few = self.marks(view), False
        while True:
            if has_few:
                place = pass_over(<const uint8_t *> data, place, length, view._marks)
            if marks:
                place = next_mark(<const uint8_t *> data, place, length, marks, True)
            elif kind == 1:
                place = skip1(view, <const uint8_t *> data, place, length)
            elif kind == 2:
                place = skip2(view, <const uint16_t *> data, place, length)
            else:
                place = skip4(view, <const uint32_t *> data, place, length)
            if place >= length:
                return -1
            if self._match(kind, data, length, place, view, alive, matching):
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
        for window in range(self._windows):
            if matching[window >> 6] >> (window & 63) & 1:
                trigger = self._trigger_of[window]
                if trigger not in asked:
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
        View view,
        const uint64_t *alive,
        uint64_t *matching,
    ) noexcept:
        """Put the windows that match at a place into `matching`; tell whether there are any."""
        cdef uint32_t code = PyUnicode_READ(kind, <void *> data, place)
        cdef int words = self._words, word, number, asked, first, end
        cdef const uint64_t *row
        cdef uint64_t left = 0
        cdef Py_ssize_t other
        number = self._classes[code] if code < PLANE else self._beyond
        row = row_of(self, 0, number)
        first, end = view._spans[2 * number], view._spans[2 * number + 1]
        for word in range(first, end):
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
            row = row_of(self, asked + 1, number)
            left = 0
            for word in range(first, end):
                matching[word] &= row[word]
                left |= matching[word]
        if not left:
            return False
        for word in range(words):
            if not first <= word < end:
                matching[word] = 0
        return True


cdef class Part:
    """The scan for some of the triggers of a scanner."""

    cdef Scanner _scanner
    cdef View _view

    def __cinit__(self, Scanner scanner not None, View view not None):
        self._scanner, self._view = scanner, view

    def find(self, str text not None, Py_ssize_t start=0):
        """Return the first place from `start` on where a trigger matches, -1 if there is none."""
        return self._scanner._find(text, max(start, 0), self._view, self._view._alive)

    def triggers(self, str text not None):
        """Return the numbers of the triggers that match anywhere, in order."""
        return self._scanner._triggers_in(text, self._view)


cdef class Utf8Reader:
    """Reads text that is UTF-8 throughout, taken for another encoding, as what it was.

    The encoding is a single-byte code page, or one of two bytes that Python's codec writes.
    """

    cdef uint8_t *_byte_of  # of each code point of the first plane
    cdef uint8_t *_kinds    # of each such code point: whether the page, and a reading, may hold it
    cdef uint8_t _is_telling[256]
    cdef uint8_t _pairs[PAIRS]
    cdef uint32_t _end
    cdef Py_ssize_t _least, _longest
    cdef str _codec
    cdef bint _is_sparse

    def __cinit__(
        self,
        byte_of,
        refused,
        uint32_t end,
        Py_ssize_t least,
        Py_ssize_t longest=0,
        telling=b"",
        bytes pairs=b"",
        str codec=None,
        letters=(),
        bint is_sparse=False,
    ):
        """Take the codes and bytes of the page, and what makes a reading doubtful.

        A reading must hold no character of the ranges ``refused`` and none from ``end`` on, and
        the text ``least`` trail bytes.  With ``longest``, so must each line that is more than
        ASCII, and it must be no longer; and hold one of the bytes ``telling`` right before the lead
        byte of a Cyrillic letter, or a pair of bytes that tells: ``pairs`` has a number for each of
        the 64 trail bytes behind each lead byte from C2 to F4, see ``_tells``.  With ``codec`` there
        are no bytes of characters; each stretch that is not ASCII must hold some of the
        ``letters``.  A reader that ``is_sparse`` reads the words of Latin text that are UTF-8, and
        lets the others stand.
        """
        cdef uint32_t code, low, high
        self._byte_of = <uint8_t *> calloc(PLANE, 1)
        self._kinds = <uint8_t *> calloc(PLANE, 1)
        if not (self._byte_of and self._kinds):
            raise MemoryError
        for code, byte in byte_of:
            if code >= PLANE or not 0 <= byte < 256 or (code < 0x80) != (byte < 0x80):
                raise ValueError(f"{code:#x} is no character of such a page")
            self._byte_of[code] = byte
            self._kinds[code] |= IN_PAGE
        for ranges, kind in ((refused, REFUSED), (letters, LETTER)):
            for low, high in ranges:
                for code in range(low, min(high + 1, <uint32_t> PLANE)):
                    self._kinds[code] |= kind
        memset(self._is_telling, 0, sizeof(self._is_telling))
        for byte in telling:
            self._is_telling[<uint8_t> byte] = 1
        memset(self._pairs, 0, sizeof(self._pairs))
        if pairs:
            if len(pairs) != PAIRS:
                raise ValueError("there is no number for each pair")
            memcpy(self._pairs, <const char *> pairs, PAIRS)
        self._end = end
        self._least = least
        self._longest = longest
        self._codec = codec
        self._is_sparse = is_sparse

    def __dealloc__(self):
        free(self._byte_of)
        free(self._kinds)

    cpdef str read(self, str text, Scanner scanner=None, View signs=None):
        """Return what a text says as UTF-8, None if it is not, or doubtful.

        With ``signs``, each line that is more than ASCII must hold one of these triggers of the
        scanner.
        """
        cdef str reading
        if signs is not None and scanner is None:
            raise ValueError("signs are asked of the scanner that they are a view of")
        if self._is_sparse:
            return None if signs is None else self._read_words(text, scanner, signs)
        if self._codec is None:
            reading = self._read_page(text)
        else:
            reading = self._read_codec(text)
        if reading is not None and self._longest and signs is not None:
            if not self._each_line_holds(text, scanner, signs):
                return None
        return reading

    cdef str _read_page(self, str text):
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place = 0, end = 0
        cdef Py_ssize_t behind = -1, line = 0, before = 0
        cdef uint32_t *codes
        cdef uint32_t code
        cdef int byte
        cdef bint is_told = False
        while place < length:  # most text that is something else is told by its first character
            code = PyUnicode_READ(kind, <void *> data, place)
            if code >= 0x80:
                if self._sequence(kind, data, length, &place) == NO_CODE:
                    return None
                break
            place += 1
        codes = <uint32_t *> malloc(max(length, 1) * sizeof(uint32_t))
        if not codes:
            raise MemoryError
        place = 0
        try:
            while place < length:
                code = PyUnicode_READ(kind, <void *> data, place)
                if code < 0x80:
                    if code == 10 and self._longest:
                        if not self._is_line(place - line, place - line - end + before, is_told):
                            return None
                        line, before, is_told = place + 1, end + 1, False
                    place += 1
                else:
                    if self._longest and not is_told:
                        is_told = self._tells(kind, data, length, place, behind == place)
                    code = self._sequence(kind, data, length, &place)
                    if code == NO_CODE:
                        return None
                    behind = place
                if code >= self._end or (code < PLANE and self._kinds[code] & REFUSED):
                    return None
                if self._longest and end and is_capital(code) and is_small(codes[end - 1]):
                    return None
                codes[end] = code
                end += 1
            if self._longest:
                if not self._is_line(length - line, length - line - end + before, is_told):
                    return None
            elif length - end < self._least:
                return None
            return PyUnicode_FromKindAndData(4, codes, end)
        finally:
            free(codes)

    cdef str _read_words(self, str text, Scanner scanner, View signs):
        """Return a text of which some words are UTF-8; None if any of it is not beyond doubt."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place = 0, end = 0, line = 0, here
        cdef Py_ssize_t beyond = 0, runs = 0
        cdef uint32_t *codes
        cdef uint32_t code, read
        cdef int state = ASCII
        cdef bint is_told = True, is_torn = False
        if kind == 4:
            return None
        codes = <uint32_t *> malloc(max(length, 1) * sizeof(uint32_t))
        if not codes:
            raise MemoryError
        try:
            while place <= length:
                code = PyUnicode_READ(kind, <void *> data, place) if place < length else 10
                if code < 0x80:
                    if not is_told:
                        return None
                    if code == 10:
                        # What ends a line may have lost its last byte.
                        if runs and (
                            state == CLEAN
                            or place - line > self._longest
                            or is_torn
                            or 4 * beyond > place - line
                            or may_be_table(kind, data, line, place)
                        ):
                            return None
                        if runs:
                            here = scanner._find(text, line, signs, signs._alive)
                            if not 0 <= here < place:
                                return None
                        line, beyond, runs, is_torn = place + 1, 0, 0, False
                        if place == length:
                            break
                    state = ASCII
                    read = code
                    place += 1
                else:
                    here = place
                    read = self._sequence(kind, data, length, &place)
                    if read == NO_CODE:
                        place = here
                        if state == RUN or not self._is_clean(kind, data, length, place, code):
                            return None
                        is_torn = is_torn or self._may_be_torn(kind, data, length, place)
                        state, read = CLEAN, code
                        place += 1
                    else:
                        if state == CLEAN or not is_latin(read):
                            return None
                        if state == ASCII:
                            is_told = False
                        if not is_told:
                            is_told = self._tells(kind, data, length, here, False)
                        if end and is_capital(read) and is_small(codes[end - 1]):
                            return None
                        state = RUN
                        runs += 1
                    beyond += place - here
                if self._kinds[read] & REFUSED:
                    return None
                codes[end] = read
                end += 1
            return PyUnicode_FromKindAndData(4, codes, end)
        finally:
            free(codes)

    cdef bint _may_be_torn(
        self, int kind, const void *data, Py_ssize_t length, Py_ssize_t place
    ) noexcept:
        """Tell whether a character may be a lead byte of a Latin letter whose trail was dropped."""
        cdef int byte = self._byte(kind, data, length, place)
        if byte == 0xE1:
            return (self._byte(kind, data, length, place + 1) & 0xFE) == 0xBA
        return 0xC3 <= byte <= 0xC5

    cdef bint _is_clean(
        self, int kind, const void *data, Py_ssize_t length, Py_ssize_t place, uint32_t code
    ) noexcept:
        """Tell whether a character of Latin text is no lead byte of what has a blank in it."""
        cdef int byte = self._byte(kind, data, length, place)
        cdef uint32_t then = 0
        if place + 1 < length:
            then = PyUnicode_READ(kind, <void *> data, place + 1)
        if not is_latin(code):
            return False
        if byte < 0xC2:
            return True
        if then != 32:
            return self._byte(kind, data, length, place + 1) & 0xC0 != 0x80
        if byte < 0xE0:
            return byte == 0xDF  # no word begins with it
        then = PyUnicode_READ(kind, <void *> data, place + 2) if place + 2 < length else 0
        return then != 32 and self._byte(kind, data, length, place + 2) & 0xC0 != 0x80

    cdef bint _tells(
        self, int kind, const void *data, Py_ssize_t length, Py_ssize_t place, bint is_behind
    ) noexcept:
        """Tell whether what stands at the begin of a sequence is never seen in clean text.

        Pairs of a lead byte and a trail byte tell where they stand (1), before a small letter of
        ASCII (2), or behind one (4), behind a digit (8), or behind a mark of ASCII or at the begin of
        a line (16); the numbers are bits.
        """
        cdef int byte = self._byte(kind, data, length, place), trail
        cdef uint32_t before
        cdef uint8_t pair
        if is_behind and (byte == 0xD0 or byte == 0xD1):
            if self._is_telling[self._byte(kind, data, length, place - 1)]:
                return True
        trail = self._byte(kind, data, length, place + 1)
        if not 0xC2 <= byte <= 0xF4 or trail & 0xC0 != 0x80:
            return False
        pair = self._pairs[(byte - 0xC2) * 64 + (trail & 0x3F)]
        if pair & 1:
            return True
        if pair & 2 and place + 2 < length:
            if 97 <= PyUnicode_READ(kind, <void *> data, place + 2) < 123:
                return True
        before = PyUnicode_READ(kind, <void *> data, place - 1) if place else 0
        return (
            (pair & 4 and 97 <= before < 123)
            or (pair & 8 and 48 <= before < 58)
            or (pair & 16 and before < 0x80 and not 65 <= before < 91 and not 97 <= before < 123)
        )

    cdef bint _is_line(self, Py_ssize_t length, Py_ssize_t trails, bint is_told) noexcept:
        """Tell whether a line is ASCII, or beyond doubt."""
        return not trails or (trails >= self._least and length <= self._longest and is_told)

    cdef uint32_t _sequence(
        self, int kind, const void *data, Py_ssize_t length, Py_ssize_t *place
    ) noexcept:
        """Return the code point of the sequence at a place beyond ASCII, and move behind it."""
        cdef int byte = self._byte(kind, data, length, place[0]), more, number
        cdef uint32_t code, least
        if 0xC2 <= byte < 0xE0:
            more, code, least = 1, byte & 0x1F, 0x80
        elif 0xE0 <= byte < 0xF0:
            more, code, least = 2, byte & 0x0F, 0x800
        elif 0xF0 <= byte < 0xF5:
            more, code, least = 3, byte & 0x07, 0x10000
        else:
            return NO_CODE
        for number in range(more):
            byte = self._byte(kind, data, length, place[0] + 1 + number)
            if byte & 0xC0 != 0x80:
                return NO_CODE
            code = code << 6 | (byte & 0x3F)
        place[0] += more + 1
        if code < least or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return NO_CODE
        return code

    cdef int _byte(self, int kind, const void *data, Py_ssize_t length, Py_ssize_t place) noexcept:
        """Return the byte of the character at a place, 0 if there is none."""
        cdef uint32_t code
        if place >= length:
            return 0
        code = PyUnicode_READ(kind, <void *> data, place)
        return self._byte_of[code] if code < PLANE and self._kinds[code] & IN_PAGE else 0

    cdef str _read_codec(self, str text):
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place = 0
        cdef uint32_t code
        while place < length:
            code = PyUnicode_READ(kind, <void *> data, place)
            if code >= 0x80:
                if code < EAST_ASIAN:
                    return None
                break
            place += 1
        if EURO in text:
            return None  # pages differ in its code
        try:
            found = text.encode(self._codec)
            reading = found.decode("utf-8")
        except UnicodeError:
            return None
        return reading if self._is_sound(text, found) else None

    cdef bint _is_sound(self, str text, bytes found) except -1:
        """Tell whether all lines of a text are beyond doubt, whose bytes are well-formed UTF-8."""
        cdef const uint8_t *data = <const uint8_t *> <char *> found
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *characters = PyUnicode_DATA(text)
        cdef Py_ssize_t size = len(found), at = 0, start, line = 0, trails = 0, place = 0, first
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef bint is_proved = False, is_east_asian
        cdef uint32_t code, last
        cdef int letters, longer, beyond, steps
        while at < size:
            if data[at] < 0x80:
                code = data[at]
                if code == 10:
                    if not self._is_line(place - line, trails, is_proved):
                        return False
                    line, trails, is_proved = place + 1, 0, False
                if self._kinds[code] & REFUSED:
                    return False
                at += 1
                place += 1
                continue
            start, first, is_east_asian = at, place, False
            while at < size and data[at] >= 0x80:
                if at + 1 >= size or place >= length:
                    return False  # the codec writes characters of three bytes: it is no such page
                at += 4 if 0x30 <= data[at + 1] < 0x3A else 2
                is_east_asian |= PyUnicode_READ(kind, <void *> characters, place) >= EAST_ASIAN
                place += 1
            if at > size:
                return False
            letters, longer, beyond, steps, last = 0, 0, 0, 0, 0
            while start < at:
                code = decoded(data, &start, &trails)
                if code >= PLANE or self._kinds[code] & REFUSED:
                    return False
                beyond += code >= 0x80
                longer += code >= 0x800
                if self._kinds[code] & LETTER:
                    letters += 1
                    steps += code == last + 1
                    last = code
            # Letters that follow one another may be a row of a table.
            if not letters or steps >= 3:
                return False
            is_proved |= is_east_asian and longer >= 2 and beyond < place - first
        return self._is_line(place - line, trails, is_proved)

    cdef bint _each_line_holds(self, str text, Scanner scanner, View signs) except -1:
        """Tell whether each line that is more than ASCII holds a trigger of a view, and is no table.
        """
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place = 0, start = 0, found
        cdef uint32_t code
        while place < length:
            code = PyUnicode_READ(kind, <void *> data, place)
            if code == 10:
                start = place + 1
            elif code >= 0x80:
                found = scanner._find(text, start, signs, signs._alive)
                while place < length and PyUnicode_READ(kind, <void *> data, place) != 10:
                    place += 1
                if not 0 <= found < place or may_be_table(kind, data, start, place):
                    return False
                start = place + 1
            place += 1
        return True


cdef bint is_latin(uint32_t code) noexcept:
    """Tell whether a character is a letter of European Latin text, or stands among its words."""
    return (
        0xA0 <= code < 0x180
        or 0x218 <= code <= 0x21B
        or 0x2010 <= code <= 0x203A
        or code == 0x20AC
        or code == 0x2122
    )


cdef bint is_capital(uint32_t code) noexcept:
    """Tell whether a character is a capital of Latin-1, beyond ASCII."""
    return 0xC0 <= code <= 0xDE and code != 0xD7


cdef bint is_small(uint32_t code) noexcept:
    """Tell whether a character is a small letter of Latin-1."""
    return 97 <= code < 123 or (0xDF <= code <= 0xFF and code != 0xF7)


cdef bint may_be_table(int kind, const void *data, Py_ssize_t place, Py_ssize_t end) noexcept:
    """Tell whether a line may be what ``acceptance.is_table`` takes for a list of characters.

    Narrower limits than there, for that function is asked then.
    """
    cdef uint32_t code, last = 0, last_beyond = 0, last_han = 0
    cdef uint32_t anchors[8]
    cdef uint32_t first[MANY]
    cdef int known = 0, number
    cdef Py_ssize_t ones = 0, beyond = 0, rising = 0, close = 0, row = 0, longest = 0
    cdef Py_ssize_t han = 0, radical = 0, recurring = 0, characters = 0
    cdef int64_t step
    while place < end:
        code = PyUnicode_READ(kind, <void *> data, place)
        place += 1
        if Py_UNICODE_ISSPACE(code):
            continue
        ones += code == last + 1
        last = code
        characters += 1
        if code < 0x80:
            continue
        if beyond:
            step = <int64_t> code - last_beyond
            rising += 1 <= step <= 16
            close += -5 <= step <= 5 and step != 0
            row = row + 1 if 1 <= step <= 3 else 0
            longest = max(longest, row)
        for number in range(known):
            if anchors[number] == code:
                recurring += 1
                break
        else:
            if known < 8:
                anchors[known] = code
                known += 1
        last_beyond = code
        if beyond < MANY:
            first[beyond] = code
        beyond += 1
        if 0x3400 <= code < 0xA000:
            if han:
                step = <int64_t> code - last_han
                radical += -64 <= step <= 64 and step != 0
            last_han = code
            han += 1
    if 2 * ones > characters:
        return True
    if beyond < 6:
        return False
    if 2 * rising > beyond or 2 * close > beyond or longest >= 10 or 2 * radical > beyond:
        return True
    # An alphabet holds each letter once, in small and in capital if there are few.
    if beyond >= MANY:
        return han == 0 and 12 * recurring <= beyond
    return han == 0 and not recurring and has_both_cases(first, beyond)


cdef bint has_both_cases(const uint32_t *codes, Py_ssize_t count) noexcept:
    """Tell whether most of some letters may be there small and as capitals, and none twice."""
    cdef Py_ssize_t one, two, both = 0
    cdef uint32_t code, other
    for one in range(count):
        code = codes[one]
        for two in range(count):
            other = codes[two]
            if one != two and code == other:
                return False
            if code != other and (
                Py_UNICODE_TOLOWER(code) == Py_UNICODE_TOLOWER(other)
                or Py_UNICODE_TOUPPER(code) == Py_UNICODE_TOUPPER(other)
            ):
                both += 1
                break
    return 4 * both >= 3 * count


cdef uint32_t decoded(const uint8_t *data, Py_ssize_t *at, Py_ssize_t *trails) noexcept:
    """Return the code point of well-formed UTF-8 at a place, and move behind it."""
    cdef uint32_t code = data[at[0]]
    cdef int more = 0 if code < 0x80 else 1 if code < 0xE0 else 2 if code < 0xF0 else 3, number
    if more:
        code &= 0x3F >> more
    for number in range(more):
        code = code << 6 | (data[at[0] + 1 + number] & 0x3F)
    at[0] += more + 1
    trails[0] += more
    return code


cdef class Shortcut:
    """Readings that are taken at once, if no trigger speaks against them in text or reading."""

    cdef list _readers
    cdef View _against, _signs

    def __cinit__(self, readers, View against not None, View signs not None):
        """Take the readers in the order in which they are asked, and two views of the scanner.

        ``against`` holds the triggers that speak against a reading where the text holds one,
        ``signs`` those of which the text must hold one, and for some readers each line.
        """
        self._readers = list(readers)
        self._against, self._signs = against, signs

    cdef str read(self, str text, Scanner scanner):
        """Return what a text says; None if nothing."""
        cdef Utf8Reader reader
        for reader in self._readers:
            reading = reader.read(text, scanner, self._signs)
            if reading is not None:
                break
        else:
            return None
        if scanner._find(text, 0, self._against, self._against._alive) >= 0:
            return None
        if scanner._find(text, 0, self._signs, self._signs._alive) < 0:
            return None
        return reading


cdef class LineReader:
    """Reads lines as a shortcut does, for those who go through a text line by line."""

    cdef Shortcut _shortcut
    cdef Scanner _scanner

    def __cinit__(self, Shortcut shortcut not None, Scanner scanner not None):
        self._shortcut, self._scanner = shortcut, scanner

    def read(self, str line not None):
        """Return what a line says, None if nothing, or where what it says holds a trigger."""
        cdef str reading = self._shortcut.read(line, self._scanner)
        cdef View view = self._scanner._all
        if reading is None or self._scanner._find(reading, 0, view, view._alive) >= 0:
            return None
        return reading


cdef bint _may_replace(str text):
    """Tell whether a text may be program code that names garbled strings so as to replace them.

    True wherever ``replacement_tables`` finds a pair: a string that is more than ASCII, a comma, a
    colon, an equals sign or an arrow, and another string that is more than ASCII, short, an escape,
    or an argument as the first one; or the beginning of a command (``s/``).  Records of JSON, whose
    strings are parted so too, hold few of these.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, length = len(text)
    cdef Py_UCS4 code
    for place in range(1, length):
        code = PyUnicode_READ(kind, <void *> data, place)
        if code == 0x22 or code == 0x27 or code == 0x60:  # quotation marks
            if _is_second(kind, data, place, length):
                return True
        elif code == 0x2F or code == 0x7C or code == 0x23 or code == 0x2C:
            if PyUnicode_READ(kind, <void *> data, place - 1) == 0x73:
                code = PyUnicode_READ(kind, <void *> data, place - 2) if place > 1 else 10
                if code < 0x80 and not code.isalnum():  # as behind a bit of a garbled letter
                    return True
    return False


cdef bint _is_second(int kind, const void *data, Py_ssize_t place, Py_ssize_t length):
    """Tell whether the string that begins at a quotation mark may be the second one of a pair."""
    cdef Py_ssize_t at = place - 1, first
    cdef Py_UCS4 mark, last = PyUnicode_READ(kind, <void *> data, at)
    cdef int beyond
    cdef bint is_argument
    if last.isalpha() and at:  # of r"..."
        at -= 1
        last = PyUnicode_READ(kind, <void *> data, at)
    while last.isspace() and at:
        at -= 1
        last = PyUnicode_READ(kind, <void *> data, at)
    if not (last == 0x2C or last == 0x3A or last == 0x3D or last == 0x3E or last == 0x2192):
        return False
    while at and (
        last.isspace()
        or last == 0x2C
        or last == 0x3A
        or last == 0x3D
        or last == 0x3E
        or last == 0x2D
        or last == 0x2192
        or last == 0x29
        or last == 0x5D
    ):
        at -= 1
        last = PyUnicode_READ(kind, <void *> data, at)
    while at and (last == 0x67 or last == 0x69 or last == 0x6D or last == 0x75):  # flags of /.../
        at -= 1
        last = PyUnicode_READ(kind, <void *> data, at)
    if not (last == 0x22 or last == 0x27 or last == 0x60 or last == 0x2F):
        return False
    mark, first = last, at - 1
    beyond = 0
    while first >= 0 and at - first <= LONGEST_STRING:
        last = PyUnicode_READ(kind, <void *> data, first)
        if last == mark or last == 10:
            break
        beyond += last >= 0x80
        first -= 1
    if not beyond:
        return False
    is_argument = first > 0 and PyUnicode_READ(kind, <void *> data, first - 1) == 0x28
    if is_argument:
        return True
    mark, at = PyUnicode_READ(kind, <void *> data, place), place + 1
    while at < length and at - place <= LONGEST_STRING:
        last = PyUnicode_READ(kind, <void *> data, at)
        if last == mark:
            return beyond > 1 and at - place <= LONGEST_PLAIN  # one letter is shown by itself
        if last >= 0x80 or last == 0x5C or last == 0x26:  # an escape
            return True
        at += 1
    return False


def gate(function, prepare, prepare_late, Py_ssize_t warm, Py_ssize_t warm_calls):
    """Return a function of a text that hands back at once what holds no trigger.

    Anything else it gives to ``function``, with all options.  ``prepare()`` gives the scanner, the
    view of the triggers that ASCII text may hold, and a shortcut or None; or None instead of all
    three.  It is called for the first text that is more than ASCII, or once the function was called
    ``warm_calls`` times.  Where it gives None, ``prepare_late()`` is called once the function was
    given ``warm`` code points, or called so often; None again: all text goes to the function.
    """
    cdef Scanner scanner = None
    cdef View in_ascii = None
    cdef Shortcut shortcut = None
    cdef Py_ssize_t seen = 0, calls = 0
    cdef object to_call = prepare

    def gated(text, **options):
        nonlocal scanner, in_ascii, shortcut, seen, calls, to_call
        cdef View view
        if options or type(text) is not str:
            return function(text, **options)
        if to_call is not None:
            calls += 1
            if not PyUnicode_IS_ASCII(text):
                seen += len(<str> text)
            if calls >= warm_calls or seen >= (1 if to_call is prepare else warm):
                prepared = to_call()
                to_call = prepare_late if prepared is None and to_call is prepare else None
                if prepared is not None:
                    scanner, in_ascii, shortcut = prepared
        if scanner is None:
            return function(text)
        view = in_ascii if PyUnicode_IS_ASCII(text) else scanner._all
        if scanner._find(<str> text, 0, view, view._alive) < 0:
            return text
        if shortcut is not None and view is not in_ascii:
            reading = shortcut.read(<str> text, scanner)
            if reading is not None and not _may_replace(<str> text):
                view = in_ascii if PyUnicode_IS_ASCII(reading) else scanner._all
                if scanner._find(<str> reading, 0, view, view._alive) < 0:
                    return reading
        return function(text)

    return gated
