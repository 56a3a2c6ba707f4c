"""``quick_dataclasses`` against ``dataclasses``: what one makes of a class, the other makes too."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from textrepair import Edit, quick_dataclasses

#: The sets of options that classes of the package have, and what else there may be.
OPTIONS: list[dict[str, bool]] = [
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "slots": True, "kw_only": True, "repr": False},
    {"slots": True, "eq": False},
]


def made(module: Any, options: dict[str, bool]) -> Any:
    """Return a class as a module makes it."""

    @module.dataclass(**options)
    class Place:
        """A place."""

        start: int
        end: int = 7
        names: list[str] = module.field(default_factory=list, compare=False)
        seen: int = module.field(default=0, compare=False, repr=False)

        @property
        def length(self) -> int:
            """How long it is."""
            return self.end - self.start

    return Place


@pytest.fixture(params=OPTIONS, ids=str)
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """Return a class of ``quick_dataclasses``, and the one of ``dataclasses``."""
    return made(quick_dataclasses, request.param), made(dataclasses, request.param)


def test_objects_have_the_values_that_were_given(both: tuple[Any, Any]) -> None:
    for given in ({"start": 1}, {"start": 1, "end": 9, "names": ["a"], "seen": 3}):
        ours, theirs = (kind(**given) for kind in both)
        for name in ("start", "end", "names", "seen", "length"):
            assert getattr(ours, name) == getattr(theirs, name)
    assert both[0](start=1).names is not both[0](start=2).names


@pytest.mark.parametrize("given", [{}, {"start": 1, "other": 2}])
def test_wrong_arguments_are_refused_in_the_same_words(
    both: tuple[Any, Any], given: dict[str, int]
) -> None:
    said = []
    for kind in both:
        with pytest.raises(TypeError) as error:
            kind(**given)
        said.append(str(error.value).replace("_0", "start"))
    assert said[0].partition("__init__")[2] == said[1].partition("__init__")[2]


def test_signatures_are_equal(both: tuple[Any, Any]) -> None:
    ours, theirs = map(inspect.signature, both)
    assert str(ours) == str(theirs)


def test_objects_compare_as_there(both: tuple[Any, Any]) -> None:
    pairs = [({"start": 1}, {"start": 1}), ({"start": 1}, {"start": 2})]
    pairs.append(({"start": 1, "seen": 1}, {"start": 1, "seen": 2}))
    for one, other in pairs:
        ours, theirs = ((kind(**one), kind(**other)) for kind in both)
        assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
        assert ours[0] != (1, 7)
    assert (both[0].__hash__ is None) is (both[1].__hash__ is None)
    if both[0].__hash__ not in {None, object.__hash__}:
        assert hash(both[0](start=1)) == hash(both[1](start=1))


def test_order() -> None:
    kind = made(quick_dataclasses, OPTIONS[4])
    assert kind(1, 9) < kind(2, 3) < kind(2, 4)
    assert sorted([kind(3), kind(1)]) == [kind(1), kind(3)]
    with pytest.raises(TypeError):
        kind(1) < (2, 3)  # noqa: B015


def test_repr(both: tuple[Any, Any]) -> None:
    ours, theirs = (repr(kind(start=1, names=["a"])).partition(" at 0x")[0] for kind in both)
    assert ours == theirs


def test_what_is_frozen_stays(both: tuple[Any, Any]) -> None:
    acts: list[Callable[[Any], None]] = [
        lambda one: setattr(one, "start", 2),
        lambda one: delattr(one, "start"),
    ]
    for act in acts:
        said = []
        for kind in both:
            try:
                act(kind(start=1))
            except dataclasses.FrozenInstanceError as error:
                said.append(str(error))
            else:
                said.append("")
        assert said[0] == said[1]


def test_dataclasses_knows_them(both: tuple[Any, Any]) -> None:
    assert all(map(dataclasses.is_dataclass, both))
    ours: Any
    ours, theirs = (kind(start=1, names=["a"]) for kind in both)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    known = [[(f.name, f.type, f.compare) for f in dataclasses.fields(kind)] for kind in both]
    assert known[0] == known[1]
    assert dataclasses.replace(ours, end=3).end == quick_dataclasses.replace(ours, end=3).end == 3
    assert both[0].__match_args__ == both[1].__match_args__


def test_objects_without_dict_have_none(both: tuple[Any, Any]) -> None:
    ours, theirs = (kind(start=1) for kind in both)
    assert hasattr(ours, "__dict__") is hasattr(theirs, "__dict__")


def test_copies_and_pickles() -> None:
    edit = Edit("mojibake", 0, 2, "Ã©", "é", "UTF-8 was read as Windows-1252")
    assert pickle.loads(pickle.dumps(edit)) == copy.deepcopy(edit) == edit


@pytest.mark.parametrize("by_name", [False, True])
def test_a_class_made_of_another_has_its_fields_too(by_name: bool) -> None:
    found = []
    for module in (quick_dataclasses, dataclasses):
        make: Any = module.dataclass
        short = make(frozen=True, slots=True)(
            type("Short", (), {"__annotations__": {"start": int}})
        )
        held = {"__annotations__": {"after": str}, "after": ""}
        kind = make(frozen=True, slots=True, kw_only=by_name)(type("Long", (short,), held))
        found.append((kind, kind(1, after="x")))
    assert [str(inspect.signature(kind)) for kind, _ in found] == [
        f"(start: int, {'*, ' * by_name}after: str = '') -> None"
    ] * 2
    for _, long in found:
        assert (long.start, long.after, hasattr(long, "__dict__")) == (1, "x", False)
        assert [field.name for field in dataclasses.fields(long)] == ["start", "after"]


def test_own_methods_stay() -> None:
    @quick_dataclasses.dataclass(frozen=True)
    class Same:
        """Like any other."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Same)

        def __hash__(self) -> int:
            return 3

        def __repr__(self) -> str:
            return "same"

    assert Same("a") == Same("b")
    assert (repr(Same("a")), hash(Same("a"))) == ("same", 3)


@pytest.mark.parametrize("options", OPTIONS[:2], ids=str)
def test_what_follows_the_making_is_done(options: dict[str, bool]) -> None:
    def doubled(self: Any) -> None:
        self.start *= 2

    held = {"__annotations__": {"start": int}, "__post_init__": doubled}
    make: Any = quick_dataclasses.dataclass
    assert make(**options)(type("Doubled", (), held))(4).start == 8


@pytest.mark.parametrize("kind", ["ClassVar[int]", "InitVar[int]"])
def test_what_is_not_known_is_refused(kind: str) -> None:
    with pytest.raises(TypeError, match="only dataclasses"):
        quick_dataclasses.dataclass(type("Odd", (), {"__annotations__": {"start": kind}}))


def test_unknown_options_are_refused() -> None:
    with pytest.raises(TypeError, match="no option 'cold'"):
        quick_dataclasses.dataclass(cold=True)(type("Empty", (), {}))  # type: ignore[call-overload]


def test_a_first_repair_loads_no_dataclasses() -> None:
    program = (
        "import sys, textrepair\n"
        "textrepair.fix('naïve cafÃ© et dÃ©jÃ  vu')\n"
        "assert 'textrepair.quick_dataclasses' in sys.modules\n"
        "print(sorted({'dataclasses', 'inspect'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
