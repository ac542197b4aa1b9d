#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tabs, expansion and the way back outlive the program, and a start sends nothing for them; a branch is picked in the bar."""
import json

import edit
import guard
import harness

OTHER = "checkout-rework"
SHOTS = None  # a folder for pictures of what is seen on the way


def shot(window, name):
    if SHOTS:
        window.gui.screenshot(f"{SHOTS}/{name}.png")


def test(run):
    sandbox = run.sandbox()
    run.desktop(keyring=True)
    window = run.metascope()
    guard.connect(window, sandbox)
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    edit.open_table(window, sandbox, edit.TABLE)
    window.open("*", workspace, "Functions", "*")
    first = function_tab(window)
    shot(window, "tabs")

    # Back and Forward, by the keys and by the buttons.
    window.gui.key("alt+Left")
    window.fields()
    window.app.click(window.app.find("push button", "Forward*"))
    assert picker(window, "Branch").get_description() == "branch v1"

    # A branch: its list is read when it is asked for, the tabs stay, the explorer follows.
    seen = len(sandbox.requests())
    window.app.click(picker(window, "Branch"))
    item = window.app.find(None, OTHER, timeout=10)
    shot(window, "branches")
    assert len(sandbox.requests()) == seen + 1, "the branches are read once, when they are asked for"
    window.app.click(item)
    harness.wait_for(
        lambda: [r for r in sandbox.requests() if "/function?" in r["path"] and f"branch={OTHER}" in r["path"]],
        10,
        "the functions of the picked branch",
    )
    harness.wait_for(
        lambda: function_tab(window) == [first[0], first[1] + " · v1"],
        10,
        "the tabs to stay, and the one of another branch to say so",
    )
    shot(window, "picked")
    window.app.click(picker(window, "Data Source"))
    window.app.click(window.app.find(None, "test", timeout=10))
    shot(window, "picked-source")
    window.open("*", workspace, "Functions", "*")
    shot(window, "other-branch")
    window.app.menu("File", "Close Tab")
    window.app.menu("File", "Reopen Closed Tab")
    assert window.app.quit() == 0

    view = window.config / "view.json"
    assert view.stat().st_mode & 0o077 == 0, "others can read it"
    assert sandbox.token not in view.read_text()

    seen = len(sandbox.requests())
    again = run.metascope()
    again.wait_for_text("*" + workspace + " › branch " + OTHER + ", not loaded yet*")
    assert picker(again, "Branch").get_description() == "branch " + OTHER
    tabs = again.app.find_all("page tab", "*")
    assert any(tab.get_name().startswith(edit.TABLE) for tab in tabs), [tab.get_name() for tab in tabs]
    shot(again, "restored")
    again.app.menu("View", "Theme", "Dark")
    shot(again, "restored-dark")
    again.app.click(again.app.find("page tab", edit.TABLE + "*"))
    again.wait_for_text(edit.TABLE + " — *not loaded yet*")
    assert len(sandbox.requests()) == seen, "a start sends nothing, nor does a look at a tab of a closed instance"
    again.press("Load")
    again.fields()
    # What was picked is used again, which is said, and one click leads back.
    again.wait_for_text(f"*used as you picked the last time: {workspace} with branch {OTHER} and data source test*")
    shot(again, "loaded-dark")
    again.press("Use Live")
    harness.wait_for(lambda: '"branch": "' + OTHER not in choices(view), 10, "the choice to be forgotten")
    # Open by now: coming to a tab is enough.
    again.app.menu("Go", "Next Tab")
    again.app.gone(None, "*not loaded yet*", 10)

    again.app.menu("View", "Start Empty")
    assert again.app.quit() == 0
    last = run.metascope()
    last.button("Paste Access Token")
    assert not last.app.find_all("page tab", edit.TABLE + "*"), "an empty start shows tabs"


def choices(view):
    """What is kept of branches and data sources that were picked."""
    return json.dumps(json.loads(view.read_text()).get("choices"))


def picker(window, name):
    return window.app.find("push button", name)


def function_tab(window):
    """The names of the editors' tabs, once the one in front shows XanoScript."""
    window.wait_for_text("XanoScript")
    parts = ("Inputs", "XanoScript")  # of the page itself
    return [tab.get_name() for tab in window.app.find_all("page tab", "*") if tab.get_name() not in parts]


if __name__ == "__main__":
    harness.main(test, deadline=150)
