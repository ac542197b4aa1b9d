#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A marked token is used, looked at and crashed with; afterwards it lies nowhere but in the keyring, and then nowhere."""
import base64
import pathlib
import signal
import subprocess

import edit
import harness
import keyring


def test(run):
    sandbox = run.sandbox()
    gui = run.desktop(keyring=True)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    edit.open_table(window, sandbox, edit.TABLE)
    edit.add_field(window, "kept_through_a_crash")
    look_at_tokens(window)
    watch_process(gui, window.app.proc.pid, sandbox.token)
    assert len(keyring.kept_keys(gui)) == 1

    window.app.proc.send_signal(signal.SIGABRT)
    window.app.proc.wait(20)
    search_files(run, gui, sandbox.token)

    again = run.metascope()
    watch_process(gui, again.app.proc.pid, sandbox.token)
    keyring.reopen(again)
    edit.open_table(again, sandbox, edit.TABLE)
    watch_process(gui, again.app.proc.pid, sandbox.token)
    tree = again.app.find("tree", "Explorer", timeout=10)
    again.app.select_path(tree, ["*"], timeout=15)
    again.app.menu("File", "Remove Instance*")
    again.app.click(again.app.find("push button", "Remove Instance", timeout=10))
    harness.wait_for(lambda: keyring.kept_keys(gui) == [], 20, "the token to go with its instance")
    assert again.app.quit() == 0
    search_files(run, gui, sandbox.token)


def look_at_tokens(window):
    window.app.menu("Tools", "Access Tokens…")
    window.app.find("table", "Access Tokens", timeout=10)
    window.press("Test")
    window.button("Test", 20)
    window.press("Reveal")
    window.press("Close")


def forms_of(token):
    """The token as it is, in part, and in the spellings that a dump of it could have."""
    raw = token.encode()
    wide = token.encode("utf-16-le")
    return [raw, raw[8:40], base64.b64encode(raw)[:40], raw.hex()[:60].encode(), wide, wide[16:80]]


def search_files(run, gui, token):
    places = [pathlib.Path(run.folder), pathlib.Path(gui.dir)]
    files = [path for place in places for path in place.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any(path.name == "instances.json" for path in files), "the search looks at the wrong place"
    assert any(path.name == "drafts.sqlite" for path in files), "the search looks at the wrong place"
    for path in files:
        content = path.read_bytes()
        for form in forms_of(token):
            assert form not in content, f"{path} holds the token"


def watch_process(gui, pid, token):
    proc = pathlib.Path("/proc", str(pid))
    for name in ("cmdline", "environ"):
        content = (proc / name).read_bytes()
        assert content or name == "environ", f"{name} of the process is empty"
        for form in forms_of(token):
            assert form not in content, f"{name} of the process holds the token"
    limits = (proc / "limits").read_text().splitlines()
    core = next(line for line in limits if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"], core
    titles = subprocess.run(["xwininfo", "-root", "-tree"], env=gui.env, capture_output=True, text=True, timeout=20)
    assert "Metascope" in titles.stdout, "the titles are not seen"
    for form in forms_of(token)[:4]:
        assert form.decode() not in titles.stdout, "a window title holds the token"


if __name__ == "__main__":
    harness.main(test, deadline=180)
