"""Processes that work on several files: copies of this one, or started anew beside its threads."""

from __future__ import annotations

import threading
from operator import attrgetter

import pytest

from textrepair.files.discover import Source
from textrepair.files.processes import in_processes

FILES = [Source(f"{number}.txt") for number in range(20)]


@pytest.mark.parametrize("with_thread", [False, True])
def test_results_come_in_the_order_of_the_files(with_thread: bool) -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    if with_thread:  # such as that of the bar
        thread.start()
    try:
        done = list(in_processes(FILES, attrgetter("path"), 2))
    finally:
        end.set()
    assert done == [(file, file.path) for file in FILES]
