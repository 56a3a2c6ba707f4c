cimport cython
from libc.stdint cimport int8_t, int32_t, uint8_t, uint16_t, uint32_t, uint64_t


@cython.final
cdef class Alphabet:
    cdef readonly int width
    cdef const uint32_t[::1] keys1, keys2, keys3
    cdef const uint8_t[::1] rows1, rows2, rows3
    cdef const uint8_t[::1] penalties1, penalties2
    cdef uint64_t *slots
    cdef int32_t *places
    cdef uint16_t *rows
    cdef int used
    cdef uint8_t unknown[256]
    cdef uint8_t nothing[256]
    cdef const uint16_t *row(self, uint32_t two, uint32_t one, uint32_t letter) except NULL
    cdef const uint16_t *_make(self, uint32_t two, uint32_t one, uint32_t letter, uint64_t key) except NULL
    cdef Py_ssize_t _find1(self, uint32_t a) except -2
    cdef Py_ssize_t _find2(self, uint32_t a, uint32_t b) except -2
    cdef Py_ssize_t _find3(self, uint32_t a, uint32_t b, uint32_t c) except -2


@cython.final
cdef class Characters:
    cdef uint16_t *ranks
    cdef uint16_t *forms
    cdef uint32_t size
    cdef readonly int lanes
    cdef const uint8_t[::1] costs, penalties
    cdef const uint32_t[::1] starts
    cdef const uint16_t[::1] pair_ranks
    cdef const uint8_t[::1] pair_costs, pair_penalties
    cdef const uint8_t[::1] kinds3, kinds4
    cdef const uint32_t[::1] checkpoints3, checkpoints4
    cdef const uint16_t[::1] places3, places4
    cdef const uint8_t[::1] costs3, costs4, penalties3
    cdef const int8_t[::1] extras
    cdef int rank(self, uint32_t code) noexcept nogil
    cdef int extra(self, uint32_t code, int lane) except? -1000
    cdef int cost(self, uint32_t three, uint32_t two, uint32_t one, uint32_t letter) except -1
    cdef Py_ssize_t _pair(self, int first, int second) except -2
    cdef Py_ssize_t _longer(
        self,
        Py_ssize_t entry,
        int middle,
        Py_ssize_t pair,
        const uint8_t[::1] kinds,
        const uint32_t[::1] checkpoints,
        const uint16_t[::1] places,
    ) except -2
