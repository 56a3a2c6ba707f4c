"""One word for each task: ``nox -s lint``, ``nox -s fast``, ``nox -l`` for all of them.

What comes after ``--`` goes to the program of the session:

    nox -s tests -- tests/rules -k mojibake
    nox -s bench -- --write
    nox -s data -- build_signs --help
    nox -s new_rule -- forum-smileys characters
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "fast"]
nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True


def install(session: nox.Session, extras: str = "dev") -> None:
    """Install the package in place, with what the session needs."""
    session.install("-q", "-e", f".[{extras}]")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and the direction of imports."""
    install(session)
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session)
    session.run("mypy", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, as CI does."""
    install(session)
    session.run("pytest", *session.posargs)


@nox.session
def fast(session: nox.Session) -> None:
    """Run the tests that take less than a minute together."""
    install(session)
    session.run("pytest", "-m", "not slow", "-n", "auto", *session.posargs)


@nox.session
def pure(session: nox.Session) -> None:
    """Run the tests of ``fast`` without the compiled kernels."""
    install(session)
    arguments = ("-m", "not slow", "-n", "auto", *session.posargs)
    session.run("pytest", *arguments, env={"TEXTREPAIR_PURE": "1"})


@nox.session
def kernels(session: nox.Session) -> None:
    """Compile the kernels beside their source, and compare them with their twins in Python."""
    session.env["TEXTREPAIR_COMPILE"] = "require"
    install(session)
    session.run("pytest", "tests/kernels", *session.posargs)


@nox.session
def wheels(session: nox.Session) -> None:
    """Build two wheels in ``dist/``: compiled for this machine, and of Python alone."""
    for mode in ("require", "no"):
        build = {"TEXTREPAIR_COMPILE": mode}
        session.run("pip", "wheel", "-q", "--no-deps", "-w", "dist", ".", env=build)


@nox.session
def sanitize(session: nox.Session) -> None:
    """Fuzz the kernels under AddressSanitizer and UndefinedBehaviorSanitizer (``-- --minutes 5``).

    For gcc or clang on Linux.  The kernels are built anew with it, and again without it at the end.
    """
    install(session)
    flags = "-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
    build = {"CFLAGS": f"{flags} -g", "LDFLAGS": flags}
    session.run("python", "hatch_build.py", "--force", env=build)
    # The runtime of C++ too: what loads it later could not be watched, and is refused.
    libraries = ("libasan.so", "libstdc++.so.6")
    found = [
        str(session.run("cc", f"-print-file-name={name}", external=True, silent=True)).strip()
        for name in libraries
    ]
    watched = {
        "LD_PRELOAD": " ".join(found),
        "ASAN_OPTIONS": "detect_leaks=0",  # Python leaves its own at exit
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        "PYTHONMALLOC": "malloc",
    }
    texts = ("fix", "repair", "decode")
    names = (
        *texts,
        "scan",
        "columns",
        "readers",
        "lattices",
        "costs",
        "listings",
        "refusals",
        "spans",
    )
    fuzz = ("python", "-m", "fuzz.harness", "--only", *names)
    try:
        session.run("pytest", "tests/kernels", env=watched)
        session.run(*fuzz, *(session.posargs or ("--minutes", "3")), env=watched)
    finally:  # what is built so cannot be loaded otherwise
        session.run("python", "hatch_build.py", "--force")


@nox.session
def laws(session: nox.Session) -> None:
    """Look for texts that break a law, for longer than CI does."""
    install(session)
    session.run("pytest", "tests/laws", *session.posargs, env={"HYPOTHESIS_PROFILE": "explore"})


@nox.session
def fuzz(session: nox.Session) -> None:
    """Look for inputs that break a promise (``-- --minutes 60``)."""
    install(session)
    session.run("python", "-m", "fuzz.harness", *session.posargs)


@nox.session
def twins(session: nox.Session) -> None:
    """Look for texts of which the kernels and their twins in Python make different things."""
    session.env["TEXTREPAIR_COMPILE"] = "require"
    install(session)
    session.run("python", "-m", "fuzz.compiled", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure all beside ftfy and plsfix (``-- --write``: make docs/performance.md), or by name."""
    install(session, "dev,bench")
    name, *arguments = session.posargs or ["performance"]
    if name.startswith("-"):
        name, arguments = "performance", [name, *arguments]
    session.run("python", "-m", f"benchmarks.{name}", *arguments)


@nox.session
def data(session: nox.Session) -> None:
    """Run a tool that makes a data file by its name; tools/README.md has the table."""
    if not session.posargs:
        session.error("which one? tools/README.md has the table")
    install(session, "dev,build-data")
    name, *arguments = session.posargs
    session.run("python", "-m", f"tools.{name}", *arguments)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the generated pages, then the site in build/site; broken links are errors."""
    install(session, "dev,docs")
    session.run("python", "-m", "tools.build_docs", *session.posargs)
    session.run("mkdocs", "build", "--quiet")


@nox.session
def web(session: nox.Session) -> None:
    """Test the page and the report in a real browser."""
    install(session, "dev,browser")
    session.run("pytest", "-m", "browser", "tests/web", *session.posargs)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Make the pictures of the documentation; look at them before they are kept."""
    install(session, "browser")
    session.install("-q", "nbconvert", "ipykernel", "pillow")
    session.run("python", "-m", "tools.screenshots", *session.posargs)


@nox.session
def new_rule(session: nox.Session) -> None:
    """Make all files of a new rule: name and family come after ``--``."""
    install(session)
    session.run("python", "-m", "tools.new_rule", *session.posargs)
    session.run("python", "-m", "tools.build_docs", "--check")


@nox.session
def engines(session: nox.Session) -> None:
    """Run the tests of tables in all engines (2 GB), those that CI leaves out among them."""
    install(session, "dev,engines,beam,daft")
    session.run("pytest", "-m", "engine", "tests/tables", *session.posargs)


def dependencies() -> list[str]:
    """Return what the package needs to run, as pyproject.toml has it."""
    return list(nox.project.load_toml("pyproject.toml")["project"]["dependencies"])


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests of ``fast`` with the lowest version of each dependency that is allowed."""
    install(session)
    session.install("-q", *(need.replace(">=", "==") for need in dependencies()))
    # import-linter itself needs a newer rich; `lint` runs it.
    without = ("--deselect", "tests/test_architecture.py::test_contracts_of_imports_hold")
    session.run("pytest", "-m", "not slow", "-n", "auto", *without, *session.posargs)


#: Extras whose lowest versions go together; datatrove needs a newer numpy.
ENGINES = "arrow,beam,daft,dask,datasets,duckdb,pandas,polars,ray,spark,zstd"


@nox.session
@nox.parametrize("extras", ["datatrove", ENGINES])
def lowest_engines(session: nox.Session, extras: str) -> None:
    """Run the tests of engines with the lowest versions: 2 GB."""
    known = nox.project.load_toml("pyproject.toml")["project"]["optional-dependencies"]
    needs = [need for name in extras.split(",") for need in known[name]]
    lowest = [need.replace(">=", "==") for need in needs if not need.startswith("textrepair")]
    session.install("-q", "-e", ".[dev]", *lowest)
    session.run("pytest", "-m", "engine", "tests/tables", *session.posargs)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the tests of ``fast`` with the newest version of each dependency, warnings as errors."""
    install(session)
    session.install("-q", "--upgrade", "--upgrade-strategy", "eager", *dependencies())
    session.run("pytest", "-m", "not slow", "-n", "auto", *session.posargs)


def installed(session: nox.Session, folder: str) -> str:
    """Install the package as its users do, alone in a new environment; return its Python."""
    session.run("python", "-m", "venv", folder)
    python = f"{folder}/{'Scripts' if sys.platform == 'win32' else 'bin'}/python"
    session.run(python, "-m", "pip", "install", "-q", ".", external=True)
    # What a new environment has from the beginning is no dependency.
    tools = ("setuptools", "pip")
    session.run(python, "-m", "pip", "uninstall", "-q", "-y", *tools, external=True)
    return python


@nox.session
def audit(session: nox.Session) -> None:
    """Ask whether any dependency has a known hole; needs the network."""
    session.install("-q", "pip-audit")
    with tempfile.TemporaryDirectory() as folder:
        python = installed(session, folder)
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = str(session.run(python, "-c", ask, external=True, silent=True)).strip()
        # The package itself is on no index yet.
        listed = str(session.run("pip", "list", "--path", packages, "--format=freeze", silent=True))
        needs = [line for line in listed.split() if not line.startswith("textrepair==")]
        Path(folder, "needs.txt").write_text("\n".join(needs), "utf-8")
        # strict: where the advisories cannot be reached, nothing was audited
        strictly = ("--strict", "--no-deps", "--disable-pip", "-r", f"{folder}/needs.txt")
        session.run("pip-audit", *strictly, *session.posargs)


@nox.session
def sbom(session: nox.Session) -> None:
    """List what an installation consists of: dist/textrepair.cdx.json (CycloneDX)."""
    session.install("-q", "cyclonedx-bom")
    with tempfile.TemporaryDirectory() as folder:
        python = installed(session, folder)
        Path("dist").mkdir(exist_ok=True)
        output = ("--output-reproducible", "-o", "dist/textrepair.cdx.json")
        session.run("cyclonedx-py", "environment", "--pyproject", "pyproject.toml", *output, python)


@nox.session
def reproducible(session: nox.Session) -> None:
    """Build sdist and wheel twice, in two places, and compare them byte by byte."""
    session.install("-q", "build")
    made: list[dict[str, bytes]] = []
    build = {"TEXTREPAIR_COMPILE": "no", "SOURCE_DATE_EPOCH": "1767225600"}
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder, "tree")
            left_out = (".git", ".nox", ".venv*", "build", "dist", "*.so", "__pycache__")
            ignored = shutil.ignore_patterns(*left_out)
            shutil.copytree(".", tree, ignore=ignored)
            session.run("python", "-m", "build", "-o", f"{folder}/dist", str(tree), env=build)
            made.append({path.name: path.read_bytes() for path in Path(folder, "dist").iterdir()})
    if made[0] != made[1]:
        session.error("the two builds differ")
    session.log(f"byte for byte the same: {', '.join(sorted(made[0]))}")
