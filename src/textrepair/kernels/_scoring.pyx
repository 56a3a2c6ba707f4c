# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""What text costs in the language models: in every language at once, or in one.

``Models`` does what ``language.naturalness.sum_of_rows`` does with ``ngram_costs.Rows``, and
``LanguageCosts`` what ``ngram_costs.Costs`` does; those docstrings tell what is counted.  Nothing of
the package is imported here: ``language.compiled`` hands in what each character is, what shapes
cost, and the tables of a pack when text first needs it.

A character is looked up in an array by its code point.  The rows of letters are added up in 16-bit
lanes, which become 64-bit sums before they can overflow.  All state that a call changes lies in its
own frame, or in caches that are changed only between two calls of Python code: so a callback that
comes back here, or another thread that runs meanwhile, finds nothing half done.
"""

cimport cython
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport UINT16_MAX, UINT64_MAX, int64_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from textrepair.kernels._models cimport Alphabet, Characters

cdef enum:
    #: Code points, and shapes: their numbers have 16 bits.
    CODE_POINTS = 0x110000
    SHAPES = 1 << 16
    #: Slots of the cache of shape trigrams (a power of two), and how many are filled before it
    #: starts anew.
    SHAPE_SLOTS = 1 << 16
    MOST_SHAPES = 40_000
    #: Slots of the cache of costs in one language, and of what characters of East Asia cost, powers
    #: of two.
    COST_SLOTS = 1 << 15
    LETTER_SLOTS = 1 << 15
    #: The script of what is no letter.
    NO_SCRIPT = 0xFFFF
    #: Bits of a code point, and of the last two of three.
    CODE_BITS = 21
    #: What stands before a text.
    LINE_END = 10
#: What a letter of another script is to Chinese, Japanese and Korean; what all else is to alphabets.
cdef uint32_t LETTER = 97
cdef uint32_t BLANK = 32
cdef uint64_t SPREAD = 0x9E3779B97F4A7C15
cdef uint64_t LAST_TWO = (<uint64_t> 1 << 2 * CODE_BITS) - 1
cdef uint64_t ONE_CODE = (1 << CODE_BITS) - 1


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE


@cython.final
cdef class Models:
    """The language models of all scripts."""

    def __cinit__(self, regions, int alphabets, describe, shape_cost, load, units):
        """Take what the models need to know, and whom to ask for the rest.

        ``regions`` tells of each script, ``alphabets`` alphabets, then CJK and Hangul: its first
        lane, the names of its languages with the handicap of each when a language is named, and
        whether a pooled lane follows.  ``describe(code)`` gives script, shape and folded form of a
        character and what its class costs: first of a run, in a block of such, repeated.
        ``shape_cost(a, b, c)`` is the cost of the last of three shapes.  ``load(script,
        language)`` gives an ``Alphabet``, or the ``Characters`` of Chinese (0) or Japanese (1).
        ``units`` are the costs of a first and of a further letter of a script without a model,
        the highest cost of what all languages share, and what a script more and the pooled
        languages cost.
        """
        cdef int script, lane = 1, place
        if not 2 <= len(regions) <= MOST_SCRIPTS or len(regions) != alphabets + 2:
            raise ValueError("the regions are those of the alphabets, CJK and Hangul")
        if sum([len(region[1]) + region[2] for region in regions]) >= MOST_LANES:
            raise ValueError("too many lanes")
        self._scripts = len(regions)
        for script, (first, languages, is_pooled) in enumerate(regions):
            if first != lane or not languages:
                raise ValueError(f"the lanes of script {script} do not follow the last one's")
            self._first_lane[script] = first
            self._languages[script] = len(languages)
            self._is_pooled[script] = is_pooled
            for place, name in enumerate(sorted(languages)):
                self._by_name[lane + place] = lane + list(languages).index(name)
            for place, handicap in enumerate(languages.values()):
                self._handicap[lane + place] = handicap
            lane += len(languages) + is_pooled
        self.lanes = lane
        self._alphabets = alphabets
        self._describe, self._shape_cost, self._load = describe, shape_cost, load
        self._unmodelled_first, self._unmodelled_next, self._most_common = units[:3]
        self._per_script, self._pooled = units[3:]
        self._packs = [[None, None] for _ in regions]
        self._symbols = <Symbol *> calloc(CODE_POINTS, sizeof(Symbol))
        self._character_units = <uint16_t *> calloc(CODE_POINTS, sizeof(uint16_t))
        self._classes = <ClassCost *> calloc(SHAPES, sizeof(ClassCost))
        self._shape_keys = <uint64_t *> calloc(SHAPE_SLOTS, sizeof(uint64_t))
        self._shape_units = <uint16_t *> malloc(SHAPE_SLOTS * sizeof(uint16_t))
        self._letters = <LetterCost *> calloc(LETTER_SLOTS, sizeof(LetterCost))
        if not (
            self._symbols
            and self._letters
            and self._character_units
            and self._classes
            and self._shape_keys
            and self._shape_units
        ):
            raise MemoryError
        self._shapes_kept = 0

    def __dealloc__(self):
        free(self._symbols)
        free(self._letters)
        free(self._character_units)
        free(self._classes)
        free(self._shape_keys)
        free(self._shape_units)

    def lane_costs(self, str text not None):
        """Return the cost of a text in each lane, in eighths of a bit."""
        cdef uint64_t totals[MOST_LANES]
        self.add(text, totals)
        return [totals[lane] for lane in range(self.lanes)]

    def cheapest(self, str text not None):
        """Return the cost of a text in the best language of each script, in eighths of a bit.

        With it the lane of the language of the dearest script, 0 if the text has no letters.
        """
        cdef uint64_t totals[MOST_LANES]
        cdef uint64_t total
        cdef int dominant
        self.add(text, totals)
        total = self.cheapest_of(totals, &dominant)
        return total, dominant

    cdef uint64_t cheapest_of(self, const uint64_t *totals, int *dominant) noexcept:
        """Return what ``cheapest`` does of a text with these costs, and put the lane beside it."""
        cdef uint64_t total = totals[0], least, named
        cdef int64_t dearest = -1
        cdef int script, place, lane, first, language
        dominant[0] = 0
        for script in range(self._scripts):
            first = self._first_lane[script]
            if not totals[first]:
                continue
            least = named = UINT64_MAX
            language = first
            for place in range(first, first + self._languages[script]):
                lane = self._by_name[place]
                least = min(least, totals[lane])
                if totals[lane] + self._handicap[lane] < named:
                    named, language = totals[lane] + self._handicap[lane], lane
            if self._is_pooled[script]:
                least = min(least, totals[first + self._languages[script]] + self._pooled)
            total += least + self._per_script
            if <int64_t> least > dearest:
                dearest, dominant[0] = least, language
        return total

    def character_costs(self, str text not None, costs):
        """Return what a text costs by its characters; ``costs[character]`` is asked once of each."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place
        cdef uint32_t code
        cdef uint64_t total = 0
        cdef int units
        for place in range(length):
            code = PyUnicode_READ(kind, <void *> data, place)
            if not self._character_units[code]:
                units = costs[chr(code)]
                if not 0 <= units < UINT16_MAX:
                    raise ValueError(f"a character cannot cost {units}")
                self._character_units[code] = units + 1  # 0: not asked for yet
            total += self._character_units[code] - 1
        return total

    def pair_costs(self, str text not None, bint is_japanese):
        """Return what a text costs by pairs of characters, in the pooled lanes of scripts.

        Characters of CJK cost what they cost in Japanese, or in the cheapest variety of Chinese.
        """
        cdef int kind = PyUnicode_KIND(text), modelled = self._alphabets + 2
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place
        cdef uint32_t code, before = LINE_END
        cdef uint64_t total = 0
        cdef Symbol one, last
        if not self._symbols[LINE_END].shape:
            self.learn(LINE_END)
        one = self._symbols[LINE_END]
        for place in range(length):
            code = PyUnicode_READ(kind, <void *> data, place)
            if not self._symbols[code].shape:
                self.learn(code)
            last = self._symbols[code]
            total += self.common(one, one, last, before, code)
            if one.script != last.script and one.script < modelled:
                total += self._after_one(
                    one.script, one, self.stand_in(one.script, last), is_japanese
                )
            if last.script < modelled:
                total += self._after_one(last.script, one, last.folded, is_japanese)
            one, before = last, code
        return total

    cdef int _after_one(
        self, int script, Symbol one, uint32_t letter, bint is_japanese
    ) except -1:
        """Return what a letter costs after one character, in the pooled lane of its script."""
        cdef Alphabet alphabet
        cdef Characters pack
        cdef uint32_t before = one.folded if one.script == script else self.stand_in(script, one)
        cdef int lane, least = 1 << 14
        if script < self._alphabets:
            alphabet = <Alphabet?> self.pack(script, 0)
            return alphabet.row(0, before, letter)[alphabet.width - 1]
        if script > self._alphabets or is_japanese:
            pack = <Characters?> self.pack(script, script == self._alphabets)
            return pack.cost(0, 0, before, letter)
        pack = <Characters?> self.pack(script, 0)
        for lane in range(pack.lanes):
            least = min(least, pack.extra(letter, lane))
        return max(1, pack.cost(0, 0, before, letter) + least)

    cdef int learn(self, uint32_t code) except -1:
        """Ask what a character is, and keep it."""
        cdef ClassCost cost
        cdef Symbol found
        if code >= CODE_POINTS:
            raise ValueError(f"{code} is no code point")
        script, shape, folded, first, in_block, repeated = self._describe(code)
        if not 0 < shape < SHAPES or not 0 < folded < CODE_POINTS:
            raise ValueError(f"no shape {shape}, or no folded character {folded}")
        found.script, found.shape, found.folded = script, shape, folded
        cost.first, cost.in_block, cost.repeated = first, in_block, repeated
        self._classes[found.shape] = cost
        self._symbols[code] = found
        return 0

    cdef int common(
        self, Symbol two, Symbol one, Symbol last, uint32_t before, uint32_t code
    ) except -1:
        """Return what the last of three characters costs in every language."""
        cdef uint64_t key = (
            <uint64_t> two.shape << 32 | <uint64_t> one.shape << 16 | <uint64_t> last.shape
        )
        cdef size_t slot = (key * SPREAD >> 40) & (SHAPE_SLOTS - 1)
        cdef int units
        while self._shape_keys[slot] != key:
            if not self._shape_keys[slot]:
                break
            slot = (slot + 1) & (SHAPE_SLOTS - 1)
        units = self._shape_units[slot] if self._shape_keys[slot] else self._ask_shape(key)
        if last.script != NO_SCRIPT:
            if last.script >= self._alphabets + 2:
                if one.script == last.script:
                    units += self._unmodelled_next
                else:
                    units += self._unmodelled_first
        elif before == code:
            units += self._classes[last.shape].repeated
        elif before >> 7 == code >> 7 and one.shape == last.shape:
            units += self._classes[last.shape].in_block
        else:
            units += self._classes[last.shape].first
        return min(units, self._most_common)

    cdef int _ask_shape(self, uint64_t key) except -1:
        """Ask what the last of three shapes costs, and keep it."""
        cdef int units = self._shape_cost(key >> 32, key >> 16 & 0xFFFF, key & 0xFFFF)
        cdef size_t slot = (key * SPREAD >> 40) & (SHAPE_SLOTS - 1)
        if not 0 <= units < 1 << 16:
            raise ValueError(f"a shape cannot cost {units}")
        if self._shapes_kept == MOST_SHAPES:
            memset(self._shape_keys, 0, SHAPE_SLOTS * sizeof(uint64_t))
            self._shapes_kept = 0
        while self._shape_keys[slot] and self._shape_keys[slot] != key:
            slot = (slot + 1) & (SHAPE_SLOTS - 1)
        if not self._shape_keys[slot]:
            self._shape_keys[slot] = key
            self._shape_units[slot] = units
            self._shapes_kept += 1
        return units

    cdef object pack(self, int script, int language):
        """Return the pack of a script, loaded on first use."""
        packs = <list> self._packs[script]
        found = packs[language]
        if found is None:
            found = packs[language] = self._load(script, language)
        return found

    cdef const uint16_t *alphabet_row(
        self, int script, Symbol two, Symbol one, uint32_t letter
    ) except NULL:
        """Return the costs of a letter, or of the blank that ends a word, in all languages."""
        cdef Alphabet alphabet = <Alphabet?> self.pack(script, 0)
        if one.script != script:
            return alphabet.row(0, BLANK, letter)
        return alphabet.row(two.folded if two.script == script else BLANK, one.folded, letter)

    cdef uint32_t stand_in(self, int script, Symbol other) noexcept:
        """Return what a pack sees of a character that is not of its script."""
        if script < self._alphabets:
            return BLANK
        return other.folded if other.script == NO_SCRIPT else LETTER

    cdef int context(
        self, int script, Symbol three, Symbol two, Symbol one, uint32_t *found
    ) except -1:
        """Put into `found` up to three characters before one, the nearest first, else 0.

        They go back to the first that is not of the script, that included.
        """
        found[1] = found[2] = 0
        if one.script != script:
            found[0] = self.stand_in(script, one)
            return 0
        found[0] = one.folded
        if two.script != script:
            found[1] = self.stand_in(script, two)
            return 0
        found[1] = two.folded
        found[2] = three.folded if three.script == script else self.stand_in(script, three)
        return 0

    cdef int add(self, str text, uint64_t *totals) except -1:
        """Put the cost of a text in each lane into `totals`."""
        cdef uint16_t sums[MOST_LANES]
        cdef int kind = PyUnicode_KIND(text), lane, lanes = self.lanes, modelled = self._alphabets + 2
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place
        cdef uint32_t code, before = LINE_END
        cdef Symbol three, two, one, last
        memset(totals, 0, MOST_LANES * sizeof(uint64_t))
        memset(sums, 0, sizeof(sums))
        if not self._symbols[LINE_END].shape:
            self.learn(LINE_END)
        three = two = one = self._symbols[LINE_END]
        for place in range(length):
            code = PyUnicode_READ(kind, <void *> data, place)
            if not self._symbols[code].shape:
                self.learn(code)
            last = self._symbols[code]
            sums[0] += self.common(two, one, last, before, code)
            if one.script != last.script and one.script < modelled:
                self._add_row(
                    one.script, three, two, one, self.stand_in(one.script, last), sums
                )
            if last.script < modelled:
                self._add_row(last.script, three, two, one, last.folded, sums)
            three, two, one, before = two, one, last, code
            if place % CHUNK == CHUNK - 1:
                for lane in range(lanes):
                    totals[lane] += sums[lane]
                memset(sums, 0, sizeof(sums))
        for lane in range(lanes):
            totals[lane] += sums[lane]
        return 0

    cdef int add_one(self, const uint32_t *codes, Py_ssize_t place, uint16_t *sums) except -1:
        """Add what one character of a text costs to the lanes; no more than ``CHUNK`` of them."""
        cdef int number, modelled = self._alphabets + 2
        cdef uint32_t code, before = codes[place - 1] if place else LINE_END
        cdef Symbol known[4]
        for number in range(4):
            code = codes[place - number] if place >= number else LINE_END
            if code >= CODE_POINTS or not self._symbols[code].shape:
                self.learn(code)
            known[number] = self._symbols[code]
        sums[0] += self.common(known[2], known[1], known[0], before, codes[place])
        if known[1].script != known[0].script and known[1].script < modelled:
            self._add_row(
                known[1].script, known[3], known[2], known[1],
                self.stand_in(known[1].script, known[0]), sums
            )
        if known[0].script < modelled:
            self._add_row(known[0].script, known[3], known[2], known[1], known[0].folded, sums)
        return 0

    cdef int _add_row(
        self, int script, Symbol three, Symbol two, Symbol one, uint32_t letter, uint16_t *sums
    ) except -1:
        """Add what a letter costs to the lanes of its script."""
        cdef const uint16_t *row
        cdef int lane, width, units
        cdef uint32_t before[3]
        cdef uint64_t state
        cdef Characters pack
        cdef LetterCost *kept
        cdef LetterCost made
        sums += self._first_lane[script]
        if script < self._alphabets:
            row = self.alphabet_row(script, two, one, letter)
            width = (<Alphabet> self.pack(script, 0)).width
            for lane in range(width):
                sums[lane] += row[lane]
            return 0
        self.context(script, three, two, one, before)
        pack = <Characters?> self.pack(script, 0)
        state = (<uint64_t> before[2] << CODE_BITS | before[1]) << CODE_BITS | before[0]
        kept = &self._letters[
            ((state ^ <uint64_t> letter * 0x1000193) * SPREAD >> 44) & (LETTER_SLOTS - 1)
        ]
        # No letter is NUL, so an empty slot is that of none; nor does a letter have two scripts.
        if kept.state != state or kept.letter != letter or kept.script != script:
            made.state, made.letter, made.script = state, letter, script
            made.units = pack.cost(before[2], before[1], before[0], letter)
            made.japanese = 0
            if script == self._alphabets:
                made.japanese = (<Characters?> self.pack(script, 1)).cost(
                    before[2], before[1], before[0], letter
                )
            kept[0] = made
        units = kept.units
        if script > self._alphabets:
            sums[0] += units
            return 0
        width = kept.japanese
        for lane in range(pack.lanes):
            sums[lane] += max(1, units + pack.extra(letter, lane))
        sums[pack.lanes] += width
        return 0


@cython.final
cdef class LanguageCosts:
    """The cost of the last of four characters in one language."""

    def __cinit__(self, Models models not None, lanes):
        """Take for each script the lane of the language, from the first of its script on."""
        cdef int script
        if len(lanes) != models._alphabets + 2:
            raise ValueError("each script has a lane")
        self.models = models
        for script, lane in enumerate(lanes):
            self._lane[script] = lane
        self._states = <uint64_t *> calloc(COST_SLOTS, sizeof(uint64_t))
        self._codes = <uint32_t *> calloc(COST_SLOTS, sizeof(uint32_t))
        self._units = <uint16_t *> malloc(COST_SLOTS * sizeof(uint16_t))
        if not (self._states and self._codes and self._units):
            raise MemoryError

    def __dealloc__(self):
        free(self._states)
        free(self._codes)
        free(self._units)

    def __getitem__(self, str gram not None):
        """Return the cost of the last of four characters, in eighths of a bit."""
        cdef uint64_t state = 0
        cdef int place
        if len(gram) != 4:
            raise ValueError(f"the cost depends on three characters: {gram!r} is not four")
        for place in range(3):
            state = state << CODE_BITS | <uint32_t> gram[place]
        return self.cost(state, <uint32_t> gram[3])

    cdef int cost(self, uint64_t state, uint32_t code) except -1:
        """Return the cost of a character after a state: three characters of 21 bits each."""
        cdef size_t slot = ((state ^ <uint64_t> code * 0x1000193) * SPREAD >> 44) & (COST_SLOTS - 1)
        cdef Models models = self.models
        cdef Symbol three, two, one, last
        cdef uint32_t before = state & ONE_CODE
        cdef uint32_t code2 = state >> CODE_BITS & ONE_CODE, code3 = state >> 2 * CODE_BITS & ONE_CODE
        cdef int units
        # An empty slot holds state 0, whose three NUL characters are asked for like any other.
        if self._states[slot] == state and self._codes[slot] == code and state:
            return self._units[slot]
        for needed in (code3, code2, before, code):
            if needed >= CODE_POINTS or not models._symbols[needed].shape:
                models.learn(needed)
        three, two, one = models._symbols[code3], models._symbols[code2], models._symbols[before]
        last = models._symbols[code]
        units = models.common(two, one, last, before, code)
        if one.script != last.script and one.script < models._alphabets + 2:
            units += self._lookup(one.script, three, two, one, models.stand_in(one.script, last))
        if last.script < models._alphabets + 2:
            units += self._lookup(last.script, three, two, one, last.folded)
        self._states[slot], self._codes[slot], self._units[slot] = state, code, units
        return units

    cdef int _lookup(
        self, int script, Symbol three, Symbol two, Symbol one, uint32_t letter
    ) except -1:
        """Return what a letter costs in the language, or in its script's other lane."""
        cdef uint32_t before[3]
        cdef int lane = self._lane[script], units
        cdef Characters pack
        if script < self.models._alphabets:
            if not 0 <= lane < (<Alphabet?> self.models.pack(script, 0)).width:
                raise IndexError(f"there is no lane {lane}")
            return self.models.alphabet_row(script, two, one, letter)[lane]
        self.models.context(script, three, two, one, before)
        pack = <Characters?> self.models.pack(script, 0)
        if script == self.models._alphabets and lane >= pack.lanes:
            pack = <Characters?> self.models.pack(script, 1)
            return pack.cost(before[2], before[1], before[0], letter)
        units = pack.cost(before[2], before[1], before[0], letter)
        if script == self.models._alphabets:
            units = max(1, units + pack.extra(letter, lane))
        return units
