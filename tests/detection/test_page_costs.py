"""What bytes cost in code pages: the kernel against Python, bit for bit."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.detection import candidates
from textrepair.detection.candidates import character_costs, neighbour_costs
from textrepair.encodings import Family, candidates_of
from textrepair.kernels import compiled, compiled_module

needs_kernels = pytest.mark.skipif(not compiled, reason="the kernels are not compiled")
#: Bytes of letters and signs in many pages, rows of a kind, and any.
samples = st.one_of(
    st.binary(max_size=60),
    st.text("aàéßñłšж. бГ€“", max_size=60).map(lambda text: text.encode("utf-8")),
    st.lists(st.sampled_from([b"\xe9\xe9\xe9", b"\xc9\xc9", b"b\xcc", b" ", b"\xb0\xb0"])).map(
        b"".join
    ),
)


@needs_kernels
@given(samples)
def test_costs_are_those_of_python(sample: bytes) -> None:
    pages = [page.name for page in candidates_of(Family.SINGLE_BYTE)]
    for high in (sample, sample * 9):
        ours = character_costs(high), [neighbour_costs(high, page) for page in pages]
        with patch.object(candidates, "_compiled", lambda: None):
            assert ours == (
                character_costs(high),
                [neighbour_costs(high, page) for page in pages],
            )


@needs_kernels
def test_pages_that_are_none_are_refused() -> None:
    make = compiled_module("_page_costs").PageCosts
    table = bytes(256)
    with pytest.raises(ValueError, match="pages"):
        make([[], [], []], [], [], 4.0, 1.5)
    with pytest.raises(ValueError, match="256 bytes"):
        make([[table]] * 3, [b"short"], [], 4.0, 1.5)
    with pytest.raises(ValueError, match="no such page"):
        make([[table]] * 3, [table], [], 4.0, 1.5).of_neighbours(b"ab", 1)
