# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""Lines that list characters by their numbers or their kind, told by the steps between them.

``Tables`` does what ``mojibake.acceptance.lists_characters`` does, whose docstring tells what such a
line is; the numbers that it goes by are handed in.
"""

cimport cython
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport int32_t, uint8_t
from libc.string cimport memset


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    LAST_ASCII = 0x7F
    #: Most code points whose letters are told apart, one bit each.
    MOST_CODES = 1 << 14


cdef struct Range:
    int32_t first
    int32_t last


cdef inline bint within(Range span, int32_t number) noexcept nogil:
    return span.first <= number <= span.last


@cython.final
cdef class Tables:
    cdef Range near, next, small, one_radical, han
    cdef Py_ssize_t some, least_steps, row, many
    cdef int32_t east_asian
    cdef double share, nearly_all

    def __cinit__(self, ranges, counts, shares, int east_asian):
        """Take ranges (near, next, small, of one radical, Han), counts and shares.

        The counts are how many characters beyond ASCII are some, how many steps are enough to judge,
        how many are a row, and how many letters are many; the shares those of steps, and of letters
        that differ.  East Asian writing begins at ``east_asian``.
        """
        if not 0 < east_asian <= MOST_CODES:
            raise ValueError(f"East Asian writing does not begin at {east_asian}")
        near, next_, small, one_radical, han = [(span.start, span.stop - 1) for span in ranges]
        self.near.first, self.near.last = near
        self.next.first, self.next.last = next_
        self.small.first, self.small.last = small
        self.one_radical.first, self.one_radical.last = one_radical
        self.han.first, self.han.last = han
        self.some, self.least_steps, self.row, self.many = counts
        self.share, self.nearly_all = shares
        self.east_asian = east_asian

    def lists(self, str line not None):
        """Tell whether a line lists characters; None where the case of its letters must tell."""
        cdef int kind = PyUnicode_KIND(line)
        cdef const void *data = PyUnicode_DATA(line)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(line), place, count = 0, size = 0, ones = 0
        cdef int32_t code, before = 0
        cdef int32_t *beyond = <int32_t *> PyMem_Malloc((length + 1) * sizeof(int32_t))
        if not beyond:
            raise MemoryError
        try:
            for place in range(length):
                code = PyUnicode_READ(kind, <void *> data, place)
                if Py_UNICODE_ISSPACE(code):
                    continue
                ones += count > 0 and code - before == 1
                before = code
                count += 1
                if code > LAST_ASCII:
                    beyond[size] = code
                    size += 1
            if 2 * ones > count:
                return True
            return self.judge(beyond, size)
        finally:
            PyMem_Free(beyond)

    cdef object judge(self, int32_t *beyond, Py_ssize_t size):
        """Tell it by the characters beyond ASCII."""
        cdef Py_ssize_t place, rising = 0, close = 0, in_row = 0, longest = 0, han = 0, of_radical = 0
        cdef int32_t step, most = 0, last_han = 0
        if size < self.some:
            return False
        for place in range(size):
            most = max(most, beyond[place])
            if place:
                step = beyond[place] - beyond[place - 1]
                rising += within(self.near, step)
                close += step != 0 and within(self.next, step)
                in_row = in_row + 1 if within(self.small, step) else 0
                longest = max(longest, in_row)
            if within(self.han, beyond[place]):
                if han:
                    step = beyond[place] - last_han
                    of_radical += step != 0 and within(self.one_radical, step)
                last_han = beyond[place]
                han += 1
        if size - 1 >= self.least_steps and max(rising, close) > self.share * (size - 1):
            return True
        if rising >= self.row and longest >= self.row:
            return True
        if han > self.least_steps and of_radical > self.share * han:
            return True
        if most >= self.east_asian:
            return False
        return self.judge_letters(beyond, size)

    cdef object judge_letters(self, int32_t *beyond, Py_ssize_t size):
        """Tell whether letters below East Asian writing are listed; None where case must tell."""
        cdef uint8_t met[MOST_CODES >> 3]
        cdef Py_ssize_t place, different = 0
        cdef int32_t code
        memset(met, 0, sizeof(met))
        for place in range(size):
            code = beyond[place]
            if not met[code >> 3] >> (code & 7) & 1:
                met[code >> 3] |= 1 << (code & 7)
                different += 1
        if size >= self.many and self.nearly_all * size <= different:
            return True
        return False if different < size else None
