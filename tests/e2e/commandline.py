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
    no_room(run, env)


def no_room(run, env):
    """A folder that nobody but the administrator can write to, and this user is none."""
    program = [str(run.binaries / "metascope"), "--config", "/"]
    if os.geteuid() == 0:
        other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        try:
            reachable = subprocess.run([*other, program[0], "--version"], env=env, capture_output=True, timeout=20)
        except FileNotFoundError:
            reachable = None
        if reachable is None or reachable.returncode != 0:
            print("left out: a folder for reading alone; there is no other user to try it as")
            return
        program = [*other, *program]
    locked = subprocess.run(
        program, env={**env, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=20
    )
    assert locked.returncode == 1, locked
    assert "nothing can be written to the folder “/”" in locked.stderr, locked
    assert "cannot be made" not in locked.stderr, locked


if __name__ == "__main__":
    harness.main(test, deadline=60)
