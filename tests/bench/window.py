#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of the real program: connects, opens a workspace of 10,000 tables, and prints the requests and the memory."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import edit  # noqa: E402
import harness  # noqa: E402
from run import TABLES, pss_mb, wait_until_idle  # noqa: E402


def test(run):
    sandbox = run.sandbox("--scale", f"tables={TABLES}")
    window = run.metascope()
    pid = window.app.proc.pid
    edit.connect(window, sandbox)
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    tree = window.app.find("tree", "Explorer", timeout=20)
    window.app.select_path(tree, ["*", workspace, "Tables"], timeout=20)
    window.gui.key("Right")
    harness.wait_for(lambda: sandbox.requests("GET", "*/table"), 20, "the list of tables")
    wait_until_idle(pid, sandbox)
    print(json.dumps({"requests": len(sandbox.requests()), "pss": pss_mb(pid)}), flush=True)


if __name__ == "__main__":
    harness.main(test, deadline=200)
