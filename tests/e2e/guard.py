#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guard level, colour and tag by hand: set in the menus, told in words, kept over a restart; Lock Now forgets tokens."""
import edit
import guidrive
import harness


def test(run):
    sandbox = run.sandbox()
    run.desktop(keyring=True)
    window = run.metascope()
    connect(window, sandbox)
    edit.open_table(window, sandbox, edit.TABLE)
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    window.wait_for_text("Guard: Confirm")

    pick_workspace(window, workspace)
    window.app.menu("Workspace", "Guard Level of *", "Read-only")
    window.wait_for_text("Guard: Read-only")
    described(window, workspace, "READ-ONLY")

    edit.add_field(window, "not_sent")
    window.press("Review Changes")
    apply = window.app.find("push button", "Apply 1 Change", timeout=10)
    assert not guidrive.state(apply, "enabled"), "a read-only workspace can be written to"

    # Looser is asked first, and an open review follows.
    pick_workspace(window, workspace)
    window.app.menu("Workspace", "Guard Level of *", "Confirm")
    window.press("Set to Confirm")
    window.wait_for_text("Guard: Confirm")
    window.button("Apply 1 Change")
    window.press("Cancel")
    assert sandbox.writes() == []

    set_mark(window, workspace, "production", "Red")
    described(window, workspace, "production")
    window.wait_for_text("production")

    # Locked: nothing of the workspace is left to be seen, and no token is used.
    sent = len(sandbox.requests())
    window.app.menu("File", "Lock Now")
    window.wait_for_text("*no token is in memory*")
    window.app.wait_for(lambda: not window.app.find_all("page tab", edit.TABLE + "*"), 10, "the tab to close")
    tree = window.app.find("tree", "Explorer", timeout=10)
    assert workspace not in [node.name for node in window.app.find_all(None, workspace)], "the tree still shows it"
    assert tree is not None
    assert len(sandbox.requests()) == sent, "locking sent something"

    edit.open_table(window, sandbox, edit.TABLE)
    window.press("Restore Changes", 20)
    window.wait_for_field("not_sent")
    assert window.app.quit() == 0

    again = run.metascope()
    again.welcome()
    again.press("Open")
    again.app.select_path(again.app.find("tree", "Explorer", timeout=10), ["*", workspace], timeout=15)
    described(again, workspace, "production")
    assert again.app.quit() == 0


def connect(window, sandbox):
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    window.app.find("tree", "Explorer", timeout=20)


def pick_workspace(window, workspace):
    return window.app.select_path(window.app.find("tree", "Explorer", timeout=10), ["*", workspace], timeout=15)


def described(window, node, word):
    """The node of the tree has that word beside it."""
    window.app.wait_for(
        lambda: any(word in found.get_description() for found in window.app.find_all(None, node)),
        10,
        f"{word} at {node}",
    )


def set_mark(window, workspace, tag, colour):
    """The word suggests its colour."""
    pick_workspace(window, workspace)
    window.app.menu("Workspace", "Colour and Tag of *")
    window.enter("Tag", tag)
    window.app.find("combo box", colour, timeout=10)
    window.press("Set")


if __name__ == "__main__":
    harness.main(test, deadline=150)
