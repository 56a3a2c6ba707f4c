"""Compile the kernels while the package is built; where there is no C compiler, leave them out.

``TEXTREPAIR_COMPILE`` says what is wanted: ``auto`` (the default) compiles where it can,
``require`` fails where it cannot, ``no`` makes the package pure Python.  An editable install
compiles beside the source, any other build compiles into ``build/`` and takes the modules into the
wheel from there.

``python hatch_build.py`` compiles beside the source without installing anything; ``--force`` also
what is compiled already.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT: Final = Path(__file__).resolve().parent
SOURCE: Final = ROOT / "src"
KERNELS: Final = SOURCE / "textrepair" / "kernels"
MODES: Final = ("auto", "require", "no")
#: Names of compiled modules beside the source, on Linux and macOS, and on Windows.
COMPILED: Final = ("*.so", "*.pyd")


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling calls before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the kernels, and tell hatchling which files to add to the wheel."""
        mode = os.environ.get("TEXTREPAIR_COMPILE", "auto")
        if mode not in MODES:
            raise ValueError(f"TEXTREPAIR_COMPILE is {mode!r}; it can be: {', '.join(MODES)}")
        is_editable = version == "editable"
        if mode == "no" or (mode == "auto" and sys.implementation.name != "cpython"):
            if is_editable:
                remove_compiled()
            return
        modules = self._compile(mode, in_place=is_editable)
        if modules and not is_editable:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["force_include"].update(
                {str(path): f"textrepair/kernels/{path.name}" for path in modules}
            )

    def _compile(self, mode: str, *, in_place: bool) -> list[Path]:
        # Imported here: a pure build needs neither, and works where they are missing.
        try:
            from setuptools import errors

            failures: tuple[type[Exception], ...] = (
                errors.BaseError,
                errors.CCompilerError,
                ImportError,
                OSError,
            )
        except ImportError:
            failures = (ImportError,)
        try:
            return compile_kernels(in_place=in_place)
        except failures as error:
            if mode == "require":
                raise
            if in_place:
                remove_compiled()  # what an earlier build left is of another source
            self.app.display_warning(
                "textrepair: the kernels were not compiled, so it runs as pure Python, which gives"
                f" the same results but is slower ({type(error).__name__}: {error})"
            )
            return []


def compile_kernels(*, in_place: bool, force: bool = False) -> list[Path]:
    """Compile the kernels beside their source, or into ``build/``; return the modules made.

    Raises the errors of setuptools where there is no compiler, or none that works.
    """
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    os.chdir(ROOT)
    flags = ["/O2"] if sys.platform == "win32" else ["-O3", "-g0", "-ffp-contract=off"]
    macros = [("TEXTREPAIR_SOURCE", f"{source_checksum()}UL")]
    extensions = cythonize(
        [
            Extension(
                f"textrepair.kernels.{path.stem}",
                [_relative(path)],
                define_macros=macros,
                depends=[_relative(other) for other in KERNELS.glob("*.p*x*")],
                extra_compile_args=flags,
            )
            for path in sorted(KERNELS.glob("*.pyx"))
        ],
        include_path=[_relative(SOURCE)],
        build_dir="build/cython",
        quiet=True,
        force=force,
    )
    distribution = Distribution({"ext_modules": extensions, "package_dir": {"": "src"}})
    command = build_ext(distribution)
    command.inplace = in_place
    command.force = force
    command.build_lib = "build/lib"
    command.build_temp = "build/temp"
    command.ensure_finalized()
    command.run()
    if in_place:
        return [KERNELS / Path(output).name for output in command.get_outputs()]
    return [ROOT / output for output in command.get_outputs()]


def source_checksum() -> int:
    """Return a checksum of the source of all kernels: a compiled module tells its own."""
    checksum = 0
    for path in sorted((*KERNELS.glob("*.pyx"), *KERNELS.glob("*.pxd")), key=lambda p: p.name):
        checksum = crc32(path.read_text(encoding="utf-8").encode(), checksum)
    return checksum


def _relative(path: Path) -> str:
    """Return a path from the root of the project: setuptools takes no absolute ones."""
    return path.relative_to(ROOT).as_posix()


def remove_compiled() -> None:
    """Remove the compiled modules beside the source."""
    for pattern in COMPILED:
        for path in KERNELS.glob(pattern):
            path.unlink()


if __name__ == "__main__":
    for module in compile_kernels(in_place=True, force="--force" in sys.argv[1:]):
        sys.stdout.write(f"{module}\n")
