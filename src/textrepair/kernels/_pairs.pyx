# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""The cheapest path through bytes in step or out of step with their pairs, in one language.

Does what ``kernels.pair_viterbi.orphan_bytes`` does with the steps of ``recovery.dropped_bytes``,
in the same order.  A state is three characters of 21 bits.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.math cimport INFINITY
from libc.stdint cimport int32_t, uint32_t, uint64_t

from textrepair.kernels._scoring cimport LanguageCosts


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    HISTORY = 3
    CODE_BITS = 21
    ASCII_LIMIT = 0x80
cdef uint64_t LAST_TWO = (<uint64_t> 1 << 2 * CODE_BITS) - 1


cdef struct Best:
    double cost
    uint64_t history
    int32_t length     # of the last step, in bytes; 0: the position is not reached
    int32_t is_orphan  # whether the last step is half a character


def orphan_bytes(
    LanguageCosts costs not None,
    bytes data not None,
    str pairs not None,
    bytes may_miss not None,
    double orphan_cost,
    double ascii_orphan_cost,
    double unreadable_cost,
    str start not None,
):
    """Return the positions of bytes that are half a character on the cheapest path, last first.

    ``pairs`` has the character of each byte and the next one, NUL where they are none;
    ``may_miss`` tells before which bytes another one may be missing, and has one byte more than
    ``data``.  The costs are for half a character, for one of ASCII, and for a byte that is no part
    of a character, in units of the language model.
    """
    cdef Py_ssize_t size = len(data), position
    cdef uint64_t begun = 0
    cdef const unsigned char *bytes_of = data
    cdef const unsigned char *misses = may_miss
    cdef Best *best
    cdef Best *here
    cdef bint is_high
    cdef Py_UCS4 char
    cdef uint32_t code
    cdef list found = []
    if len(pairs) != size or len(may_miss) != size + 1 or len(start) != HISTORY:
        raise ValueError("each byte has a pair, and three characters stand before the bytes")
    for char in start:
        begun = begun << CODE_BITS | <uint32_t> char
    best = <Best *> PyMem_Malloc((size + 1) * sizeof(Best))
    if not best:
        raise MemoryError
    try:
        for position in range(size + 1):
            best[position].cost = INFINITY
            best[position].length = 0
        best[0].cost = 0.0
        best[0].history = begun
        for position in range(size):
            here = &best[position]
            is_high = bytes_of[position] >= ASCII_LIMIT
            if not is_high:
                _read(costs, here, &best[position + 1], bytes_of[position], 1)
            elif position + 1 < size:
                char = pairs[position]
                code = <uint32_t> char
                if code:
                    _read(costs, here, &best[position + 2], code, 2)
            if misses[position] or (is_high and misses[position + 1]):
                _skip(here, &best[position + 1], orphan_cost if is_high else ascii_orphan_cost,
                      begun, True)
            _skip(here, &best[position + 1], unreadable_cost, begun, False)
        position = size
        while position and best[position].length:
            here = &best[position]
            position -= here.length
            if here.is_orphan:
                found.append(position)
    finally:
        PyMem_Free(best)
    return found


cdef int _read(
    LanguageCosts costs, const Best *here, Best *then, uint32_t code, int length
) except -1:
    """Read a character, if that is the cheapest way to the position behind it."""
    cdef double cost = here.cost + costs.cost(here.history, code)
    if cost < then.cost:
        then.cost = cost
        then.history = (here.history & LAST_TWO) << CODE_BITS | code
        then.length = length
        then.is_orphan = False
    return 0


cdef void _skip(
    const Best *here, Best *then, double bits, uint64_t begun, bint is_orphan
) noexcept:
    """Read a byte as no character, if that is the cheapest way to the position behind it."""
    cdef double cost = here.cost + bits
    if cost < then.cost:
        then.cost = cost
        then.history = begun
        then.length = 1
        then.is_orphan = is_orphan
