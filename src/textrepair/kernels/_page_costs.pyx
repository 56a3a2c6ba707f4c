# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""What bytes cost in each single-byte code page, by their characters and by neighbours.

``PageCosts`` does what ``detection.candidates`` does in Python, whose docstrings tell what costs.
"""

cimport cython
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memset


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    BYTES = 256
    MOST_PAGES = 64
    #: Tables that are added up: costs, capitals, small letters.
    TABLES = 3


@cython.final
cdef class PageCosts:
    cdef uint8_t _added[TABLES][BYTES][MOST_PAGES]
    cdef uint8_t _kinds[MOST_PAGES][BYTES]
    cdef double _pairs[BYTES][BYTES]
    cdef int _pages
    cdef double _units, _case_bits

    def __cinit__(self, tables, kinds, pairs, double units, double case_bits):
        """Take tables of 256 bytes a page, kinds of the characters, and the bits of their pairs.

        The tables are those of costs, of which ``units`` make a bit, and those that tell capitals
        and small letters, of which each of the rarer case costs ``case_bits``.
        """
        cdef int page, value, number
        cdef const uint8_t *row
        cdef bytes of_bytes
        self._pages = len(kinds)
        self._units, self._case_bits = units, case_bits
        if len(tables) != TABLES or not 0 < self._pages <= MOST_PAGES:
            raise ValueError(f"there are 1 to {MOST_PAGES} pages, and {TABLES} tables of each")
        memset(self._added, 0, sizeof(self._added))
        memset(self._pairs, 0, sizeof(self._pairs))
        for number, of_pages in enumerate((*tables, kinds)):
            if len(of_pages) != self._pages or any(len(table) != BYTES for table in of_pages):
                raise ValueError(f"a page has {BYTES} bytes")
            for page in range(self._pages):
                row = <const uint8_t *> <char *> <bytes?> of_pages[page]
                for value in range(BYTES):
                    if number < TABLES:
                        self._added[number][value][page] = row[value]
                    else:
                        self._kinds[page][value] = row[value]
        for pair, bits in pairs:
            of_bytes = pair
            if len(of_bytes) != 2:
                raise ValueError("two kinds make a pair")
            row = <const uint8_t *> <char *> of_bytes
            self._pairs[row[0]][row[1]] = bits

    def of_characters(self, bytes seen not None, double scale, double initials):
        """Return the bits of bytes in each page, times ``scale``.

        So many letters of the rarer case as ``initials`` cost nothing.
        """
        cdef uint32_t counts[BYTES]
        cdef uint32_t sums[TABLES][MOST_PAGES]
        cdef const uint8_t *text = <const uint8_t *> <char *> seen
        cdef Py_ssize_t at, size = len(seen)
        cdef int table, value, page
        cdef double few
        memset(counts, 0, sizeof(counts))
        memset(sums, 0, sizeof(sums))
        for at in range(size):
            counts[text[at]] += 1
        for value in range(BYTES):
            if counts[value]:
                for table in range(TABLES):
                    for page in range(MOST_PAGES):
                        sums[table][page] += counts[value] * self._added[table][value][page]
        found = []
        for page in range(self._pages):
            few = min(sums[1][page], sums[2][page]) - initials
            if not few > 0:
                few = 0
            found.append(scale * (sums[0][page] / self._units + self._case_bits * few))
        return found

    def of_neighbours(self, bytes sample not None, int page):
        """Return the bits of the pairs of neighbours of a sample in a page.

        Of three of a kind two are one pair, as ``bytes.count`` counts.
        """
        cdef const uint8_t *text = <const uint8_t *> <char *> sample
        cdef const uint8_t *kinds
        cdef Py_ssize_t at, size = len(sample), free = 0
        cdef double bits, total = 0
        if not 0 <= page < self._pages:
            raise ValueError("there is no such page")
        kinds = self._kinds[page]
        for at in range(1, size):
            bits = self._pairs[kinds[text[at - 1]]][kinds[text[at]]]
            if bits:
                if kinds[text[at - 1]] == kinds[text[at]]:
                    if at <= free:
                        continue
                    free = at + 1
                total += bits
        return total
