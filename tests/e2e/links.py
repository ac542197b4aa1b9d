#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One window per configuration: a second start raises it and hands over its link, which points and sends nothing."""
import subprocess

import edit
import harness


def test(run):
    sandbox = run.sandbox()
    window = run.metascope()
    edit.connect(window, sandbox)
    edit.open_table(window, sandbox, edit.TABLE)
    window.wait_for_field("email")
    instance = window.app.find("tree", "Explorer")
    gui, seen = window.gui, len(sandbox.requests())

    def second(*arguments, config=window.config):
        command = [str(run.binaries / "metascope"), "--config", str(config), *arguments]
        return subprocess.run(command, env=gui.env, capture_output=True, text=True, timeout=20)

    again = second()
    assert again.returncode == 0, again
    workspace = sandbox.instances[0]["workspaces"][0]["id"]
    name = "session--" + sandbox.instances[0]["name"].lower()
    link = second(f"metascope://{name}/{workspace}/table/order_item")
    assert link.returncode == 0, link
    window.app.wait_for(lambda: selected(window, instance) == "order_item", 10, "the table that the link names")
    assert len(sandbox.requests()) == seen, "a link sends nothing before a click"

    unknown = second(f"metascope://{name}/{workspace}/table/there-is-none")
    assert unknown.returncode == 0, unknown
    window.wait_for_text("*link leads to*", 10)
    assert len(sandbox.requests()) == seen
    for wrong in ("https://example.invalid/", "metascope://user@" + name, "metascope://" + name + "/x/table/y"):
        refused = second(wrong)
        assert refused.returncode == 2, (wrong, refused)

    # What it points at is opened by a person alone.
    assert second(f"metascope://{name}/{workspace}/table/order_item").returncode == 0
    window.app.wait_for(lambda: selected(window, instance) == "order_item", 10, "the table that the link names")
    gui.key("Return")
    window.wait_for_field("quantity")
    assert len(sandbox.requests()) > seen


def selected(window, tree):
    """The name of the explorer's selected row."""
    for row in window.app.tree_items(tree):
        if harness.guidrive.state(row, "selected"):
            return row.get_name()
    return None


if __name__ == "__main__":
    harness.main(test, deadline=120)
