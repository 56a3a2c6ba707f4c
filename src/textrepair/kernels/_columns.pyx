# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""The scan for triggers over the rows of a column, in the UTF-8 that a table has of them.

It does what `_scan` does of strings.  It is a module of its own because it takes arrays by the
buffer protocol: what Cython loads for that takes longer than all of `_scan`.
"""

from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from textrepair.kernels._scan cimport (
    MOST_MARKS,
    MOST_OFFSETS,
    MOST_WORDS,
    PLANE,
    STRIDE,
    Scanner,
    can_find_marks,
    next_mark,
    pass_over,
    row_of,
    skip1,
)


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef extern from *:
    """
    /* The number of the lowest bit that is set. */
    static int lowest_bit(unsigned int bits)
    {
    #if defined(__GNUC__)
        return __builtin_ctz(bits);
    #else
        int number = 0;
        while (!(bits >> number & 1))
            number++;
        return number;
    #endif
    }

    /* Tells whether bytes are all in ASCII. */
    #if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
    __attribute__((target_clones("avx2", "default")))
    #endif
    static int is_ascii(const unsigned char *text, Py_ssize_t length)
    {
        Py_ssize_t place = 0;
        while (length - place >= 256) {
            unsigned char any = 0;
            for (int i = 0; i < 256; i++)
                any |= text[place + i];
            if (any & 0x80)
                return 0;
            place += 256;
        }
        unsigned char any = 0;
        for (; place < length; place++)
            any |= text[place];
        return !(any & 0x80);
    }
    """
    bint _is_ascii "is_ascii"(const uint8_t *text, Py_ssize_t length) noexcept nogil
    int lowest_bit(unsigned int bits) noexcept nogil

#: What is returned instead of a code point.
cdef uint32_t NO_CODE = 0xFFFFFFFF

cdef enum:
    #: Bytes of the rows of a column that are asked at once whether they are in ASCII.
    BLOCK = 1 << 14


cdef class ColumnScan:
    """Finds the rows of a column that hold a trigger, in the UTF-8 that a table has of it.

    No string is made of a row, but of one at which a loose window matches.
    """

    cdef Scanner _of_any, _of_ascii
    cdef uint8_t _stops[256]  # bytes that are more than ASCII, or from which a window can start
    # What is not to be passed over, of two bytes and of three: a window can start from it, or it
    # is no UTF-8.
    cdef uint8_t _shorts[0x800]
    cdef uint8_t _longs[PLANE]

    def __cinit__(self, Scanner of_any not None, Scanner of_ascii):
        """Take the scanner of all texts, and that of texts in ASCII; None if none holds any."""
        cdef int byte, code
        self._of_any, self._of_ascii = of_any, of_ascii
        for byte in range(256):
            self._stops[byte] = byte >= 0x80 or of_any._all._starts[byte]
        for code in range(0x800):
            self._shorts[code] = code < 0x80 or of_any._all._starts[code]
        for code in range(PLANE):
            self._longs[code] = code < 0x800 or 0xD800 <= code < 0xE000 or of_any._all._starts[code]

    def rows(
        self, const uint8_t[::1] data not None, const int64_t[::1] offsets not None,
        const uint8_t[::1] is_valid,
    ):
        """Return the numbers of the rows that hold a trigger, in order.

        The text of a row lies between two of the offsets.  ``is_valid`` tells of each row whether
        it is one; None if all are.  Raises UnicodeDecodeError for what is no UTF-8.
        """
        cdef Py_ssize_t row = 0, count = offsets.shape[0] - 1, stop
        cdef const uint8_t *text
        cdef list found = []
        if count <= 0 or not data.shape[0]:
            return found
        if offsets[0] < 0 or offsets[count] > data.shape[0]:
            raise ValueError("the offsets lie outside the data")
        for row in range(count):
            if offsets[row] > offsets[row + 1]:
                raise ValueError("the offsets are in no order")
        if is_valid is not None and is_valid.shape[0] != count:
            raise ValueError("is_valid is not of so many rows")
        text = &data[0]
        row = 0
        while row < count:
            stop = row + 1
            while stop < count and offsets[stop + 1] - offsets[row] <= BLOCK:
                stop += 1
            if _is_ascii(text + offsets[row], offsets[stop] - offsets[row]):
                self._find_in_ascii(text, offsets, is_valid, row, stop, found)
            else:
                for row in range(row, stop):
                    if is_valid is not None and not is_valid[row]:
                        continue
                    if _is_ascii(text + offsets[row], offsets[row + 1] - offsets[row]):
                        self._find_in_ascii(text, offsets, is_valid, row, row + 1, found)
                    elif self._holds(text + offsets[row], offsets[row + 1] - offsets[row]):
                        found.append(row)
            row = stop
        return found

    cdef int _find_in_ascii(
        self, const uint8_t *text, const int64_t[::1] offsets, const uint8_t[::1] is_valid,
        Py_ssize_t row, Py_ssize_t stop, list found,
    ) except -1:
        """Add rows, among some that are all in ASCII: they are gone through as one text."""
        cdef Scanner scanner = self._of_ascii
        cdef Py_ssize_t place = offsets[row], end = offsets[stop]
        if scanner is None:
            return 0
        while True:
            if can_find_marks():  # of many rows: what follows the last byte of one is not its own
                place = next_mark(text, place, end, scanner.marks(scanner._all), False)
            else:
                if scanner._all._ascii_starts <= MOST_MARKS:
                    place = pass_over(text, place, end, scanner._all._marks)
                place = skip1(scanner._all, text, place, end)
            if place >= end:
                return 0
            while offsets[row + 1] <= place:
                row += 1
            if is_valid is not None and not is_valid[row]:
                place = offsets[row + 1]
            elif _matches_at(
                scanner, text + offsets[row], offsets[row + 1] - offsets[row],
                place - offsets[row], text[place], place - offsets[row] + 1,
            ):
                found.append(row)
                place = offsets[row + 1]
            else:
                place += 1

    cdef bint _holds(self, const uint8_t *text, Py_ssize_t length) except -1:
        """Tell whether a row that is more than ASCII holds a trigger."""
        cdef Scanner scanner = self._of_any
        cdef const uint8_t *starts = scanner._all._starts
        cdef const uint8_t *stops = self._stops
        cdef const uint8_t *shorts = self._shorts
        cdef const uint8_t *longs = self._longs
        cdef Py_ssize_t place = 0, here
        cdef uint32_t code
        while True:
            place = _next_stop(stops, text, place, length)
            while place < length and stops[text[place]]:
                if 0xC0 < text[place] < 0xF0 and length - place > 2:  # nearly all there is
                    code = text[place + 1] ^ 0x80
                    if text[place] < 0xE0:
                        if code < 0x40 and not shorts[(text[place] & 0x1F) << 6 | code]:
                            place += 2
                            continue
                    elif (code | (text[place + 2] ^ 0x80)) < 0x40 and not longs[
                        (text[place] & 0x0F) << 12 | code << 6 | (text[place + 2] ^ 0x80)
                    ]:
                        place += 3
                        continue
                here = place
                code = _code_at(text, length, &place)
                if code == NO_CODE:
                    _refuse(text, length)
                if (
                    starts[code] if code < PLANE else scanner._all._starts_beyond
                ) and _matches_at(scanner, text, length, here, code, place):
                    return True
            if place >= length:
                return False


cdef inline Py_ssize_t _next_stop(
    const uint8_t *stops, const uint8_t *text, Py_ssize_t place, Py_ssize_t length
) noexcept nogil:
    """Return the next place of a byte that is not to be passed over.

    Which of eight bytes it is comes out without a branch, which no processor could foresee.
    """
    cdef unsigned int found
    while place + STRIDE <= length:
        found = (
            stops[text[place]] | stops[text[place + 1]] << 1
            | stops[text[place + 2]] << 2 | stops[text[place + 3]] << 3
            | stops[text[place + 4]] << 4 | stops[text[place + 5]] << 5
            | stops[text[place + 6]] << 6 | stops[text[place + 7]] << 7
        )
        if found:
            return place + lowest_bit(found)
        place += STRIDE
    while place < length and not stops[text[place]]:
        place += 1
    return place


cdef bint _matches_at(
    Scanner scanner,
    const uint8_t *text,
    Py_ssize_t length,
    Py_ssize_t place,
    uint32_t code,
    Py_ssize_t behind,
) except -1:
    """Tell whether a trigger matches at a place of UTF-8, where ``code`` is, up to ``behind``.

    This does what ``Scanner._match`` does; the characters around are decoded as they are asked for.
    """
    cdef uint64_t matching[MOST_WORDS]
    cdef int classes[2 * MOST_OFFSETS]  # of the characters before and behind, the nearest first
    cdef int known_before = 0, known_behind = 0, words = scanner._words
    cdef int word, number, asked, offset, first, end
    cdef const uint64_t *row
    cdef uint64_t left = 0
    cdef Py_ssize_t before = place
    number = scanner._classes[code] if code < PLANE else scanner._beyond
    row = row_of(scanner, 0, number)
    first, end = scanner._all._spans[2 * number], scanner._all._spans[2 * number + 1]
    for word in range(first, end):
        matching[word] = row[word]
        left |= matching[word]
    for asked in range(scanner._count):
        if not left:
            return False
        offset = scanner._offsets[asked]
        if offset > MOST_OFFSETS or offset < -MOST_OFFSETS:
            raise ValueError("a window asks too far away")
        while known_behind < offset:
            number = scanner._edge
            if behind < length:
                code = _code_at(text, length, &behind)
                if code == NO_CODE:
                    _refuse(text, length)
                number = scanner._classes[code] if code < PLANE else scanner._beyond
            classes[MOST_OFFSETS + known_behind] = number
            known_behind += 1
        while known_before < -offset:
            number = scanner._edge
            if before > 0:
                code = _code_before(text, length, &before)
                if code == NO_CODE:
                    _refuse(text, length)
                number = scanner._classes[code] if code < PLANE else scanner._beyond
            classes[known_before] = number
            known_before += 1
        number = classes[MOST_OFFSETS + offset - 1] if offset > 0 else classes[-offset - 1]
        row = row_of(scanner, asked + 1, number)
        left = 0
        for word in range(first, end):
            matching[word] &= row[word]
            left |= matching[word]
    if not left:
        return False
    for word in range(first, end):
        if matching[word] & ~scanner._loose[word]:
            return True
    for word in range(words):
        if not first <= word < end:
            matching[word] = 0
    return scanner._is_confirmed(
        (<const char *> text)[:length].decode("utf-8"),
        len((<const char *> text)[:place].decode("utf-8")),
        matching,
    )


cdef inline uint32_t _code_before(
    const uint8_t *text, Py_ssize_t length, Py_ssize_t *place
) noexcept nogil:
    """Return the code point before a place of UTF-8, and move before it."""
    cdef Py_ssize_t end = place[0], at = end - 1
    cdef uint32_t code
    while at > 0 and text[at] & 0xC0 == 0x80 and end - at < 4:
        at -= 1
    place[0] = at
    code = _code_at(text, length, &at)
    return code if at == end else NO_CODE


cdef inline uint32_t _code_at(
    const uint8_t *text, Py_ssize_t length, Py_ssize_t *place
) noexcept nogil:
    """Return the code point at a place of UTF-8, and move behind it; NO_CODE if it is none."""
    cdef const uint8_t *at = text + place[0]
    cdef Py_ssize_t left = length - place[0]
    cdef uint32_t code
    if at[0] < 0x80:
        place[0] += 1
        return at[0]
    if at[0] < 0xC2:
        return NO_CODE
    if at[0] < 0xE0:
        if left < 2 or (at[1] ^ 0x80) >= 0x40:
            return NO_CODE
        place[0] += 2
        return (<uint32_t> at[0] & 0x1F) << 6 | (at[1] & 0x3F)
    if at[0] < 0xF0:
        if left < 3 or ((at[1] ^ 0x80) | (at[2] ^ 0x80)) >= 0x40:
            return NO_CODE
        place[0] += 3
        code = (<uint32_t> at[0] & 0x0F) << 12 | (<uint32_t> at[1] & 0x3F) << 6 | (at[2] & 0x3F)
        return NO_CODE if code < 0x800 or 0xD800 <= code < 0xE000 else code
    if at[0] > 0xF4 or left < 4 or (
        (at[1] ^ 0x80) | (at[2] ^ 0x80) | (at[3] ^ 0x80)
    ) >= 0x40:
        return NO_CODE
    place[0] += 4
    code = (
        (<uint32_t> at[0] & 0x07) << 18 | (<uint32_t> at[1] & 0x3F) << 12
        | (<uint32_t> at[2] & 0x3F) << 6 | (at[3] & 0x3F)
    )
    return NO_CODE if code < 0x10000 or code > 0x10FFFF else code


cdef int _refuse(const uint8_t *text, Py_ssize_t length) except -1:
    """Raise UnicodeDecodeError for a row that is no UTF-8."""
    (<const char *> text)[:length].decode("utf-8")
    raise ValueError("Python reads a row as UTF-8 that the kernel does not")
