# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""What a dense line says in legacy pages, and what that costs: for ``mojibake.legacy.dense_lines``.

Nothing of the package is imported here: ``dense_lines`` hands in the pages, the bounds, the models,
and whom to ask for what only Python's codecs know.
"""

cimport cython
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from textrepair.kernels._scoring cimport Models

cdef extern from "Python.h":
    int Py_UNICODE_ISSPACE(uint32_t code) nogil
    int Py_UNICODE_ISALNUM(uint32_t code) nogil
    int Py_UNICODE_ISDECIMAL(uint32_t code) nogil


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    PLANE = 0x10000
    BYTES = 256
    #: What a byte is that a page leaves undefined; the byte of a character that a reader lacks.
    UNDEFINED = 0xFFFE
    MISSING = 0xFFFF
    #: Different characters that are told apart.
    MOST_DIFFERENT = 16
    #: What a byte is in a page of several bytes a character: a character; the first of two; of no
    #: character; the first of more than two.
    SINGLE = 0
    LEAD = 1
    NEITHER = 2
    LONG = 3


@cython.final
cdef class Page:
    """A page that a line may have been written in."""

    cdef readonly object channel
    cdef str _codec
    cdef bint _is_multi_byte, _is_japanese
    cdef double _most_bits
    cdef int _least_trail
    cdef uint16_t _table[BYTES]

    def __cinit__(
        self,
        channel,
        str codec not None,
        table,
        int least_trail,
        bint is_japanese,
        double most_bits,
    ):
        """Take the channel from the page, what each of 256 bytes is, and how its text is weighed.

        In a page of one byte a character it is a code point, U+FFFE if undefined.  In a page of
        several, of which ``least_trail`` is the least second byte, it is a role, 0 to 3, above.
        ``most_bits`` is what text in the page may cost by pairs, in bits a character.
        """
        cdef int byte
        self.channel, self._codec = channel, codec
        self._is_japanese, self._most_bits = is_japanese, most_bits
        self._is_multi_byte, self._least_trail = least_trail > 0, least_trail
        if len(table) != BYTES:
            raise ValueError(f"{codec} has not {BYTES} bytes")
        for byte in range(BYTES):
            if not 0 <= table[byte] < PLANE:
                raise ValueError(f"{codec} has a character beyond the first plane")
            self._table[byte] = table[byte]

    cdef str decode(self, bytes data):
        """Return what bytes say in the page; None if they are no text in it."""
        if not self._is_multi_byte:
            return self._read(data)
        if not self._may_read(data):
            return None
        try:
            return data.decode(self._codec)
        except UnicodeDecodeError:
            return None

    cdef bint _may_read(self, bytes data) noexcept:
        """Tell whether bytes may be text in a page of several bytes a character.

        Its decoder says no more than that of most bytes, and takes ten times as long to fail.
        """
        cdef Py_ssize_t length = len(data), place = 0
        cdef const uint8_t *given = data
        cdef int role
        while place < length:
            role = self._table[given[place]]
            if role == LONG:
                return True
            if role == NEITHER:
                return False
            if role == LEAD:
                place += 1
                if place == length or given[place] < self._least_trail:
                    return False
            place += 1
        return True

    cdef str _read(self, bytes data):
        """Return what bytes say in a page of one byte a character; None if one is undefined."""
        cdef Py_ssize_t length = len(data), place
        cdef const uint8_t *given = data
        cdef uint16_t code
        cdef uint16_t *made = <uint16_t *> malloc((length + 1) * sizeof(uint16_t))
        if not made:
            raise MemoryError
        try:
            for place in range(length):
                code = self._table[given[place]]
                if code == UNDEFINED:
                    return None
                made[place] = code
            return PyUnicode_FromKindAndData(2, made, length)
        finally:
            free(made)


@cython.final
cdef class Dense:
    """Reads lines anew, as bytes of each of some pages."""

    cdef Models _models
    cdef object _costs, _is_utf8
    cdef double _units, _far, _dense, _least_share, _least_followed, _most_orphans
    cdef double _most_bits, _spoilt
    cdef int _least_beyond, _least_word
    cdef list _groups
    cdef uint16_t *_bytes

    def __cinit__(self, Models models not None, costs, readers, bounds, is_utf8):
        """Take the models, what ``character_costs`` is told, readers with their pages, and bounds.

        Each reader is what byte each character is, and groups of pages, which are tried in order.
        ``bounds`` are units a bit; least characters beyond ASCII, least share of them; bits a
        character beyond which a page is not looked at; those of ``spoils``: least letters, most bits
        a letter, bits more; and those of ``is_torn_utf8``.
        ``is_utf8(data)`` tells whether bytes are UTF-8.
        """
        cdef Py_ssize_t number
        self._models, self._costs = models, costs
        self._is_utf8 = is_utf8
        self._units, self._least_beyond, self._dense, self._far = bounds[:4]
        self._least_word, self._most_bits, self._spoilt = bounds[4:7]
        self._least_share, self._least_followed, self._most_orphans = bounds[7:]
        self._groups = [[list(group) for group in groups] for _, groups in readers]
        self._bytes = <uint16_t *> malloc(max(len(readers), 1) * PLANE * sizeof(uint16_t))
        if not self._bytes:
            raise MemoryError
        memset(self._bytes, 0xFF, len(readers) * PLANE * sizeof(uint16_t))
        for number, (codes, _) in enumerate(readers):
            for code, byte in codes.items():
                if not (0 <= code < PLANE and 0 <= byte < BYTES):
                    raise ValueError(f"{code} cannot be the byte {byte}")
                self._bytes[number * PLANE + <Py_ssize_t> code] = byte

    def __dealloc__(self):
        free(self._bytes)

    def is_dense(self, str line not None):
        """Tell what ``dense_lines.is_dense`` tells."""
        cdef int kind = PyUnicode_KIND(line)
        cdef const void *data = PyUnicode_DATA(line)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(line), place, beyond = 0, shown = 0
        cdef uint32_t code
        cdef int in_a_row = 0, letters = 0
        cdef bint holds_row = False
        for place in range(length):
            code = PyUnicode_READ(kind, <void *> data, place)
            shown += not Py_UNICODE_ISSPACE(code)
            if code < 0x80:
                in_a_row = letters = 0
                continue
            beyond += 1
            in_a_row += 1
            if Py_UNICODE_ISALNUM(code) and not Py_UNICODE_ISDECIMAL(code):
                letters += 1
            else:
                letters = 0
            if letters == 2 or in_a_row == 4:
                holds_row = True
        return holds_row and beyond >= self._least_beyond and beyond >= self._dense * shown

    def beyond(self, str text not None):
        """Return how many characters are beyond ASCII, and how many different ones, up to 16."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place, count = 0
        cdef uint32_t code
        cdef uint32_t met[MOST_DIFFERENT]
        cdef int different = 0, number
        for place in range(length):
            code = PyUnicode_READ(kind, <void *> data, place)
            if code < 0x80:
                continue
            count += 1
            if different == MOST_DIFFERENT:
                continue
            for number in range(different):
                if met[number] == code:
                    break
            else:
                met[different] = code
                different += 1
        return count, different

    def spoils(self, str line not None, str text not None):
        """Tell what ``dense_lines.spoils`` tells."""
        cdef Py_ssize_t start = 0, end = 0, first = 0, last = 0, size
        cdef str word
        cdef double bits
        while True:
            start = next_word(line, end)
            end = end_of_word(line, start)
            first = next_word(text, last)
            last = end_of_word(text, first)
            size = end - start
            if not size or first == last:
                return False
            if size < self._least_word:
                continue
            word = line[start:end]
            bits = self._models.pair_costs(word, False) / self._units
            if bits <= self._most_bits * size:
                word = text[first:last]
                bits = max(bits + self._spoilt, self._most_bits * size)
                if bits < self._models.pair_costs(word, False) / self._units:
                    return True

    def readings(self, str line not None, Py_ssize_t reader):
        """Return what ``dense_lines.readings`` does."""
        cdef bytes data
        cdef Page page
        cdef str text
        cdef double cost, least, bits
        cdef bint is_text = False
        if not 0 <= reader < len(self._groups):
            raise IndexError(f"there is no reader {reader}")
        data = self._data(line, reader)
        if data is None or (may_be_utf8(data) and self._is_utf8(data)):
            return []
        for group in (<list> self._groups[reader])[: 1 if self._is_torn(data) else None]:
            quick = []
            least = 0.0
            for page in <list> group:
                text = page.decode(data)
                if text is None or text == line:
                    continue
                cost = self._models.character_costs(text, self._costs) / self._units
                cost = cost / max(<Py_ssize_t> len(text), 1)
                least = min(least, cost) if quick else cost
                quick.append((cost, page, text))
            found = []
            for cost, page, text in quick:
                if cost <= least + self._far:
                    bits = self._models.pair_costs(text, page._is_japanese) / self._units
                    is_text = is_text or bits <= page._most_bits * <Py_ssize_t> len(text)
                    found.append((bits, page.channel, text))
            if is_text:
                return found
        return []

    cdef bint _is_torn(self, bytes data) noexcept:
        """Tell what ``unstructured.is_torn_utf8`` tells."""
        cdef Py_ssize_t length = len(data), place = 0
        cdef Py_ssize_t high = 0, leads = 0, sequences = 0, orphans = 0
        cdef const uint8_t *given = data
        cdef double least
        while place < length:
            if given[place] < 0x80:
                place += 1
                continue
            high += 1
            if given[place] < 0xC0:
                orphans += 1
            elif 0xC3 <= given[place] < 0xF0:
                leads += 1
                if place + 1 < length and 0x80 <= given[place + 1] < 0xC0:
                    sequences += 1
                    high += 1
                    place += 1
                    if place + 1 < length and 0x80 <= given[place + 1] < 0xC0:
                        high += 1
                        place += 1
            place += 1
        least = max(self._least_share * high, self._least_followed * leads, 1.0)
        return sequences >= least and orphans <= self._most_orphans * high

    cdef bytes _data(self, str line, Py_ssize_t reader):
        """Return the bytes of a line in a reader's page, None if a character is not in it."""
        cdef int kind = PyUnicode_KIND(line)
        cdef const void *data = PyUnicode_DATA(line)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(line), place
        cdef const uint16_t *bytes_of = self._bytes + reader * PLANE
        cdef uint32_t code
        cdef uint8_t *made = <uint8_t *> malloc(length + 1)
        if not made:
            raise MemoryError
        try:
            for place in range(length):
                code = PyUnicode_READ(kind, <void *> data, place)
                if code >= PLANE or bytes_of[code] == MISSING:
                    return None
                made[place] = bytes_of[code]
            return made[:length]
        finally:
            free(made)


cdef bint may_be_utf8(bytes data) noexcept:
    """Tell whether behind each lead byte, and there alone, stand trail bytes, and one is there."""
    cdef Py_ssize_t length = len(data), place
    cdef const uint8_t *given = data
    cdef bint is_behind = False, is_there
    for place in range(length):
        if 0x80 <= given[place] < 0xC0:
            if not is_behind:
                return False
        else:
            if place and given[place - 1] >= 0xC0:
                return False
            is_behind = given[place] >= 0xC0
    return length == 0 or given[length - 1] < 0xC0


cdef inline bint is_blank(uint32_t code) noexcept:
    """Tell whether a character ends a word: one of those that no channel garbles."""
    return code == 32 or 9 <= code <= 13


cdef Py_ssize_t next_word(str text, Py_ssize_t place) noexcept:
    """Return where the next word begins, at a place or behind it; the end if there is none."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
    while place < length and is_blank(PyUnicode_READ(kind, <void *> data, place)):
        place += 1
    return place


cdef Py_ssize_t end_of_word(str text, Py_ssize_t place) noexcept:
    """Return where the word ends that begins at a place."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
    while place < length and not is_blank(PyUnicode_READ(kind, <void *> data, place)):
        place += 1
    return place
