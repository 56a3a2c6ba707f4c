# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False, cdivision=True
"""The characters that can span the bytes of a lattice from a node on, in one encoding.

Does what ``recovery.character_arcs`` and ``recovery.segments`` do in Python, in the same order.
"""

cimport cython
from cpython.bytearray cimport PyByteArray_AS_STRING, PyByteArray_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from libc.stdint cimport int32_t


cdef extern from *:
    unsigned long TEXTREPAIR_SOURCE

#: The checksum of the source from which this module was compiled, as hatch_build.py computes it.
SOURCE = TEXTREPAIR_SOURCE

cdef enum:
    #: Most bytes of a character.
    LONGEST = 8
    #: Most patterns of which is kept whether they spell anything.
    KEPT = 1 << 10

#: Makes an arc of a tuple: a named tuple's own way is three times as slow.
cdef object _tuple_of = tuple.__new__


@cython.final
cdef class FlatLattice:
    """The bytes of a lattice, and which nodes have edges of their own."""

    cdef bytes known
    cdef const unsigned char *data
    cdef Py_ssize_t size
    cdef list edges          # of the nodes that have edges
    cdef int32_t *edges_of   # the number of the edges of a node in `edges`; -1: its byte is known

    def __cinit__(self, known, dict gaps not None):
        cdef Py_ssize_t node
        self.known = bytes(known)
        self.data = self.known
        self.size = len(self.known)
        self.edges = []
        self.edges_of = <int32_t *> PyMem_Malloc((self.size + 1) * sizeof(int32_t))
        if not self.edges_of:
            raise MemoryError
        for node in range(self.size + 1):
            self.edges_of[node] = -1
        for key, edges in gaps.items():
            node = key
            if 0 <= node < self.size:
                self.edges_of[node] = len(self.edges)
                self.edges.append(edges)

    def __dealloc__(self):
        PyMem_Free(self.edges_of)


@cython.final
cdef class _Form:
    """How an encoding writes some of its characters."""

    cdef Py_ssize_t length
    cdef frozenset leads, trails
    cdef bint is_lead[256]
    cdef bint is_trail[256]
    cdef dict within_leads, within_trails

    def __cinit__(self, Py_ssize_t length, frozenset leads not None, frozenset trails not None):
        cdef int byte
        if not 0 < length <= LONGEST:
            raise ValueError("a character has one byte to eight")
        self.length, self.leads, self.trails = length, leads, trails
        for byte in range(256):
            self.is_lead[byte] = byte in leads
            self.is_trail[byte] = byte in trails
        self.within_leads, self.within_trails = {}, {}

    cdef tuple within(self, bytes allowed, bint is_first):
        """Return what is known of a byte that is one of ``allowed``: not joint, and joint.

        Both are None where it cannot stand in this place.
        """
        cdef dict known = self.within_leads if is_first else self.within_trails
        cdef frozenset wanted
        found = known.get(allowed)
        if found is None:
            wanted = self.leads if is_first else self.trails
            left = bytes([byte for byte in allowed if byte in wanted])
            found = ((left, False), (left, True)) if left else (None, None)
            if len(known) >= KEPT:
                known.clear()
            known[allowed] = found
        return <tuple> found


@cython.final
cdef class ArcFinder:
    """Finds the character arcs of an encoding, in lattices of text that was read as a page.

    ``forms`` are its byte forms (length, leads, trails).  ``spells`` tells whether a pattern
    spells anything, ``whole`` gives the pattern of bytes that are all known, None where they are no
    character, and ``arc`` is the class of arcs.
    """

    cdef list forms
    cdef list forms_by_lead
    cdef tuple known_bytes   # what is known of a byte that is known
    cdef object spells, whole, arc
    cdef dict told_spells, told_whole

    def __cinit__(self, forms, spells, whole, known_bytes, arc):
        cdef int byte
        self.forms = [_Form(length, leads, trails) for length, leads, trails in forms]
        self.forms_by_lead = [
            [form for form in self.forms if (<_Form> form).is_lead[byte]] for byte in range(256)
        ]
        self.known_bytes = tuple(known_bytes)
        if len(self.known_bytes) != 256:
            raise ValueError("there are 256 bytes")
        self.spells, self.whole, self.arc = spells, whole, arc
        self.told_spells, self.told_whole = {}, {}

    def arcs(self, FlatLattice lattice not None, Py_ssize_t node):
        """Return the arcs that begin at a node, as tuples, and how many ways there were."""
        cdef Py_ssize_t ways = 0
        found = self.arcs_from(lattice, node, &ways)
        return found, ways

    cdef list arcs_from(self, FlatLattice lattice, Py_ssize_t node, Py_ssize_t *ways):
        cdef _Form form
        cdef Py_ssize_t end, place
        cdef list forms = self.forms
        cdef list found = [], way
        cdef bint is_whole
        if 0 <= node < lattice.size and lattice.edges_of[node] < 0:
            forms = <list> self.forms_by_lead[lattice.data[node]]
            if len(forms) == 1:
                form = <_Form> forms[0]
                end = node + form.length
                is_whole = True
                for place in range(node + 1, min(end, lattice.size)):
                    if lattice.edges_of[place] >= 0:
                        is_whole = False
                        break
                if is_whole:
                    ways[0] = 1
                    pattern = self.whole_pattern(lattice.known[node:min(end, lattice.size)])
                    if pattern is not None:
                        found.append((end, pattern, 0.0))
                    return found
        ways[0] = 0
        # Nothing of a way is kept in the object: another thread may run while `spells` does.
        way = [None] * LONGEST
        for form in forms:
            self.follow(form, lattice, node, 0.0, way, 0, found, ways)
        return found

    cdef object whole_pattern(self, bytes data):
        """Return the pattern of bytes that are all known, remembered."""
        found = self.told_whole.get(data, False)
        if found is False:
            found = self.whole(data)
            if len(self.told_whole) >= KEPT:
                self.told_whole.clear()
            self.told_whole[data] = found
        return found

    cdef int follow(
        self,
        _Form form,
        FlatLattice lattice,
        Py_ssize_t node,
        double bits,
        list way,
        Py_ssize_t depth,
        list found,
        Py_ssize_t *ways,
    ) except -1:
        """Follow all ways on from a node, in the order of the edges, to the end of a character.

        `way` has what is known of the bytes so far, of which there are `depth`.
        """
        cdef tuple edges, pair
        cdef int32_t number
        cdef unsigned char byte
        if depth == form.length:
            ways[0] += 1
            pattern = tuple(way[:depth])
            spells = self.told_spells.get(pattern)
            if spells is None:
                spells = self.spells(pattern)
                if len(self.told_spells) >= KEPT:
                    self.told_spells.clear()
                self.told_spells[pattern] = spells
            if spells:
                found.append((node, pattern, bits))
            return 0
        if not 0 <= node < lattice.size:
            return 0
        number = lattice.edges_of[node]
        if number < 0:
            byte = lattice.data[node]
            if form.is_trail[byte] if depth else form.is_lead[byte]:
                way[depth] = self.known_bytes[byte]
                self.follow(form, lattice, node + 1, bits, way, depth + 1, found, ways)
            return 0
        edges = lattice.edges[number]
        for edge in edges:
            ahead, allowed, more, joint = edge
            pair = form.within(allowed, depth == 0)
            element = pair[1] if joint else pair[0]
            if element is not None:
                way[depth] = element
                self.follow(
                    form,
                    lattice,
                    node + <Py_ssize_t> ahead,
                    bits + <double> more,
                    way,
                    depth + 1,
                    found,
                    ways,
                )
        return 0

    def span(
        self,
        FlatLattice lattice not None,
        Py_ssize_t start,
        Py_ssize_t looked_at,
        Py_ssize_t most_looks,
        int history,
    ):
        """Return the end of the ambiguous span from a node, its arcs, and what was looked at.

        The span is sought until more than ``most_looks`` was looked at.  It ends where all paths
        have met and ``history`` certain characters follow.  The arcs are listed by node, and their
        ends are relative to ``start``; arcs that do not reach the end are left out.
        """
        cdef dict looks = {}, table = {}
        cdef Py_ssize_t meeting = start, node = start
        cdef list pending = [start], arcs
        while pending and looked_at <= most_looks:
            node = pending[len(pending) - 1]
            if node > start and len(pending) == 1:
                meeting = node
                if node >= lattice.size or self.settles(lattice, node, looks, &looked_at, history):
                    break
            pending.pop()
            if node >= lattice.size:
                continue
            arcs = self.looked(lattice, node, looks, &looked_at)
            table[node] = arcs
            for end, _, _ in arcs:
                _put(pending, end)
        return meeting, self.forward_only(table, start, meeting), looked_at

    cdef list looked(
        self, FlatLattice lattice, Py_ssize_t node, dict looks, Py_ssize_t *looked_at
    ):
        """Return the arcs of a node, which are counted where they are new."""
        cdef Py_ssize_t ways = 0
        found = looks.get(node)
        if found is None:
            found = looks[node] = self.arcs_from(lattice, node, &ways)
            looked_at[0] += 1 + ways
        return <list> found

    cdef bint settles(
        self,
        FlatLattice lattice,
        Py_ssize_t node,
        dict looks,
        Py_ssize_t *looked_at,
        int history,
    ) except -1:
        """Tell whether certain characters, and no others, follow a node."""
        cdef list arcs
        for _ in range(history):
            if node >= lattice.size:
                return True
            if lattice.edges_of[node] >= 0:
                return False
            arcs = self.looked(lattice, node, looks, looked_at)
            if len(arcs) != 1 or not _is_certain((<tuple> arcs[0])[1]):
                return False
            node = (<tuple> arcs[0])[0]
        return True

    cdef tuple forward_only(self, dict table, Py_ssize_t start, Py_ssize_t end):
        """Return the arcs of a span by node, without arcs that do not reach its end."""
        cdef set alive = {end}
        cdef list kept = [], here
        cdef Py_ssize_t node
        for node in range(end - 1, start - 1, -1):
            here = []
            arcs = table.get(node)
            if arcs is not None:
                for arc_end, pattern, bits in <list> arcs:
                    if arc_end in alive:
                        here.append(_tuple_of(self.arc, (arc_end - start, pattern, bits)))
                if here:
                    alive.add(node)
            kept.append(tuple(here))
        kept.reverse()
        return tuple(kept)


cdef bint _is_certain(tuple pattern) except -1:
    for element in pattern:
        if len((<tuple> element)[0]) != 1:
            return False
    return True


cdef int _put(list pending, Py_ssize_t node) except -1:
    """Put a node among those that are still to be looked at, the first of them last, once."""
    cdef Py_ssize_t place = len(pending)
    cdef Py_ssize_t other
    while place:
        other = pending[place - 1]
        if other == node:
            return 0
        if other > node:
            break
        place -= 1
    pending.insert(place, node)
    return 0
