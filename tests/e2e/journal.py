#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The change journal: on disk before a byte of a write leaves, seen by strace; shown, taken back, and read after a kill.

    journal.py
"""
import re
import shutil
import subprocess

import edit
import harness

JOURNAL = "journal.sqlite"


def test(run):
    sandbox = run.sandbox()
    table = sandbox.table(edit.TABLE)
    before = sandbox.schema(table)
    old = next(field["name"] for field in before if field["type"] == "text")

    window = run.metascope(keyring=True)
    connect(window, sandbox)
    edit.open_table(window, sandbox, edit.TABLE)
    window.wait_for_field(old)
    edit.add_field(window, "shipped_note")
    edit.rename_field(window, old, "renamed_here")
    trace = Trace(run, window)
    apply(window, 2)
    harness.wait_for(lambda: len(sandbox.writes()) == 2, 20, "two writes")
    window.wait_for_field("shipped_note", 20)
    trace.stop()
    trace.check(2)

    journal = open_journal(window)
    rows = rows_of(window, journal)
    assert [row["Outcome"] for row in rows] == ["done", "done"], rows
    assert {row["Table"] for row in rows} == {edit.TABLE}, rows
    rename = next(i for i, row in enumerate(rows) if "renamed_here" in row["Change"])
    window.app.click(window.app.cell(journal, rename, 0))
    window.press("Stage the Inverse")
    window.wait_for_field(old)
    assert len(sandbox.writes()) == 2, "staging sends nothing"
    apply(window, 1)
    harness.wait_for(lambda: len(sandbox.writes()) == 3, 20, "the inverse")
    assert [field for field in sandbox.schema(table) if field["name"] != "shipped_note"] == before

    # A write that hangs when the program is killed is shown as unknown by the next run.
    harness.wait_for(lambda: window.field_rows()[1]["Change"] == "", 20, "the new baseline")
    sandbox.faults("POST */schema/rename hang")
    edit.rename_field(window, old, "renamed_again")
    apply(window, 1)
    harness.wait_for(lambda: len(sandbox.writes()) == 4, 20, "the write that hangs")
    window.app.proc.kill()
    window.app.proc.wait()
    sandbox.faults()
    again = run.metascope(config=window.config)
    journal = open_journal(again)
    rows = rows_of(again, journal)
    assert len(rows) == 4 and rows[0]["Outcome"] == "unknown", rows
    assert "renamed_again" in rows[0]["Change"], rows
    token = sandbox.token.encode()
    for file in window.config.iterdir():
        if file.is_file():
            assert token not in file.read_bytes(), file


def connect(window, sandbox):
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")


def apply(window, count):
    window.press("Review Changes")
    name = "Apply 1 Change" if count == 1 else f"Apply {count} Changes"
    window.button(name)
    window.press(name)


def open_journal(window):
    window.app.menu("Tools", "Change Journal*")
    return window.app.find("table", "Change Journal", timeout=10)


def rows_of(window, journal):
    def read():
        header = window.app.header(journal)
        rows = [dict(zip(header, row)) for row in window.app.read_table(journal)]
        return rows if rows and all(row["Outcome"] != "pending" for row in rows) else None

    return harness.wait_for(read, 10, "rows of the journal")


class Trace:
    """strace on a running program: what is written and synchronised of the journal, and what goes out."""

    def __init__(self, run, window):
        self.file = run.traces / "strace.txt"
        assert shutil.which("strace"), "this test needs strace"
        self.process = subprocess.Popen(
            ["strace", "-f", "-y", "-s", "64", "-o", str(self.file)]
            + ["-e", "trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg", "-p", str(window.app.proc.pid)],
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.process.stderr.readline()
        assert "attached" in line, line

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def events(self):
        """In the order of their ends: ("write", …) and ("sync", …) of the journal's log, ("request", first line)."""
        open_syncs = set()
        for line in self.file.read_text(errors="replace").splitlines():
            thread, _, call = line.partition(" ")
            call = call.strip()
            if request := re.search(r'(?:write|writev|sendto|sendmsg)\(.*?"((?:POST|PUT|DELETE) /api:meta[^ ]*)', call):
                yield "request", request.group(1)
            elif call.startswith("pwrite64(") and f"{JOURNAL}-wal>" in call:
                yield "write", thread
            elif re.match(r"f(data)?sync\(", call) and f"{JOURNAL}-wal>" in call:
                if "unfinished" in call:
                    open_syncs.add(thread)
                elif call.endswith("= 0"):
                    yield "sync", thread
            elif re.match(r"<\.\.\. f(data)?sync resumed>", call) and thread in open_syncs:
                open_syncs.discard(thread)
                if call.endswith("= 0"):
                    yield "sync", thread

    def check(self, requests):
        seen = list(self.events())
        sent = [i for i, (kind, _) in enumerate(seen) if kind == "request"]
        assert len(sent) == requests, seen
        start = 0
        for at in sent:
            kinds = [kind for kind, _ in seen[start:at]]
            assert "write" in kinds and "sync" in kinds, f"{seen[at]} left before it was on disk: {seen[start:at]}"
            last = len(kinds) - 1 - kinds[::-1].index("write")
            assert "sync" in kinds[last:], f"{seen[at]} left before the journal was synchronised: {seen[start:at]}"
            start = at + 1


if __name__ == "__main__":
    harness.main(test, deadline=200)
