# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""The cheapest path through a lattice of characters, in one language.

Does what ``kernels.lattice.cheapest_path`` does with the costs of a language; its docstring tells
the three steps.  The order of all sums is the same, so the results are, to the last bit.

A state is three characters of 21 bits.  All states of all nodes are *entries* of one array, found
by a hash of node and state; all transitions are *steps* of another, in the order of their nodes.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Realloc
from libc.math cimport INFINITY, exp, log
from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t
from libc.string cimport memset

from textrepair.kernels._scoring cimport LanguageCosts
from textrepair.kernels.lattice import Arc, Choices


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    #: Characters that make a state, and bits of one.
    HISTORY = 3
    CODE_BITS = 21
    #: Most entries and steps: what 32 bits can number, with room to spare.
    MOST = 1 << 30
#: A cost is in eighths of a bit.
cdef double BITS_PER_UNIT = 0.125
cdef double NATS_PER_BIT = log(2.0)
#: Bits by which one alternative is so much dearer that it is lost in the rounding of the sum: of
#: 1 and 2**-54, which is 1.
cdef double LOST_BITS = 54.0
cdef uint64_t LAST_TWO = (<uint64_t> 1 << 2 * CODE_BITS) - 1
cdef uint64_t SPREAD = 0x9E3779B97F4A7C15
cdef uint64_t MIX = 0x2545F4914F6CDD1D


cdef struct Entry:
    uint64_t state
    double so_far    # cost from the start; infinite: not reached
    double ahead     # cost of the cheapest path to the end; infinite: there is none
    double together  # cost of all paths to the end; negative infinity: there is none
    double begun     # cost of all paths from the start; negative infinity: there is none
    int32_t node
    int32_t later    # the entry of the node that was reached next; -1: none
    int32_t chained  # the next entry with the hash; -1: none
    int32_t choice   # the first step of the cheapest path to the end


cdef struct Step:
    double bits
    int32_t source
    int32_t target
    int32_t arc


cdef struct FlatArc:
    double bits
    int32_t end
    int32_t first    # its characters in `codes`
    int32_t length
    int32_t given    # the arc in `arcs`, if it was given by itself; -1: it is one of some choices
    int32_t is_on_path


cdef double sum_of(double one, double other) noexcept nogil:
    """Return the cost, in bits, of the summed probability of two alternatives."""
    cdef double low = other, high = one
    if one < other:
        low, high = one, other
    if high == INFINITY or high - low > LOST_BITS:
        return low
    return low - log(1.0 + exp((low - high) * NATS_PER_BIT)) / NATS_PER_BIT


@cython.final
cdef class _Search:
    cdef LanguageCosts costs
    cdef int32_t size           # nodes but the last
    cdef list arcs              # the arcs that were given by themselves
    cdef FlatArc *flat
    cdef uint32_t *codes
    cdef int32_t *arcs_of       # first arc of each node, and the end of the last
    cdef int32_t *steps_of      # first step of each node, and the end of the last
    cdef int32_t *first_of      # first entry of each node
    cdef int32_t *last_of
    cdef Entry *entries
    cdef Step *steps
    cdef int32_t *hashed
    cdef int32_t *kept          # the entries of a node that the beam keeps
    cdef int32_t arc_count, code_count
    cdef Py_ssize_t arc_room, code_room
    cdef Py_ssize_t entry_count, entry_room, step_count, step_room, slots, kept_room
    cdef int32_t most           # the most states that a node had within the bits of the beam

    def __cinit__(self, LanguageCosts costs not None, lattice):
        cdef int32_t node
        cdef Py_ssize_t total = 0, count = 0
        self.costs = costs
        self.size = len(lattice)
        self.arcs = []
        for here in lattice:
            for arc in here:
                text = arc[1]
                count += len(<str?> text) if type(arc) is Choices else 1
                total += len(<str> text)
        if max(total, count, self.size) >= MOST:
            raise OverflowError("the lattice is too large")
        self.arc_room, self.code_room = count, total
        self.flat = <FlatArc *> _claim(count, sizeof(FlatArc))
        self.codes = <uint32_t *> _claim(total, sizeof(uint32_t))
        self.arcs_of = <int32_t *> _claim(self.size + 1, sizeof(int32_t))
        self.steps_of = <int32_t *> _claim(self.size + 1, sizeof(int32_t))
        self.first_of = <int32_t *> _claim(self.size + 1, sizeof(int32_t))
        self.last_of = <int32_t *> _claim(self.size + 1, sizeof(int32_t))
        memset(self.first_of, 0xFF, (self.size + 1) * sizeof(int32_t))
        self.slots = 1 << 10
        self.hashed = <int32_t *> _claim(self.slots, sizeof(int32_t))
        memset(self.hashed, 0xFF, self.slots * sizeof(int32_t))
        for node, here in enumerate(lattice):
            self.arcs_of[node] = self.arc_count
            for arc in here:
                if type(arc) is Choices:
                    self.add_choices(node, arc)
                else:
                    self.add_arc(node, arc)
        self.arcs_of[self.size] = self.arc_count

    cdef int add_arc(self, int32_t node, arc) except -1:
        """Add an arc that was given by itself."""
        cdef FlatArc *flat
        cdef Py_UCS4 character
        end, text, bits = arc
        flat = self.next_arc(node, end, len(<str?> text))
        flat.bits = bits
        flat.given = len(self.arcs)
        self.arcs.append(arc)
        for character in <str> text:
            self.codes[self.code_count] = character
            self.code_count += 1
        return 0

    cdef int add_choices(self, int32_t node, choices) except -1:
        """Add an arc for each character of some choices."""
        cdef str characters = choices[1]
        cdef tuple more = choices[2]
        cdef int32_t end = choices[0], place = 0
        cdef double bits = choices[3]
        cdef FlatArc *flat
        cdef Py_UCS4 character
        if len(more) != len(characters):
            raise ValueError("each of the characters has bits of its own")
        for character in characters:
            flat = self.next_arc(node, end, 1)
            flat.bits = bits + <double> more[place]
            flat.given = -1
            self.codes[self.code_count] = character
            self.code_count += 1
            place += 1
        return 0

    cdef FlatArc *next_arc(self, int32_t node, int32_t end, Py_ssize_t length) except NULL:
        """Return a new arc of some characters, whose codes are to be put behind the others."""
        cdef FlatArc *flat
        if not node < end <= self.size:
            raise ValueError(f"an arc from node {node} to node {end} does not lead onwards")
        if self.arc_count >= self.arc_room or self.code_count + length > self.code_room:
            raise ValueError("the lattice changed while it was read")
        flat = &self.flat[self.arc_count]
        self.arc_count += 1
        flat.end = end
        flat.first = self.code_count
        flat.length = length
        return flat

    def __dealloc__(self):
        PyMem_Free(self.flat)
        PyMem_Free(self.codes)
        PyMem_Free(self.arcs_of)
        PyMem_Free(self.steps_of)
        PyMem_Free(self.first_of)
        PyMem_Free(self.last_of)
        PyMem_Free(self.entries)
        PyMem_Free(self.steps)
        PyMem_Free(self.hashed)
        PyMem_Free(self.kept)

    cdef int32_t entry(self, int32_t node, uint64_t state) except -1:
        """Return the entry of a state of a node, made if there is none."""
        cdef uint64_t key = (state + <uint64_t> node * MIX) * SPREAD
        cdef Py_ssize_t slot = (key >> 32) & (self.slots - 1)
        cdef int32_t number = self.hashed[slot]
        cdef Entry *here
        while number >= 0:
            if self.entries[number].state == state and self.entries[number].node == node:
                return number
            number = self.entries[number].chained
        if self.entry_count == self.entry_room:
            self.entry_room = _grown(self.entry_room)
            self.entries = <Entry *> _reclaim(self.entries, self.entry_room, sizeof(Entry))
        if self.entry_count == self.slots:
            self.rehash()
            slot = (key >> 32) & (self.slots - 1)
        number = self.entry_count
        self.entry_count += 1
        here = &self.entries[number]
        here.state, here.node = state, node
        here.so_far = here.ahead = INFINITY
        here.together = here.begun = -INFINITY
        here.later = here.choice = -1
        here.chained = self.hashed[slot]
        self.hashed[slot] = number
        return number

    cdef int rehash(self) except -1:
        """Spread the entries over twice as many slots."""
        cdef Py_ssize_t slot
        cdef int32_t number
        cdef uint64_t key
        self.hashed = <int32_t *> _reclaim(self.hashed, 2 * self.slots, sizeof(int32_t))
        self.slots *= 2
        memset(self.hashed, 0xFF, self.slots * sizeof(int32_t))
        for number in range(self.entry_count):
            key = self.entries[number].state + <uint64_t> self.entries[number].node * MIX
            slot = (key * SPREAD >> 32) & (self.slots - 1)
            self.entries[number].chained = self.hashed[slot]
            self.hashed[slot] = number
        return 0

    cdef double spell(self, uint64_t *state, const uint32_t *codes, int32_t length) except? -1:
        """Return the cost of some characters after a state, in bits; put the new state there."""
        cdef uint64_t total = 0
        cdef int32_t place
        for place in range(length):
            total += self.costs.cost(state[0], codes[place])
            state[0] = (state[0] & LAST_TWO) << CODE_BITS | codes[place]
        return total * BITS_PER_UNIT

    cdef int forward(self, uint64_t start, int width, double beam_bits) except -1:
        """Follow all arcs from all states that the beam keeps, node by node."""
        cdef int32_t node, arc, place, source, target, count
        cdef uint64_t state
        cdef double bits
        self.reach(self.entry(0, start), 0.0)
        for node in range(self.size):
            self.steps_of[node] = self.step_count
            count = self.within(node, width, beam_bits)
            for arc in range(self.arcs_of[node], self.arcs_of[node + 1]):
                for place in range(count):
                    source = self.kept[place]
                    state = self.entries[source].state
                    bits = self.spell(
                        &state, self.codes + self.flat[arc].first, self.flat[arc].length
                    )
                    bits += self.flat[arc].bits
                    target = self.entry(self.flat[arc].end, state)
                    self.add_step(source, target, arc, bits)
                    self.reach(target, self.entries[source].so_far + bits)
        self.steps_of[self.size] = self.step_count
        return 0

    cdef int reach(self, int32_t number, double cost) except -1:
        """Note that a state can be reached at some cost."""
        cdef int32_t node = self.entries[number].node
        if cost < self.entries[number].so_far:
            if self.entries[number].so_far == INFINITY:
                if self.first_of[node] < 0:
                    self.first_of[node] = number
                else:
                    self.entries[self.last_of[node]].later = number
                self.last_of[node] = number
            self.entries[number].so_far = cost
        return 0

    cdef int add_step(self, int32_t source, int32_t target, int32_t arc, double bits) except -1:
        if self.step_count == self.step_room:
            self.step_room = _grown(self.step_room)
            self.steps = <Step *> _reclaim(self.steps, self.step_room, sizeof(Step))
        self.steps[self.step_count].source = source
        self.steps[self.step_count].target = target
        self.steps[self.step_count].arc = arc
        self.steps[self.step_count].bits = bits
        self.step_count += 1
        return 0

    cdef int32_t within(self, int32_t node, int width, double beam_bits) except -1:
        """Put the states of a node that the beam keeps into `kept`; return how many there are."""
        cdef int32_t number = self.first_of[node], count = 0, near = 0, place
        cdef double dearest = INFINITY, cost
        while number >= 0:
            if count == self.kept_room:
                self.kept_room = _grown(self.kept_room)
                self.kept = <int32_t *> _reclaim(self.kept, self.kept_room, sizeof(int32_t))
            self.kept[count] = number
            count += 1
            dearest = min(dearest, self.entries[number].so_far)
            number = self.entries[number].later
        if not width or count < 2:
            return count
        dearest += beam_bits
        for place in range(count):
            if self.entries[self.kept[place]].so_far <= dearest:
                self.kept[near] = self.kept[place]
                near += 1
        self.most = max(self.most, near)
        if near <= width:
            return near
        # The cheapest in order of their costs, those that were reached first before others.
        count = 0
        for place in range(near):
            number = self.kept[place]
            cost = self.entries[number].so_far
            if count == width:
                if cost >= self.entries[self.kept[count - 1]].so_far:
                    continue
                count -= 1
            near = count
            while near and self.entries[self.kept[near - 1]].so_far > cost:
                self.kept[near] = self.kept[near - 1]
                near -= 1
            self.kept[near] = number
            count += 1
        return count

    cdef int backward(self, str after) except -1:
        """Compute what each state still costs to the end, and its first step there."""
        cdef int32_t number = self.first_of[self.size], node, place
        cdef uint32_t following[HISTORY]
        cdef uint64_t state
        cdef Step *step
        cdef Entry *source
        cdef Entry *target
        for place in range(len(after)):
            following[place] = ord(after[place])
        while number >= 0:
            state = self.entries[number].state
            self.entries[number].ahead = self.spell(&state, following, len(after))
            self.entries[number].together = self.entries[number].ahead
            number = self.entries[number].later
        for node in range(self.size - 1, -1, -1):
            for place in range(self.steps_of[node], self.steps_of[node + 1]):
                step = &self.steps[place]
                source, target = &self.entries[step.source], &self.entries[step.target]
                if target.ahead == INFINITY:
                    continue
                if step.bits + target.ahead < source.ahead:
                    source.ahead = step.bits + target.ahead
                    source.choice = place
                source.together = sum_of(
                    INFINITY if source.together == -INFINITY else source.together,
                    step.bits + target.together,
                )
        return 0

    cdef object arc(self, int32_t number):
        """Return an arc as it was given, or made of the choices that it is one of."""
        cdef FlatArc *flat = &self.flat[number]
        if flat.given >= 0:
            return self.arcs[flat.given]
        return Arc(flat.end, chr(self.codes[flat.first]), flat.bits)

    cdef object result(self):
        """Return the cost of the cheapest path, its arcs, the posterior of each, and `most`."""
        cdef int32_t node = 0, number = 0, place, taken, other, given
        cdef double everything = self.entries[0].together, used, reached
        cdef list path = [], confidences = []
        cdef Step *step
        cdef Entry *target
        for other in range(self.arcs_of[self.size]):
            self.flat[other].is_on_path = 0
        while node < self.size:
            step = &self.steps[self.entries[number].choice]
            taken_arc = self.arc(step.arc)
            path.append(taken_arc)
            # An arc may leave its node more than once, as one object.
            for other in range(self.arcs_of[node], self.arcs_of[node + 1]):
                given = self.flat[other].given
                self.flat[other].is_on_path = given >= 0 and self.arcs[given] is taken_arc
            self.flat[step.arc].is_on_path = 1
            node, number = self.flat[step.arc].end, step.target
        self.entries[0].begun = 0.0
        for node in range(self.size):
            used = 0.0
            taken = 0
            for other in range(self.arcs_of[node], self.arcs_of[node + 1]):
                taken |= self.flat[other].is_on_path
            for place in range(self.steps_of[node], self.steps_of[node + 1]):
                step = &self.steps[place]
                target = &self.entries[step.target]
                reached = self.entries[step.source].begun
                if target.together == -INFINITY or reached == -INFINITY:
                    continue
                reached += step.bits
                target.begun = sum_of(
                    INFINITY if target.begun == -INFINITY else target.begun, reached
                )
                if self.flat[step.arc].is_on_path:
                    used += exp((everything - reached - target.together) * NATS_PER_BIT)
            if taken:
                confidences.append(min(1.0, used))
        return self.entries[0].ahead, path, confidences, self.most


cdef void *_claim(Py_ssize_t count, size_t size) except NULL:
    cdef void *memory = PyMem_Calloc(max(count, 1), size)
    if not memory:
        raise MemoryError
    return memory


cdef void *_reclaim(void *old, Py_ssize_t count, size_t size) except NULL:
    cdef void *memory = PyMem_Realloc(old, count * size)
    if not memory:
        raise MemoryError
    return memory


cdef Py_ssize_t _grown(Py_ssize_t room) except -1:
    if 2 * room >= MOST:
        raise OverflowError("the lattice has too many states")
    return max(2 * room, 256)


def cheapest_path(
    lattice, LanguageCosts costs not None, str start not None, str after not None, int width,
    double beam_bits,
):
    """Return cost in bits, arcs and posteriors of the cheapest path; None if there is no path.

    The last result is the most states that a node had within the bits of the beam.

    ``start`` are the three characters before the lattice, ``after`` up to three behind it.
    Raises ValueError for an arc that does not lead to a later node.
    """
    cdef _Search search
    cdef uint64_t state = 0
    if len(start) != HISTORY or len(after) > HISTORY:
        raise ValueError("three characters stand before a lattice, and at most three count behind")
    for character in start:
        state = state << CODE_BITS | <uint32_t> ord(character)
    search = _Search(costs, lattice)
    search.forward(state, width, beam_bits)
    if search.first_of[search.size] < 0:
        return None
    search.backward(after)
    return search.result()


def steps_and_states(tuple ends not None, int32_t width):
    """Return the most steps of a search, and the most states that the beam keeps at a node.

    ``ends`` has for each node where its arcs lead, and how many to each.
    """
    cdef Py_ssize_t size = len(ends), node, end
    cdef int64_t *states = <int64_t *> _claim(size + 1, sizeof(int64_t))
    cdef int64_t most = 0, widest = 0, kept, more, taken
    cdef tuple here, pair
    try:
        states[0] = 1
        for node in range(size):
            kept = min(<int64_t> width, states[node])
            widest = max(widest, kept)
            here = ends[node]
            for pair in here:
                end = pair[0]
                if not node < end <= size:
                    raise ValueError(f"an arc from node {node} to node {end} does not lead onwards")
                more = pair[1]
                # A node that more states reach than any beam keeps needs no exact number.
                taken = kept * more
                most += taken
                states[end] = min(states[end] + taken, <int64_t> MOST)
    finally:
        PyMem_Free(states)
    return most, widest
