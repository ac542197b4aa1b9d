#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program without a display: what it prints and how it ends."""
import os
import subprocess

import harness


def test(run):
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env.update(XDG_RUNTIME_DIR=str(run.folder), XDG_CONFIG_HOME=str(run.folder / "config"), LC_ALL="C.UTF-8")

    def metascope(*arguments):
        return subprocess.run(
            [str(run.binaries / "metascope"), *arguments], env=env, capture_output=True, text=True, timeout=20
        )

    version = metascope("--version")
    assert version.returncode == 0 and version.stdout.lower().startswith("metascope "), version
    help_text = metascope("--help")
    assert help_text.returncode == 0, help_text
    for option in ("--demo", "--config", "--read-only", "--debug-info"):
        assert option in help_text.stdout, option
    debug = metascope("--debug-info")
    assert debug.returncode == 0 and "Qt" in debug.stdout, debug
    assert not (run.folder / "config").exists(), "telling of oneself writes nothing"

    wrong = metascope("--no-such-option")
    assert wrong.returncode == 2 and "no-such-option" in wrong.stderr, wrong
    blind = metascope()
    assert blind.returncode == 1 and "display" in blind.stderr.lower(), blind


if __name__ == "__main__":
    harness.main(test, deadline=60)
