"""No traceback and no silence: what is odd about options, places and data is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.cli.running import environment, run

import textrepair
from textrepair.cli.commands import cli

GARBLED = "cafÃ©\n".encode()


def said(folder: Path, *arguments: str, stdin: bytes = GARBLED) -> str:
    """What a run says that ends with exit code 2 and writes nothing."""
    done = run(*arguments, cwd=folder, stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    return done.stderr.decode()


@pytest.mark.parametrize("brackets", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000])
def test_configuration_without_end(tmp_path: Path, brackets: str) -> None:
    (tmp_path / "deep.toml").write_text(brackets)
    assert "deep.toml: " in said(tmp_path, "check", "--config", "deep.toml")


@pytest.mark.parametrize("name", ["textrepair.toml", "pyproject.toml"])
def test_configuration_with_a_byte_order_mark(tmp_path: Path, name: str) -> None:
    table = "[tool.textrepair]\n" if name == "pyproject.toml" else ""
    (tmp_path / name).write_text(f"{table}ignore = ['mojibake']\n", "utf-8-sig")
    assert run("fix", "-q", cwd=tmp_path, stdin=GARBLED).stdout == GARBLED


@pytest.mark.parametrize("select", ["", ",", " , "])
def test_selection_of_nothing(tmp_path: Path, select: str) -> None:
    expected = "--select names no rule; leave it out to run those of the profile"
    assert expected in said(tmp_path, "check", f"--select={select}")
    (tmp_path / "textrepair.toml").write_text(f"select = ['{select}']\n")
    assert "textrepair.toml: select names no rule" in said(tmp_path, "fix")


@pytest.mark.parametrize("command", ["fix", "check", "detect"])
def test_what_is_no_language(tmp_path: Path, command: str) -> None:
    expected = "'zz' is no language; leave it out, or give a code such as hu"
    assert expected in said(tmp_path, command, "--language", "zz")


@pytest.mark.parametrize("command", ["fix", "check"])
def test_language_without_a_model(tmp_path: Path, command: str) -> None:
    done = run(command, "--language", "fy", cwd=tmp_path, stdin=b"plain\n")
    assert done.returncode == 0
    assert b"no language model for fy, so --language changes nothing" in done.stderr


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/proc/self/fd/1"])
@pytest.mark.parametrize("command", [["fix"], ["garble", "--rule", "mojibake"], ["check"]])
def test_output_to_standard_output(tmp_path: Path, command: list[str], name: str) -> None:
    """Standard output may be a file: it is written to, and not replaced behind the shell's back."""
    with (tmp_path / "out").open("wb") as out:
        out.write(b"before\n")
        out.flush()
        done = run(*command, "-o", name, cwd=tmp_path, stdin="naïve café".encode(), stdout=out)
    assert done.returncode in {0, 1}
    written = (tmp_path / "out").read_bytes()
    assert written.startswith(b"before\n")
    assert command == ["check"] or len(written) > len(b"before\n")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep the directory")
@pytest.mark.parametrize("arguments", [["fix"], ["check", "a.txt"], ["detect"]])
def test_deleted_working_directory(tmp_path: Path, arguments: list[str]) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = (
        "import os, sys; os.rmdir('../gone'); sys.argv[0] = 'textrepair';"
        "from textrepair.cli import main; raise SystemExit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=gone,
        env=environment(),
        input=GARBLED,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    if arguments == ["detect"]:  # it reads no configuration
        assert done.returncode == 0
    else:
        assert done.returncode == 2
        assert b"the working directory was deleted; change to another" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="as a shell closes it")
@pytest.mark.parametrize("arguments", [["--help"], ["fix", "-h"], ["man"], ["--version"]])
def test_standard_output_that_is_closed_is_said(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m textrepair "$@" >&-', sys.executable, *arguments],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr


def test_version_says_what_is_compiled(tmp_path: Path) -> None:
    said = run("--version", cwd=tmp_path).stdout.decode()
    assert said.startswith(f"textrepair {textrepair.__version__} (")
    assert ("compiled: scan" in said) == textrepair.compiled
    pure = run("--version", cwd=tmp_path, env=environment(TEXTREPAIR_PURE="1")).stdout
    assert b"pure Python: same results, but slower" in pure


def test_rules_are_listed_with_profile_and_safety(tmp_path: Path) -> None:
    rows = run("explain", cwd=tmp_path).stdout.decode().splitlines()
    by_name = {row.split()[0]: row for row in rows}
    assert rows[0].split()[:4] == ["rule", "runs", "in", "fix"]
    assert by_name["mojibake"].split()[1:3] == ["repair", "safe"]
    assert by_name["suspect-mojibake"].split()[1:3] == ["repair", "reported"]
    assert by_name["curly-quotes"].split()[1:3] == ["normalize", "safe"]
    assert set(by_name) == {"rule", "probe", *(rule.name for rule in textrepair.RULES)}


def test_the_manual_page_names_every_command_and_flag(tmp_path: Path) -> None:
    page = run("man", cwd=tmp_path).stdout.decode().replace(r"\-", "-")
    for command in cli.commands.values():
        assert f".SS textrepair {command.name}\n" in page
        for option in filter(lambda each: isinstance(each, click.Option), command.params):
            assert any(name in page for name in option.opts)
    lines = page.splitlines()
    macros = (".SH", ".SS", ".TP", ".B ", ".PP", ".br", ".TH", r".\"")
    assert all(line.startswith(macros) for line in lines if line[:1] in {".", "'"})


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("textrepair fix a", "file,a"),
        ("textrepair check --select mojibake,lost-b", "plain,mojibake,lost-bytes"),
        ("textrepair explain suspect", "plain,suspect-mojibake"),
        ("textrepair check --language sr", "plain,sr\nplain,sr-latn"),
        ("textrepair fix -t koi8-r", "plain,koi8-r"),
    ],
)
def test_a_shell_is_offered_what_may_be_meant(tmp_path: Path, typed: str, offered: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    told = environment(_TEXTREPAIR_COMPLETE="bash_complete", **words)
    script = "import sys; sys.argv[0] = 'textrepair'; from textrepair.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=told, capture_output=True, check=False
    )
    assert done.stdout.decode().strip() == offered


def test_links_in_a_walk_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "real.txt").write_text("{{a}}")
    (tmp_path / "d" / "a_link.txt").symlink_to("real.txt")
    run("fix", "-q", "-o", "out", "d", cwd=tmp_path)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["real.txt"]
    assert (tmp_path / "out" / "real.txt").read_text() == "a"


@pytest.mark.parametrize("command", ["check", "detect"])
def test_without_a_path_and_without_input_this_directory_is_read(
    tmp_path: Path, command: str
) -> None:
    (tmp_path / "a.txt").write_text("a")
    done = run(command, cwd=tmp_path, stdin=subprocess.DEVNULL)
    assert done.returncode == 0
    assert b"a.txt" in done.stdout or b"1 file, 0 edits" in done.stderr


def test_a_cpg_that_still_says_the_old_encoding_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "map.csv").write_bytes("name\ncafé à la carte\n".encode("cp1252"))
    (tmp_path / "map.cpg").write_text("1252")
    done = run("fix", "-w", "--to", "utf-8", "map.csv", cwd=tmp_path)
    assert b"map.csv: the .cpg beside it still says cp1252; correct that" in done.stderr


def test_empty_standard_input(tmp_path: Path) -> None:
    done = run("fix", "-o", "out.txt", cwd=tmp_path, stdin=b"")
    assert done.returncode == 0
    assert (tmp_path / "out.txt").read_bytes() == b""
    assert b"-: is empty, and so is out.txt" in done.stderr


@pytest.mark.parametrize("optimize", ["-O", "-OO"])
def test_help_and_explanations_without_docstrings(tmp_path: Path, optimize: str) -> None:
    def output(*options: str) -> list[bytes]:
        commands = [["--help"], ["fix", "--help"], ["check", "--help"], ["explain", "mojibake"]]
        return [
            subprocess.run(
                [sys.executable, *options, "-m", "textrepair", *command],
                cwd=tmp_path,
                env=environment(),
                capture_output=True,
                check=True,
            ).stdout
            for command in commands
        ]

    assert output(optimize) == output()


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0x10]) + data[middle + 1 :]


def run_with_damaged(
    packs: str, tmp_path: Path, *command: str
) -> subprocess.CompletedProcess[bytes]:
    """Run Python with a copy of the package of which some packs are damaged."""
    package = tmp_path / "lib" / "textrepair"
    shutil.copytree(Path(textrepair.__file__).parent, package)
    for pack in package.glob(packs):
        pack.write_bytes(flipped(pack.read_bytes()))
    return subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "lib")},
        input="Ïðèâåò, ìèð! Êàê äåëà?\n".encode(),
        capture_output=True,
        check=False,
    )


def test_package_with_damaged_packs(tmp_path: Path) -> None:
    """The command says which file is damaged."""
    done = run_with_damaged("language/data/*.pack", tmp_path, "-m", "textrepair", "fix", "-q")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b".pack: damaged; install textrepair again" in done.stderr


@pytest.mark.skipif(not textrepair.compiled, reason="compiled kernels read it")
def test_package_with_damaged_tables_of_the_gate(tmp_path: Path) -> None:
    call = "import textrepair; textrepair.fix('d\u00c3\u00a9j\u00c3\u00a0 vu')"
    done = run_with_damaged("pipeline/data/gate.pack", tmp_path, "-c", call)
    last = done.stderr.splitlines()[-1]
    assert last.startswith(b"textrepair.errors.DataError: ")
    assert last.endswith(b"gate.pack: damaged; install textrepair again")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--config", "/dev/zero", "a.txt"],
        ["check", "--baseline", "/dev/zero", "a.txt"],
        ["check", "--files-from", "/dev/zero"],
        ["check", "/dev/zero"],
        ["fix", "-o", "out.txt", "/dev/urandom"],
        ["fix", "-w", "--encoding", "latin-1", "/dev/zero"],
        ["detect", "/dev/zero"],
        ["fix", "--choices", "/dev/zero", "-i", "a.txt"],
        ["rename", "--undo", "/dev/zero"],
    ],
)
@pytest.mark.slow
def test_what_has_no_end_is_not_read_to_it(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text("a\n")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert any(said in done.stderr for said in (b"/dev/zero: ", b"/dev/urandom: ", b"terminal"))
    assert b"Traceback" not in done.stderr


def test_more_places_than_a_machine_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("caf\u00c3\u00a9\n", encoding="utf-8")
    done = run("check", "--max-findings", "9" * 30, "a.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_names_that_no_file_can_have_are_not_renamed(tmp_path: Path) -> None:
    (tmp_path / "j").write_text('{"from": "/b\\u0000", "to": "/a"}\n')
    done = run("rename", "--undo", "j", cwd=tmp_path)
    assert done.returncode == 2
    assert b"j: line 1 is no renaming" in done.stderr
