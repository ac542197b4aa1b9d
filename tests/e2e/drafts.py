#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Staged edits outlive a killed program: the next start offers them, and restored they can be applied."""
import signal

import edit
import harness


def test(run):
    sandbox = run.sandbox()
    table = sandbox.table(edit.TABLE)
    before = sandbox.field_names(table)

    run.desktop(keyring=True)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    edit.open_table(window, sandbox, edit.TABLE)
    window.wait_for_field(before[-1])
    edit.add_field(window, "kept_through_a_crash")
    edit.rename_field(window, "phone", "telephone")
    drafts = window.config / "drafts.sqlite"
    harness.wait_for(lambda: b"telephone" in everything(drafts), 10, "the draft on disk")
    window.app.proc.send_signal(signal.SIGKILL)
    window.app.proc.wait(10)
    for path in window.config.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, f"{path} can be read by others"

    seen = len(sandbox.requests())
    again = run.metascope()
    again.wait_for_text("*1 table*", 20)
    assert len(sandbox.requests()) == seen, "a start sends nothing"
    again.welcome()
    again.press("Open*")
    edit.open_table(again, sandbox, edit.TABLE)
    again.press("Restore Changes", 20)
    again.wait_for_field("kept_through_a_crash")
    rows = {row["Name"]: row["Change"] for row in again.field_rows()}
    assert rows["kept_through_a_crash"] == "added" and rows["telephone"] == "changed", rows
    assert sandbox.writes() == []

    again.press("Review Changes")
    again.press("Apply 2 Changes")
    wanted = ["telephone" if name == "phone" else name for name in before] + ["kept_through_a_crash"]
    harness.wait_for(lambda: sandbox.field_names(table) == wanted, 20, "the restored changes on the server")
    again.app.wait_for(lambda: all(row["Change"] == "" for row in again.field_rows()), 20, "the new baseline")
    assert again.app.quit() == 0

    last = run.metascope()
    last.welcome()
    last.button("Paste Access Token")
    assert not last.app.find_all(None, "*1 table*"), "an applied draft is offered again"


def everything(database):
    """What is in the file or in the log that goes with it."""
    return b"".join(path.read_bytes() for path in database.parent.glob(database.name + "*"))


if __name__ == "__main__":
    harness.main(test, deadline=150)
