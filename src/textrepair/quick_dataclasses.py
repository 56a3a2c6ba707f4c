"""``dataclass``, ``field`` and ``replace`` as ``dataclasses`` has them, in a tenth of the time.

A garbled text goes through forty modules that have dataclasses.  ``dataclasses`` takes half a
millisecond for each class, because it compiles each method of each, and 9 ms for ``inspect``, which
it imports: together a third of what the first text of a process took.  Here methods are compiled
once for all classes with as many fields, and then given the names of these.  What ``dataclasses``
itself asks of a class (``fields``, ``asdict``) it is told when it asks.

What no class of the package uses is refused: ``InitVar``, ``ClassVar``, other options.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which need not be loaded for this
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
    from types import FunctionType
    from typing import Any
else:
    FunctionType = type(lambda: None)

__all__ = ["dataclass", "field", "replace"]

#: Where a class has its fields, by name.
_FIELDS = "__record__"
#: What ``dataclasses`` asks of a class.
_ASKED = ("__dataclass_fields__", "__dataclass_params__")
#: The options that there are.
_DEFAULTS = {
    "frozen": False,
    "slots": False,
    "kw_only": False,
    "eq": True,
    "order": False,
    "repr": True,
}
#: Stands for no default.
_MISSING: Any = object()


class _Factory:
    """A default that is made anew for each object."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def __repr__(self) -> str:
        return "<factory>"


class _Field:
    """What is said of a field."""

    __slots__ = ("by_name", "compare", "default", "shown", "type")

    def __init__(
        self, default: Any = _MISSING, *, compare: bool = True, shown: bool = True
    ) -> None:
        self.default, self.compare, self.shown = default, compare, shown
        self.type: object = None
        self.by_name = False  # whether a caller must name it

    @property
    def is_plain(self) -> bool:
        """Whether it has a default that all objects share."""
        return self.default is not _MISSING and not isinstance(self.default, _Factory)


class _Answer:
    """Makes what ``dataclasses`` knows of its classes, when it asks for it."""

    __slots__ = ("_make", "_name")

    def __init__(self, name: str, make: Callable[[], type]) -> None:
        self._name, self._make = name, make

    def __get__(self, instance: object, owner: type) -> Any:
        return getattr(self._make(), self._name)


if not TYPE_CHECKING:  # a type checker takes these for those of ``dataclasses``

    def field(*, default=_MISSING, default_factory=_MISSING, compare=True, repr=True):  # noqa: A002
        """Return what a field has besides its type."""
        if default_factory is not _MISSING:
            default = _Factory(default_factory)
        return _Field(default, compare=compare, shown=repr)

    def replace(value, **changes):
        """Return an object like another one, but for some fields.

        >>> from textrepair import Options
        >>> replace(Options(), language="fr").language
        'fr'
        """
        for name in getattr(value, _FIELDS):
            if name not in changes:
                changes[name] = getattr(value, name)
        return type(value)(**changes)

    def dataclass(cls=None, /, **options):
        """Give a class its fields, with the options of ``dataclasses.dataclass``."""
        return (lambda made: _made(made, **options)) if cls is None else _made(cls)


def _made(cls: type, **options: bool) -> type:
    """Return a class with fields: the same one, or one with slots."""
    chosen = _DEFAULTS | options
    if len(chosen) > len(_DEFAULTS):
        raise TypeError(f"dataclass() has no option {list(chosen)[-1]!r}")
    own = dict(cls.__dict__)
    inherited: dict[str, _Field] = getattr(cls, _FIELDS, {})
    fields = inherited | _own_fields(cls, own, by_name=chosen["kw_only"])

    def answer() -> type:
        made = _as_in_dataclasses(cls.__name__, fields, chosen)
        for asked in _ASKED:
            setattr(result, asked, getattr(made, asked))
        return made

    methods = {asked: _Answer(asked, answer) for asked in _ASKED} | _methods(cls, fields, chosen)
    if own.get("__hash__") is None:  # so it is where the class compares in a way of its own
        own.pop("__hash__", None)
    methods = {name: value for name, value in methods.items() if name not in own}
    make = _slotted if chosen["slots"] else _completed
    result = make(cls, own, methods, inherited)
    if chosen["frozen"]:
        for name, value in _frozen(result, tuple(fields)).items():
            setattr(result, name, value)
    return result


def _slotted(
    cls: type, own: dict[str, Any], methods: dict[str, Any], inherited: dict[str, _Field]
) -> type:
    """Return a class like another one, with slots for its fields."""
    slots = tuple(name for name in methods[_FIELDS] if name not in inherited)
    for name in (*slots, "__dict__", "__weakref__"):
        own.pop(name, None)
    result = type(cls)(cls.__name__, cls.__bases__, own | methods | {"__slots__": slots})
    result.__qualname__ = cls.__qualname__
    return result


def _completed(
    cls: type, own: dict[str, Any], methods: dict[str, Any], _: dict[str, _Field]
) -> type:
    """Return a class itself, once it has its methods, and of its fields only plain defaults."""
    fields: dict[str, _Field] = methods[_FIELDS]
    for name in own.keys() & fields.keys():
        if fields[name].is_plain:
            setattr(cls, name, fields[name].default)
        else:
            delattr(cls, name)
    for name, value in methods.items():
        setattr(cls, name, value)
    return cls


def _own_fields(cls: type, own: dict[str, Any], *, by_name: bool) -> dict[str, _Field]:
    """Return the fields that a class has beyond those of the class that it is made of."""
    fields: dict[str, _Field] = {}
    for name, kind in cls.__annotations__.items():
        if "ClassVar" in str(kind) or "InitVar" in str(kind):
            raise TypeError(
                f"{cls.__name__}.{name} is {kind}, which only dataclasses.dataclass knows"
            )
        told = own.get(name, _MISSING)
        fields[name] = told if isinstance(told, _Field) else _Field(told)
        fields[name].type, fields[name].by_name = kind, by_name
    return fields


def _methods(cls: type, fields: dict[str, _Field], chosen: dict[str, bool]) -> dict[str, Any]:
    """Return what a class has that it does not say itself."""
    names = tuple(fields)
    compared = tuple(name for name, one in fields.items() if one.compare)
    methods: dict[str, Any] = {_FIELDS: fields, "__init__": _init(cls, fields, chosen)}
    methods["__match_args__"] = tuple(name for name, one in fields.items() if not one.by_name)
    if chosen["repr"]:
        methods["__repr__"] = _repr([name for name, one in fields.items() if one.shown])
    if chosen["eq"]:
        methods["__eq__"] = _named("__eq__", compared)
        methods["__hash__"] = _named("__hash__", compared) if chosen["frozen"] else None
    if chosen["order"]:
        methods["__lt__"] = _named("__lt__", compared)
    if chosen["slots"] and chosen["frozen"]:
        methods |= _pickling(names)
    return methods


def _as_in_dataclasses(name: str, fields: dict[str, _Field], chosen: dict[str, bool]) -> type:
    """Return the class that ``dataclasses`` would make, without its methods."""
    import dataclasses

    held: dict[str, Any] = {"__annotations__": {n: one.type for n, one in fields.items()}}
    for known, one in fields.items():
        default: dict[str, Any] = {}
        if isinstance(one.default, _Factory):
            default["default_factory"] = one.default.make
        elif one.is_plain:
            default["default"] = one.default
        held[known] = dataclasses.field(
            compare=one.compare, repr=one.shown, kw_only=one.by_name, **default
        )
    return dataclasses.dataclass(**chosen)(type(name, (), held))


# --- methods --------------------------------------------------------------------------------------

_THEN = "!"
#: Methods of classes whose fields are called ``_0``, ``_1`` ..., by what they are and how many.
_templates: dict[tuple[str, str], FunctionType] = {}


def _named(method: str, names: tuple[str, ...], kinds: str = "") -> FunctionType:
    """Return a method for fields with some names; see ``_source`` for their kinds."""
    kinds = kinds or "c" * len(names)
    if (method, kinds) not in _templates:
        space: dict[str, Any] = {"_set": object.__setattr__, "_Factory": _Factory}
        exec(_source(method, kinds), space)  # noqa: S102 - as dataclasses does
        _templates[method, kinds] = space[method]
    template = _templates[method, kinds]
    name_of = {f"_{i}": name for i, name in enumerate(names)}
    code = template.__code__
    renamed = [
        tuple(name_of.get(name, name) if isinstance(name, str) else name for name in known)
        for known in (code.co_varnames, code.co_names, code.co_consts)
    ]
    code = code.replace(co_varnames=renamed[0], co_names=renamed[1], co_consts=renamed[2])
    return FunctionType(code, template.__globals__, method)


def _source(method: str, kinds: str) -> str:
    """Return the source of a method; of each field one letter says what it is.

    ``f`` is one that cannot be changed, ``c`` one that can; ``F`` and ``C`` are those whose default
    is made anew for each object.  ``_THEN`` at the end: there is a ``__post_init__``.
    """
    names = [f"_{i}" for i in range(len(kinds.removesuffix(_THEN)))]
    if method == "__init__":
        lines = [f"def __init__(self, {', '.join(names)}):", " pass"]
        for name, kind in zip(names, kinds, strict=False):
            made = f"{name}.make() if {name}.__class__ is _Factory else {name}"
            value = made if kind.isupper() else name
            is_frozen = kind in "fF"
            lines.append(
                f" _set(self, {name!r}, {value})" if is_frozen else f" self.{name} = {value}"
            )
        if kinds.endswith(_THEN):
            lines.append(" self.__post_init__()")
        return "\n".join(lines)
    own, others = (f"({''.join(f'{who}.{name}, ' for name in names)})" for who in ("self", "other"))
    if method == "__hash__":
        return f"def __hash__(self):\n return hash({own})"
    sign = "==" if method == "__eq__" else "<"
    return (
        f"def {method}(self, other):\n"
        " if other.__class__ is not self.__class__:\n"
        "  return NotImplemented\n"
        f" return {own} {sign} {others}"
    )


def _init(cls: type, fields: dict[str, _Field], chosen: dict[str, bool]) -> FunctionType:
    """Return the method ``__init__`` of a class."""
    kind = "f" if chosen["frozen"] else "c"
    fields = dict(sorted(fields.items(), key=lambda item: item[1].by_name))
    kinds = "".join(
        kind.upper() if isinstance(one.default, _Factory) else kind for one in fields.values()
    )
    init = _named("__init__", tuple(fields), kinds + _THEN * hasattr(cls, "__post_init__"))
    by_name = sum(one.by_name for one in fields.values())
    init.__code__ = init.__code__.replace(
        co_argcount=1 + len(fields) - by_name, co_kwonlyargcount=by_name
    )
    defaults = {name: one for name, one in fields.items() if one.default is not _MISSING}
    init.__defaults__ = tuple(one.default for one in defaults.values() if not one.by_name)
    init.__kwdefaults__ = {name: one.default for name, one in defaults.items() if one.by_name}
    init.__annotations__ = {name: one.type for name, one in fields.items()} | {"return": None}
    init.__module__ = cls.__module__
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _repr(names: list[str]) -> Callable[[object], str]:
    def __repr__(self: object) -> str:  # noqa: N807
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return __repr__


def _pickling(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the methods by which an object without a ``__dict__`` is pickled, though frozen."""

    def __getstate__(self: object) -> list[Any]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: list[Any]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": __getstate__, "__setstate__": __setstate__}


def _frozen(cls: type, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the methods that let no field be changed."""

    def __setattr__(self: object, name: str, value: object) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise _frozen_error(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self: object, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise _frozen_error(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def _frozen_error(message: str) -> AttributeError:
    from dataclasses import FrozenInstanceError

    return FrozenInstanceError(message)
