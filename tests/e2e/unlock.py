#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A locked keyring: the desktop's own question is asked, can be given up and refused, and the right password opens.

GNOME Keyring 42 ends when it is told to take its question away: given up in the window, the question stays."""
import subprocess

import edit
import harness
import keyring

COLLECTION = "/org/freedesktop/secrets/collection/login"
PASSWORD = "made-up-keyring-password"


def test(run):
    sandbox = run.sandbox()
    gui = run.desktop(keyring=True, keyring_password=PASSWORD)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    edit.open_table(window, sandbox, edit.TABLE)
    assert len(keyring.kept_keys(gui)) == 1
    gui.key("ctrl+shift+l")
    window.button("Open*", 20)

    # Given up in the window: it waits no longer, nothing was sent, and the keyring is as it was.
    lock(gui)
    seen = len(sandbox.requests())
    window.press("Open*")
    wait_for_question(gui)
    # The question holds the mouse on to itself; the window's button is reached as an assistive tool reaches it.
    window.app.press(window.button("Cancel"))
    window.app.wait_for(lambda: not window.app.find_all("push button", "Cancel"), 10, "the window to go on")
    assert is_locked(gui)
    gui.key("Escape")
    harness.wait_for(lambda: not question(gui), 10, "the desktop's question to go")
    assert len(sandbox.requests()) == seen

    # Closed by the person: the sentence of a locked keychain, with Retry.
    window.open("*")
    wait_for_question(gui)
    gui.key("Escape")
    window.wait_for_text("*locked*", 20)
    assert len(sandbox.requests()) == seen

    # The right password: the instance opens with what the keyring holds.
    window.press("Retry", 20)
    wait_for_question(gui)
    gui.text(PASSWORD)
    gui.key("Return")
    harness.wait_for(lambda: not is_locked(gui), 20, "the keyring to be unlocked")
    harness.wait_for(lambda: len(sandbox.requests()) > seen, 20, "the instance to be opened")
    window.app.find("table cell", sandbox.instances[0]["workspaces"][0]["name"], timeout=20)


def lock(gui):
    call(gui, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock", f"array:objpath:{COLLECTION}")
    assert is_locked(gui), "the keyring did not lock"


def is_locked(gui):
    answer = call(
        gui,
        COLLECTION,
        "org.freedesktop.DBus.Properties.Get",
        "string:org.freedesktop.Secret.Collection",
        "string:Locked",
    )
    return "boolean true" in answer


def call(gui, path, method, *arguments):
    answer = subprocess.run(
        ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", path, method, *arguments],
        env=gui.env,
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def question(gui):
    """The window in which the desktop asks for the password."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--class", "gcr-prompter"], env=gui.env, capture_output=True, text=True
    )
    return found.stdout.split()


def wait_for_question(gui):
    harness.wait_for(lambda: question(gui), 20, "the desktop's question for the keyring's password")


if __name__ == "__main__":
    harness.main(test, deadline=120)
