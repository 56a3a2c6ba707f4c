"""What waits on disk comes back as it was put."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.pipeline import spool
from textrepair.pipeline.spool import DiskStore, SpooledBytes


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.text(max_size=5)), max_size=30))
def test_store_is_a_dictionary(steps: list[tuple[int, bool, str]]) -> None:
    store, expected = DiskStore[list[str]](), dict[int, list[str]]()
    for number, is_put, word in steps:
        if is_put:
            store.put(number, [word])
            expected[number] = [word]
        elif number in store:
            assert store.get(number) == expected[number]
        assert list(store.numbers()) == sorted(expected)
    assert all(store.get(number) == value for number, value in expected.items())
    store.close()


def test_object_used_last_is_the_very_object() -> None:
    store = DiskStore[list[str]]()
    value = ["a"]
    store.put(1, value)
    assert store.get(1) is value
    store.put(2, ["b"])
    assert (store.get(1), store.get(2)) == (["a"], ["b"])
    store.close()


def test_bytes_beyond_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 10)
    monkeypatch.setattr(spool, "BLOCK", 7)
    with SpooledBytes() as spooled:
        spooled.write(b"12345678")
        spooled.write(b"90abcdef")
        assert list(spooled.blocks()) == [b"1234567", b"890abcd", b"ef"]
