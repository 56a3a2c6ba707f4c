cimport cython
from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t

from textrepair.kernels._models cimport Alphabet, Characters

cdef enum:
    #: Most lanes of a row, and most scripts that have a model.
    MOST_LANES = 256
    MOST_SCRIPTS = 64
    #: Rows added up before 16 bits could overflow: no cost of a lane reaches 512.
    CHUNK = 127


cdef struct Symbol:
    uint16_t script
    uint16_t shape  # 0: not asked for yet
    uint32_t folded


cdef struct LetterCost:
    uint64_t state  # the characters before the letter, of 21 bits each
    uint32_t letter
    uint16_t script
    uint16_t units
    uint16_t japanese


cdef struct ClassCost:
    uint16_t first
    uint16_t in_block
    uint16_t repeated


@cython.final
cdef class Models:
    cdef readonly int lanes
    cdef object _describe, _shape_cost, _load
    cdef int _alphabets  # scripts before this number are alphabets; CJK and Hangul follow
    cdef int _unmodelled_first, _unmodelled_next, _most_common
    cdef int _scripts
    cdef int _first_lane[MOST_SCRIPTS]
    cdef int _languages[MOST_SCRIPTS]  # lanes of a script but the pooled one
    cdef bint _is_pooled[MOST_SCRIPTS]  # whether the pooled lane follows
    cdef int _by_name[MOST_LANES]  # the lanes of a script in the order of their names
    cdef int _handicap[MOST_LANES]
    cdef int _per_script, _pooled
    cdef list _packs
    cdef Symbol *_symbols
    cdef uint16_t *_character_units  # what each code point costs by itself, and 1; 0: not asked yet
    cdef LetterCost *_letters
    cdef ClassCost *_classes
    cdef uint64_t *_shape_keys
    cdef uint16_t *_shape_units
    cdef int _shapes_kept
    cdef int learn(self, uint32_t code) except -1
    cdef int common(self, Symbol two, Symbol one, Symbol last, uint32_t before, uint32_t code) except -1
    cdef int _ask_shape(self, uint64_t key) except -1
    cdef object pack(self, int script, int language)
    cdef const uint16_t *alphabet_row(self, int script, Symbol two, Symbol one, uint32_t letter) except NULL
    cdef uint32_t stand_in(self, int script, Symbol other) noexcept
    cdef int context(self, int script, Symbol three, Symbol two, Symbol one, uint32_t *found) except -1
    cdef int _after_one(self, int script, Symbol one, uint32_t letter, bint is_japanese) except -1
    cdef int add(self, str text, uint64_t *totals) except -1
    cdef int add_one(self, const uint32_t *codes, Py_ssize_t place, uint16_t *sums) except -1
    cdef uint64_t cheapest_of(self, const uint64_t *totals, int *dominant) noexcept
    cdef int _add_row(self, int script, Symbol three, Symbol two, Symbol one, uint32_t letter, uint16_t *sums) except -1


@cython.final
cdef class LanguageCosts:
    cdef Models models
    cdef int _lane[MOST_SCRIPTS]
    cdef uint64_t *_states
    cdef uint32_t *_codes
    cdef uint16_t *_units
    cdef int cost(self, uint64_t state, uint32_t code) except -1
    cdef int _lookup(self, int script, Symbol three, Symbol two, Symbol one, uint32_t letter) except -1
