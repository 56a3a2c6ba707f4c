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

    /* Which bytes of ASCII begin a mark, and what follows each of them.  A byte is told by two looks
       into tables of 16, by its low and its high half: they have a bit in common, which is one for
       each high half.  "then" has a bit for each byte that may follow next, and as the next but
       one. */
    typedef struct {
        unsigned char low[16], high[16];
        unsigned char then[2][128][16];
    } textrepair_marks;

    #if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
    #include <immintrin.h>
    #include <stdint.h>
    #include <string.h>
    #define TEXTREPAIR_AVX2 __attribute__((target("avx2")))
    #define can_find_marks() __builtin_cpu_supports("avx2")

    TEXTREPAIR_AVX2 static inline __m256i in_set(
        __m256i text, const unsigned char *low, const unsigned char *high)
    {
        const __m256i of_low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) low));
        const __m256i of_high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) high));
        const __m256i half = _mm256_and_si256(_mm256_srli_epi16(text, 4), _mm256_set1_epi8(15));
        return _mm256_and_si256(
            _mm256_shuffle_epi8(of_low, text), _mm256_shuffle_epi8(of_high, half));
    }

    TEXTREPAIR_AVX2 static inline uint64_t set_bits(__m256i one, __m256i two)
    {
        const __m256i none = _mm256_setzero_si256();
        const uint32_t low = ~(uint32_t) _mm256_movemask_epi8(_mm256_cmpeq_epi8(one, none));
        const uint32_t high = ~(uint32_t) _mm256_movemask_epi8(_mm256_cmpeq_epi8(two, none));
        return low | (uint64_t) high << 32;
    }

    static inline int may_follow(const unsigned char *text, const textrepair_marks *marks)
    {
        return marks->then[0][text[0]][text[1] >> 3] >> (text[1] & 7)
             & marks->then[1][text[0]][text[2] >> 3] >> (text[2] & 7) & 1;
    }

    /* The next place where a mark may begin, or the end: 64 bytes at a time.  With "is_one" the
       text is one, so that what follows a byte tells. */
    TEXTREPAIR_AVX2 static Py_ssize_t next_mark(
        const unsigned char *text, Py_ssize_t place, Py_ssize_t length,
        const textrepair_marks *marks, int is_one)
    {
        unsigned char rest[64];
        const unsigned char *at;
        while (place < length) {
            Py_ssize_t passed = 0;  /* bytes of a block that were looked at before */
            at = text + place;
            if (length - place < 64) {
                if (length >= 64) {
                    passed = 64 - (length - place);
                    at -= passed;
                } else {
                    memset(rest, 0x80, 64);  /* in no set */
                    memcpy(rest, at, length - place);
                    at = rest;
                }
            }
            const __m256i one = in_set(
                _mm256_loadu_si256((const __m256i *) at), marks->low, marks->high);
            const __m256i two = in_set(
                _mm256_loadu_si256((const __m256i *) (at + 32)),
                marks->low, marks->high);
            const __m256i any = _mm256_or_si256(one, two);
            if (!_mm256_testz_si256(any, any)) {
                uint64_t bits = set_bits(one, two) >> passed << passed;
                for (; bits; bits &= bits - 1) {
                    const Py_ssize_t found = place - passed + __builtin_ctzll(bits);
                    if (!is_one || found + 2 >= length || may_follow(text + found, marks))
                        return found;
                }
            }
            place += 64 - passed;
        }
        return length;
    }
    #else
    #define can_find_marks() 0
    #define next_mark(text, place, length, marks, is_one) (place)
    #endif
    """
    ctypedef struct textrepair_marks:
        uint8_t low[16]
        uint8_t high[16]
        uint8_t then[2][128][16]

    bint can_find_marks() noexcept nogil
    Py_ssize_t next_mark(
        const uint8_t *text, Py_ssize_t place, Py_ssize_t length, const textrepair_marks *marks,
        bint is_one
    ) noexcept nogil
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
    cdef textrepair_marks _ascii
    cdef bint _is_told  # whether these are there yet
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
    cdef textrepair_marks *marks(self, View view) noexcept
    cdef bint _may_follow(self, View view, int code, int number, int then) noexcept
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
