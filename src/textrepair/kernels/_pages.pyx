# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""Which code pages may show UTF-8 in a line: one pass over its characters for all pages.

A character is a lead byte in some pages and a trail byte in others, so it has a bit for each page.
Sequences are looked for without regard to which second bytes are well-formed behind some lead bytes:
whoever asks looks closer at the pages that are left.
"""

cimport cython
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint16_t, uint32_t
from libc.stdlib cimport calloc, free


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    PLANE = 0x10000
    BLANK = 32
    #: Code pages, by bits.
    MOST_PAGES = 32
    #: Bytes of the longest sequence.
    LONGEST = 4


cdef struct Roles:
    #: The pages in which a character is a trail byte, ...
    uint32_t trails
    #: ... and those in which it is a lead byte of two, three and four.
    uint32_t leads[3]


@cython.final
cdef class Pages:
    """Tells in which code pages a line may hold a sequence of UTF-8."""

    cdef uint16_t *_numbers
    cdef Roles *_roles
    cdef int _count

    def __cinit__(self, pages):
        """Take the pages, each as the byte of each of its characters beyond ASCII."""
        cdef int number, page, byte
        cdef uint32_t bit
        if not 0 < len(pages) <= MOST_PAGES:
            raise ValueError(f"there are 1 to {MOST_PAGES} pages")
        known = sorted({code for page_of in pages for code in page_of})
        self._count = len(known)
        self._numbers = <uint16_t *> calloc(PLANE, sizeof(uint16_t))
        self._roles = <Roles *> calloc(self._count + 1, sizeof(Roles))
        if not (self._numbers and self._roles):
            raise MemoryError
        for number, code in enumerate(known, 1):
            if not 0x80 <= code < PLANE:
                raise ValueError(f"{code} is ASCII, or not of the first plane")
            self._numbers[<uint32_t> code] = number
            for page in range(len(pages)):
                byte = pages[page].get(code, 0)
                bit = <uint32_t> 1 << page
                if 0x80 <= byte < 0xC0:
                    self._roles[number].trails |= bit
                elif 0xC2 <= byte < 0xE0:
                    self._roles[number].leads[0] |= bit
                elif 0xE0 <= byte < 0xF0:
                    self._roles[number].leads[1] |= bit
                elif 0xF0 <= byte < 0xF5:
                    self._roles[number].leads[2] |= bit

    def __dealloc__(self):
        free(self._numbers)
        free(self._roles)

    def of(self, str line not None, uint32_t with_blank):
        """Return the pages as the bits of a number; in those ``with_blank`` a blank is a trail byte.
        """
        cdef int kind = PyUnicode_KIND(line), after
        cdef const void *data = PyUnicode_DATA(line)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(line), place
        cdef uint32_t code, found = 0, trails
        cdef Roles *roles
        for place in range(length - 1):
            code = PyUnicode_READ(kind, <void *> data, place)
            if code < 0x80 or code >= PLANE or not self._numbers[code]:
                continue
            roles = &self._roles[self._numbers[code]]
            trails = 0xFFFFFFFF
            for after in range(1, LONGEST):
                if place + after >= length:
                    break
                code = PyUnicode_READ(kind, <void *> data, place + after)
                if code == BLANK:
                    trails &= with_blank
                else:
                    trails &= self._roles[self._numbers[code]].trails if code < PLANE else 0
                if not trails:
                    break
                found |= roles.leads[after - 1] & trails
        return found
