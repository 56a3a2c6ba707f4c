"""One word for each task: ``nox -s lint``, ``nox -s fast``, ``nox -l`` for all of them.

What comes after ``--`` goes to the program of the session:

    nox -s tests -- tests/rules -k mojibake
    nox -s bench -- throughput
    nox -s data -- build_signs --help
    nox -s new_rule -- forum-smileys characters
"""

from __future__ import annotations

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
def laws(session: nox.Session) -> None:
    """Look for texts that break a law, for longer than CI does."""
    install(session)
    session.run("pytest", "tests/laws", *session.posargs, env={"HYPOTHESIS_PROFILE": "explore"})


@nox.session
def bench(session: nox.Session) -> None:
    """Run a benchmark by its name: chinese, decoding, import_time, language, ..."""
    install(session)
    name, *arguments = session.posargs or ["throughput"]
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
    """Build the pages of the documentation that are generated."""
    install(session)
    session.run("python", "-m", "tools.build_docs", *session.posargs)


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
