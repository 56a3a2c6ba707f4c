# cython: language_level=3
"""What other kernels may use of the scan for triggers."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t


cdef extern from *:
    """
    /* Passes over bytes, 64 at a time, as long as they hold none of eight: what a compiler turns
       into vector code by itself, and for newer processors too where it can. */
    #if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
    __attribute__((target_clones("avx2", "default")))
    #endif
    static Py_ssize_t pass_over(
        const unsigned char *text, Py_ssize_t place, Py_ssize_t length, const unsigned char *marks)
    {
        const unsigned char a = marks[0], b = marks[1], c = marks[2], d = marks[3];
        const unsigned char e = marks[4], f = marks[5], g = marks[6], h = marks[7];
        while (length - place >= 64) {
            unsigned char any = 0;
            for (int i = 0; i < 64; i++) {
                const unsigned char x = text[place + i];
                any |= (x == a) | (x == b) | (x == c) | (x == d)
                     | (x == e) | (x == f) | (x == g) | (x == h);
            }
            if (any)
                break;
            place += 64;
        }
        return place;
    }
    """
    Py_ssize_t pass_over(
        const uint8_t *text, Py_ssize_t place, Py_ssize_t length, const uint8_t *marks
    ) noexcept nogil

cdef enum:
    #: ASCII characters from which windows can start, if so few that each is looked for.
    MOST_MARKS = 8
    #: Code points that have a class each; all beyond them share one.
    PLANE = 1 << 16
    #: Most windows of a scanner, in words of 64 bits, and most offsets of a window.
    MOST_WORDS = 32
    MOST_OFFSETS = 24
    #: Characters that are looked up before the first branch.
    STRIDE = 8


cdef class Classes:
    cdef uint32_t *of
    cdef readonly int count
    cdef int _compact(self, uint32_t *following) except -1


cdef class View:
    cdef uint8_t *_starts  # whether any window allows a code point at offset 0
    cdef uint8_t *_spans  # [class]: first word with a bit at offset 0, and the end of such words
    cdef uint64_t _alive[MOST_WORDS]
    cdef uint8_t _starts_beyond
    cdef uint8_t _marks[MOST_MARKS]
    cdef int _ascii_starts


cdef Py_ssize_t skip1(
    View view, const uint8_t *text, Py_ssize_t place, Py_ssize_t length
) noexcept nogil


cdef class Scanner:
    cdef uint16_t *_classes
    cdef uint64_t *_rows  # [row][word]
    cdef uint16_t *_row_of  # [offset][class]: few rows are different
    cdef int _different  # how many are
    cdef uint64_t _loose[MOST_WORDS]
    cdef int _offsets[MOST_OFFSETS]  # but 0, those near it first
    cdef int _count  # of offsets
    cdef int _words
    cdef int _beyond, _edge
    cdef View _all
    cdef int _windows
    cdef uint16_t _trigger_of[64 * MOST_WORDS]  # of each window
    cdef object _confirm

    cdef int _allocate(self) except -1
    cdef int _take_windows(self, Classes classes, windows) except -1
    cdef int _take_tables(self, bytes data) except -1
    cdef int _take_rows(self, bytes rows) except -1
    cpdef View view(self, triggers)
    cdef list _triggers_in(self, str text, View view)
    cdef int _gather(
        self, str text, Py_ssize_t place, View view, uint64_t *alive, set found
    ) except -1
    cdef Py_ssize_t _find(
        self, str text, Py_ssize_t place, View view, const uint64_t *alive
    ) except -2
    cdef bint _is_confirmed(
        self, str text, Py_ssize_t place, const uint64_t *matching
    ) except -1
    cdef bint _match(
        self,
        int kind,
        const void *data,
        Py_ssize_t length,
        Py_ssize_t place,
        View view,
        const uint64_t *alive,
        uint64_t *matching,
    ) noexcept


cdef inline const uint64_t *row_of(Scanner scanner, int place, int number) noexcept nogil:
    """Return which windows allow a class at an offset, which has a place among the offsets."""
    cdef size_t row = scanner._row_of[<size_t> place * (scanner._edge + 1) + number]
    return scanner._rows + row * scanner._words
