#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over the C++ sources that changed last, or over all of them.

clang cannot read what GCC precompiled: the compile commands are copied beside the build with the precompiled header
included as text. Prints what clang-tidy found; exit status 1 if it found anything.
"""
import argparse
import concurrent.futures
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LATEST = 32
JOBS = 2


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def changed_last():
    """Paths, the one changed last first: what is not committed yet, then the log."""
    names = [line[3:] for line in git("status", "--porcelain", "--untracked-files=all")]
    names += git("log", "--format=", "--name-only")
    return list(dict.fromkeys(name for name in names if name))


def sources(everything):
    compiled = {
        path
        for path in git("ls-files", "--cached", "--others", "--exclude-standard", "--", "*.cpp")
        if (ROOT / path).exists()
    }
    if everything:
        return sorted(compiled)
    found = []
    for name in changed_last():
        path = name[:-2] + ".cpp" if name.endswith(".h") else name
        if path in compiled and path not in found:
            found.append(path)
    return found[:LATEST]


def for_clang(arguments, folder):
    """The compiler's arguments without what only GCC knows; a precompiled header becomes a plain copy of itself."""
    kept = []
    for argument in arguments:
        if argument in ("-Winvalid-pch", "-fpch-preprocess", "-Wno-maybe-uninitialized"):
            continue
        if argument.endswith("cmake_pch.hxx"):
            copy = folder / (pathlib.Path(argument).parent.name + ".hxx")
            shutil.copyfile(argument, copy)
            argument = str(copy)
        kept.append(argument)
    if kept and pathlib.Path(kept[0]).name == "ccache":
        kept = kept[1:]
    return kept


def write_database(build):
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    entries = json.loads((build / "compile_commands.json").read_text())
    database = [
        {
            "directory": entry["directory"],
            "file": entry["file"],
            "arguments": for_clang(shlex.split(entry["command"]), folder),
        }
        for entry in entries
    ]
    (folder / "compile_commands.json").write_text(json.dumps(database))
    return folder, {pathlib.Path(entry["file"]) for entry in entries}


def tidy(folder, path):
    run = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(folder), str(path)], cwd=ROOT, capture_output=True, text=True
    )
    # On stderr clang-tidy only counts the warnings that it did not show, unless it could not run at all.
    return run.returncode, run.stdout if run.stdout.strip() or run.returncode == 0 else run.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path, help="a configured and built folder")
    parser.add_argument("--all", action="store_true", help="every source, not only those that changed last")
    options = parser.parse_args()

    folder, known = write_database((ROOT / options.build).resolve())
    paths = [ROOT / path for path in sources(options.all) if ROOT / path in known]
    print(f"clang-tidy: {len(paths)} files", flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for path, (status, text) in zip(paths, pool.map(lambda path: tidy(folder, path), paths)):
            if status != 0:
                failed += 1
                print(f"{path.relative_to(ROOT)}:\n{text}", flush=True)
    print(f"clang-tidy: {len(paths) - failed} clean, {failed} with findings")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
