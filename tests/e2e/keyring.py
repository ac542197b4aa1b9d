#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The token lies in the keyring and nowhere else, follows its origin, not an edited registry, and goes with its instance."""
import base64
import os
import pathlib
import subprocess

import edit
import harness

SERVICE = "dev.metascope.Metascope"


def test(run):
    sandbox, other = run.sandbox(), run.sandbox()
    gui = run.desktop(keyring=True)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    edit.open_table(window, sandbox, edit.TABLE)

    keys = kept_keys(gui)
    assert len(keys) == 1, keys
    assert keys[0].startswith(sandbox.url + "|"), keys
    found = subprocess.run(
        ["secret-tool", "lookup", "server", SERVICE, "user", keys[0]],
        env=gui.env,
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert found.stdout == sandbox.token, "secret-tool finds another secret"
    assert window.app.quit() == 0

    written = [path for path in pathlib.Path(run.folder).rglob("*") if path.is_file()]
    written += [path for path in pathlib.Path(gui.dir, "home").rglob("*") if path.is_file()]
    registry = window.config / "instances.json"
    assert registry in written, [str(path) for path in written]
    assert holds(registry, sandbox.url), "the registry does not know the instance"
    forms = [
        sandbox.token,
        sandbox.token[8:40],
        base64.b64encode(sandbox.token.encode()).decode()[:40],
        sandbox.token.encode().hex()[:60],
    ]
    for path in written:
        for form in forms:
            assert not holds(path, form), f"{path} holds the token"
    for path in window.config.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, f"{path} can be read by others"

    written_by_us = registry.read_text()
    registry.write_text(written_by_us.replace(sandbox.url, other.url))
    seen = len(sandbox.requests())
    again = run.metascope()
    reopen(again)
    harness.wait_for(
        lambda: again.app.find_all("push button", "Connect") or again.app.find_all(None, "*token*"),
        20,
        "a word about the missing token",
    )
    carried = [request for request in other.requests() if sandbox.token in str(request["headers"])]
    assert not carried, "the token was sent to an origin that it was not stored for"
    assert len(sandbox.requests()) == seen
    assert again.app.quit() == 0

    registry.write_text(written_by_us)
    calls = KeyringCalls(gui, run.folder)
    seen = len(sandbox.requests())
    last = run.metascope()
    last.welcome()
    last.button("Open*", 20)
    last.app.find("tree", "Explorer", timeout=10)
    last.app.menu("Tools", "Access Tokens…")
    last.press("Close")
    assert calls.count() == 0, "a start and a look at the list ask the keychain for nothing"
    assert len(sandbox.requests()) == seen, "a start sends nothing"
    reopen(last)
    harness.wait_for(lambda: calls.count() > 0, 20, "the keychain to be asked when the instance is opened")
    tree = last.app.find("tree", "Explorer", timeout=10)
    last.app.select_path(tree, ["*"], timeout=15)
    last.app.menu("File", "Remove Instance*")
    last.app.click(last.app.find("push button", "Remove Instance", timeout=10))
    harness.wait_for(lambda: kept_keys(gui) == [], 20, "the token to go with its instance")
    harness.wait_for(lambda: not holds(registry, sandbox.url), 10, "the instance off the list")


class KeyringCalls:
    """The calls that reach the keyring from now on, as the bus carries them; those of this test too."""

    def __init__(self, gui, folder):
        self.file = pathlib.Path(folder, "keyring-calls.txt")
        rule = "type='method_call',path_namespace='/org/freedesktop/secrets'"
        with open(self.file, "wb") as out:
            gui._spawn(["dbus-monitor", "--session", "--profile", rule], stdout=out)
        # It counts what it sees once it has told of itself.
        harness.wait_for(lambda: self.file.stat().st_size > 0, 10, "a look at the bus")

    def count(self):
        return sum(line.startswith("mc") for line in self.file.read_text().splitlines())


def kept_keys(gui):
    """The names under which the keyring holds secrets of the program."""
    answer = subprocess.run(
        ["secret-tool", "search", "--all", "server", SERVICE], env=gui.env, capture_output=True, text=True, timeout=20
    )
    lines = (answer.stdout + answer.stderr).splitlines()
    return [line.split("=", 1)[1].strip() for line in lines if line.startswith("attribute.user")]


def holds(path, text):
    return text.encode() in path.read_bytes()


def reopen(window):
    """Opens the one known instance from the welcome page."""
    window.welcome()
    window.press("Open*", 20)


if __name__ == "__main__":
    os.umask(0o022)
    harness.main(test, deadline=150)
