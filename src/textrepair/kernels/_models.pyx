# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""The n-gram tables of the language models, looked up without making a Python object.

``Alphabet`` does what ``language.alphabet_model.AlphabetPack`` does, ``Characters`` what
``language.character_model.CharacterPack`` does, on the tables that these have read: the two
docstrings tell what the tables hold.  Contexts and letters are code points, 0 where a context is
shorter; a folded letter is never 0.

Indexes into tables are checked, because the tables come from files and the code points from text.
Only the cache of an alphabet is addressed without checks: its indexes are made here.
"""

cimport cython
from libc.stdint cimport int8_t, int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from array import array

#: Slots of the cache of resolved rows of an alphabet (a power of two), and how many are filled
#: before the cache starts anew.
cdef enum:
    SLOTS = 1 << 15
    MOST_ROWS = 20_000
#: What a letter costs that the training text does not hold, in eighths of a bit.
cdef enum:
    UNKNOWN_UNITS = 176
#: Stored costs of characters are quarters of a bit; counted are eighths.
cdef enum:
    STORED_UNITS = 2
#: The start of every 64th entry's longer n-grams is stored; the rest is added up.
cdef enum:
    CHECKPOINT = 64
#: The rank of a character that a pack does not hold.
cdef enum:
    NO_RANK = 0xFFFF
#: Odd, and without pattern in its bits: multiplying by it spreads keys over a table.
cdef uint64_t SPREAD = 0x9E3779B97F4A7C15


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE


@cython.final
cdef class Alphabet:
    """The letter n-grams of one script: of one, two and three letters."""

    def __cinit__(self, int width, levels):
        """Take the lanes of a row and, by length of the n-grams, keys, rows and penalties.

        Keys are code points, 32 bits each, in order; rows and penalties one byte for each lane.
        """
        if not 0 < width <= 256 or len(levels) != 3:
            raise ValueError("an alphabet has 1 to 256 lanes, and n-grams of 1, 2 and 3 letters")
        self.width = width
        (
            (self.keys1, self.rows1, self.penalties1),
            (self.keys2, self.rows2, self.penalties2),
            (self.keys3, self.rows3, _),
        ) = levels
        if (
            self.rows1.shape[0] != self.keys1.shape[0] * width
            or self.penalties1.shape[0] != self.rows1.shape[0]
            or self.rows2.shape[0] * 2 != self.keys2.shape[0] * width
            or self.penalties2.shape[0] != self.rows2.shape[0]
            or self.rows3.shape[0] * 3 != self.keys3.shape[0] * width
        ):
            raise ValueError("the tables of an alphabet do not fit each other")
        self.slots = <uint64_t *> calloc(SLOTS, sizeof(uint64_t))
        self.places = <int32_t *> malloc(SLOTS * sizeof(int32_t))
        self.rows = <uint16_t *> malloc(<size_t> MOST_ROWS * width * sizeof(uint16_t))
        if not self.slots or not self.places or not self.rows:
            raise MemoryError
        self.used = 0
        memset(self.unknown, UNKNOWN_UNITS, sizeof(self.unknown))
        memset(self.nothing, 0, sizeof(self.nothing))

    def __dealloc__(self):
        free(self.slots)
        free(self.places)
        free(self.rows)

    cdef const uint16_t *row(self, uint32_t two, uint32_t one, uint32_t letter) except NULL:
        """Return the row of a letter after one or two; valid until the next call."""
        cdef uint64_t key = (<uint64_t> two << 42) | (<uint64_t> one << 21) | letter
        cdef size_t slot = (key * SPREAD >> 40) & (SLOTS - 1)
        while self.slots[slot]:
            if self.slots[slot] == key:
                return self.rows + self.places[slot]
            slot = (slot + 1) & (SLOTS - 1)
        return self._make(two, one, letter, key)

    cdef const uint16_t *_make(
        self, uint32_t two, uint32_t one, uint32_t letter, uint64_t key
    ) except NULL:
        """Make, keep and return a row: shorter n-grams where longer ones are not known."""
        cdef Py_ssize_t width = self.width, lane
        cdef Py_ssize_t here = self._find1(letter)
        cdef Py_ssize_t context = self._find1(one)
        cdef Py_ssize_t both = self._find2(one, letter)
        cdef Py_ssize_t context2 = self._find2(two, one) if two else -1
        cdef Py_ssize_t all3 = self._find3(two, one, letter) if two else -1
        # Each row that is found lies in its table, as __cinit__ has made sure.
        cdef const uint8_t *alone = &self.rows1[here * width] if here >= 0 else self.unknown
        cdef const uint8_t *pair = &self.rows2[both * width] if both >= 0 else self.nothing
        cdef const uint8_t *triple = &self.rows3[all3 * width] if all3 >= 0 else self.nothing
        cdef const uint8_t *less = self.nothing
        cdef const uint8_t *less2 = self.nothing
        cdef uint16_t *row
        cdef uint16_t cost
        cdef size_t slot
        if context >= 0:
            less = &self.penalties1[context * width]
        if context2 >= 0:
            less2 = &self.penalties2[context2 * width]
        if self.used == MOST_ROWS:
            memset(self.slots, 0, SLOTS * sizeof(uint64_t))
            self.used = 0
        row = self.rows + self.used * width
        for lane in range(width):  # without branches, so that several lanes are done at once
            cost = alone[lane] + less[lane]
            cost = pair[lane] if pair[lane] else cost
            cost += less2[lane]
            row[lane] = triple[lane] if triple[lane] else cost
        slot = (key * SPREAD >> 40) & (SLOTS - 1)
        while self.slots[slot]:
            slot = (slot + 1) & (SLOTS - 1)
        self.slots[slot] = key
        self.places[slot] = self.used * self.width
        self.used += 1
        return row

    cdef Py_ssize_t _find1(self, uint32_t a) except -2:
        cdef Py_ssize_t low = 0, high = self.keys1.shape[0], middle, end = high
        while low < high:
            middle = (low + high) >> 1
            if self.keys1[middle] < a:
                low = middle + 1
            else:
                high = middle
        return low if low < end and self.keys1[low] == a else -1

    cdef Py_ssize_t _find2(self, uint32_t a, uint32_t b) except -2:
        cdef Py_ssize_t low = 0, high = self.keys2.shape[0] // 2, middle, end = high
        cdef uint64_t wanted = <uint64_t> a << 21 | b
        while low < high:
            middle = (low + high) >> 1
            if (<uint64_t> self.keys2[2 * middle] << 21 | self.keys2[2 * middle + 1]) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < end and self.keys2[2 * low] == a and self.keys2[2 * low + 1] == b:
            return low
        return -1

    cdef Py_ssize_t _find3(self, uint32_t a, uint32_t b, uint32_t c) except -2:
        cdef Py_ssize_t low = 0, high = self.keys3.shape[0] // 3, middle, end = high
        cdef uint64_t wanted = (<uint64_t> a << 21 | b) << 21 | c
        while low < high:
            middle = (low + high) >> 1
            if (
                (<uint64_t> self.keys3[3 * middle] << 21 | self.keys3[3 * middle + 1]) << 21
                | self.keys3[3 * middle + 2]
            ) < wanted:
                low = middle + 1
            else:
                high = middle
        if (
            low < end
            and self.keys3[3 * low] == a
            and self.keys3[3 * low + 1] == b
            and self.keys3[3 * low + 2] == c
        ):
            return low
        return -1


@cython.final
cdef class Characters:
    """The character n-grams of Chinese, Japanese or Korean: of one to four characters."""

    def __cinit__(self, str alphabet, folding, extras, tables, levels):
        """Take the tables of a ``CharacterPack``.

        ``folding`` gives the form that n-grams hold for characters that have another, ``extras``
        what a form costs in each variety.  ``tables`` are costs and penalties of characters,
        where the pairs of each begin, ranks, costs and penalties of pairs; ``levels`` are kinds,
        checkpoints, places, costs and penalties of n-grams of three, and of four characters.
        """
        cdef uint32_t code
        cdef dict rank_of = {character: rank for rank, character in enumerate(alphabet)}
        cdef list forms = sorted(extras)
        if len(alphabet) >= NO_RANK or len(forms) >= NO_RANK:
            raise ValueError("a pack holds fewer than 65535 characters")
        self.costs, self.penalties, self.starts = tables[:3]
        self.pair_ranks, self.pair_costs, self.pair_penalties = tables[3:]
        (
            (self.kinds3, self.checkpoints3, self.places3, self.costs3, self.penalties3),
            (self.kinds4, self.checkpoints4, self.places4, self.costs4, _),
        ) = levels
        self.size = 1 + max(map(ord, (*alphabet, *folding, *forms)), default=0)
        self.ranks = <uint16_t *> malloc(self.size * sizeof(uint16_t))
        self.forms = <uint16_t *> calloc(self.size, sizeof(uint16_t))
        if not self.ranks or not self.forms:
            raise MemoryError
        memset(self.ranks, 0xFF, self.size * sizeof(uint16_t))
        for character, rank in rank_of.items():
            code = ord(character)
            self.ranks[code] = rank
        for character, folded in folding.items():
            code = ord(character)
            self.ranks[code] = rank_of.get(folded, NO_RANK)
        for form, character in enumerate(forms):
            code = ord(character)
            self.forms[code] = form + 1
        self.lanes = len(extras[forms[0]]) if forms else 0
        self.extras = array("b", [extra for form in forms for extra in extras[form]])

    def __dealloc__(self):
        free(self.ranks)
        free(self.forms)

    cdef int rank(self, uint32_t code) noexcept nogil:
        """Return the rank of a character in the form that n-grams hold, -1 if it has none."""
        cdef uint16_t rank = self.ranks[code] if code < self.size else NO_RANK
        return -1 if rank == NO_RANK else rank

    cdef int extra(self, uint32_t code, int lane) except? -1000:
        """Return what writing this form of a character costs in a variety."""
        cdef int form = self.forms[code] if code < self.size else 0
        return self.extras[(form - 1) * self.lanes + lane] if form else 0

    cdef int cost(self, uint32_t three, uint32_t two, uint32_t one, uint32_t letter) except -1:
        """Return the cost of a character after one to three others, the last of them `one`."""
        cdef int rank1 = self.rank(one), rank0 = self.rank(letter), rank2
        cdef Py_ssize_t last = self._pair(rank1, rank0), pair, triple, found
        cdef int backed_off = 0
        if two:
            rank2 = self.rank(two)
            pair = self._pair(rank2, rank1)
            if three:
                triple = self._longer(
                    self._pair(self.rank(three), rank2),
                    rank2, pair, self.kinds3, self.checkpoints3, self.places3,
                )
                if triple >= 0:
                    found = self._longer(
                        triple, rank1, last, self.kinds4, self.checkpoints4, self.places4
                    )
                    if found >= 0:
                        return STORED_UNITS * self.costs4[found]
                    backed_off += STORED_UNITS * self.penalties3[triple]
            if pair >= 0:
                found = self._longer(
                    pair, rank1, last, self.kinds3, self.checkpoints3, self.places3
                )
                if found >= 0:
                    return backed_off + STORED_UNITS * self.costs3[found]
                backed_off += STORED_UNITS * self.pair_penalties[pair]
        if rank1 >= 0:
            if last >= 0:
                return backed_off + STORED_UNITS * self.pair_costs[last]
            backed_off += STORED_UNITS * self.penalties[rank1]
        if rank0 < 0:
            return backed_off + UNKNOWN_UNITS
        return backed_off + STORED_UNITS * self.costs[rank0]

    cdef Py_ssize_t _pair(self, int first, int second) except -2:
        """Return the entry of the pair of two ranks, -1 if there is none."""
        cdef Py_ssize_t low, high, end, middle
        if first < 0 or second < 0:
            return -1
        low = self.starts[first]
        end = high = self.starts[first + 1]
        while low < high:
            middle = (low + high) >> 1
            if self.pair_ranks[middle] < second:
                low = middle + 1
            else:
                high = middle
        return low if low < end and self.pair_ranks[low] == second else -1

    cdef Py_ssize_t _longer(
        self,
        Py_ssize_t entry,
        int middle,
        Py_ssize_t pair,
        const uint8_t[::1] kinds,
        const uint32_t[::1] checkpoints,
        const uint16_t[::1] places,
    ) except -2:
        """Return the entry that continues `entry`, whose last character is `middle`, by a pair."""
        cdef Py_ssize_t low, high, end, half, at
        cdef Py_ssize_t place
        if entry < 0 or pair < 0:
            return -1
        place = pair - self.starts[middle]
        low = checkpoints[entry // CHECKPOINT]
        end = kinds[entry]  # checks the index of the longest reach
        with cython.boundscheck(False):
            for at in range(entry // CHECKPOINT * CHECKPOINT, entry):
                low += kinds[at]
        end = high = low + end
        while low < high:
            half = (low + high) >> 1
            if places[half] < place:
                low = half + 1
            else:
                high = half
        return low if low < end and places[low] == place else -1
