#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every view, from the real program: DIR/NAME-{light,dark}-{100,200}.png.

    screenshots.py [--bin DIR] [--only NAME] DIR

A view that cannot be reached is named at the end, and the exit status is 1; the others are taken all the same.
"""
import argparse
import itertools
import pathlib
import subprocess
import sys

import edit
import exploreviews
import failureviews
import harness
import journalviews

THEMES = ("light", "dark")
SCALES = (1, 2)
SIZE = (1280, 800)
RUNS = ("window", "tokens", "explore", "journal")


class Album:
    def __init__(self, window, folder, suffix, only):
        self.window, self.folder, self.suffix, self.only = window, folder, suffix, only
        self.missing = []

    def take(self, name, steps=None):
        """Goes to a view and takes it; the pointer waits in a corner so that it hovers over nothing."""
        if self.only and name not in self.only and steps is None:
            return
        try:
            if steps:
                steps()
            gui = self.window.gui
            gui.x("mousemove", SIZE[0] * gui.scale - 1, SIZE[1] * gui.scale - 1)
            self.settle()
            if not self.only or name in self.only:
                gui.screenshot(str(self.folder / f"{name}-{self.suffix}.png"))
        except Exception as error:
            self.missing.append(f"{name}-{self.suffix}: {type(error).__name__} {error}")

    def settle(self):
        """Until two pictures of the screen in a row are the same."""
        seen = [None]

        def still():
            now = subprocess.run(
                ["import", "-window", "root", "rgb:-"], env=self.window.gui.env, capture_output=True, timeout=30
            ).stdout
            same, seen[0] = now == seen[0], now
            return same

        harness.wait_for(still, 10, "a picture that stands still", interval=0.1)


def desktop(run, scale, keyring):
    return run.desktop(size=f"{SIZE[0] * scale}x{SIZE[1] * scale}x24", scale=scale, wm="openbox", keyring=keyring)


def album_of(window, folder, theme, scale, only):
    """Of a window that was just started."""
    fill_screen(window.gui)
    window.app.menu("View", "Theme", theme.capitalize())
    return Album(window, folder, f"{theme}-{100 * scale}", only)


def tokens_tour(run, folder, theme, scale, only):
    sandbox = run.sandbox()
    desktop(run, scale, keyring=True)
    return failureviews.token_window(run, lambda window: album_of(window, folder, theme, scale, only), sandbox)


def explore_tour(run, folder, theme, scale, only):
    # Of an instance that is there for this session only nothing is kept that could be searched.
    desktop(run, scale, keyring=True)
    return exploreviews.tour(run, lambda window: album_of(window, folder, theme, scale, only))


def journal_tour(run, folder, theme, scale, only):
    desktop(run, scale, keyring=False)
    return journalviews.tour(run, lambda window: album_of(window, folder, theme, scale, only))


def window_tour(run, folder, theme, scale, only):
    sandbox, tls = run.sandbox(), run.sandbox("--tls")
    desktop(run, scale, keyring=False)
    window = run.metascope()
    gui = window.gui
    album = album_of(window, folder, theme, scale, only)
    table = sandbox.table(edit.TABLE)
    workspace = sandbox.instances[0]["workspaces"][0]["name"]

    album.take("welcome", lambda: window.button("Paste Access Token"))
    album.take("connect", lambda: window.press("Paste Access Token"))

    album.take("sign-in", lambda: window.press("Sign in with Browser"))
    window.press("Cancel")
    window.press("Paste Access Token")

    failureviews.connect_page(window, album, sandbox, tls)
    failureviews.import_page(window, album)

    def help_page():
        window.app.menu("Help", "Metascope Help")
        window.app.find("list", "Pages", timeout=10)

    album.take("help", help_page)
    album.take("help-tokens", lambda: window.app.click(window.app.find("list item", "Access tokens", timeout=10)))
    window.gui.key("Escape")
    window.app.menu("File", "Connect*")

    def connect():
        window.enter("Access Token", sandbox.token)
        window.enter("Instance Address", sandbox.url)
        window.press("Connect")
        window.button("This Session Only", 20)

    album.take("no-keychain", connect)

    def explorer():
        window.press("This Session Only")
        window.open("*", workspace, "Tables", edit.TABLE)
        window.fields()

    album.take("table", explorer)

    def failing_group():
        sandbox.faults("GET */function status=500")
        tree = window.app.find("tree", "Explorer")
        window.app.select_path(tree, ["*", workspace, "Functions"])
        gui.key("Right")
        window.button("Retry", 20)

    album.take("error-group", failing_group)
    sandbox.faults()

    def indexes():
        window.app.click(window.app.find("page tab", "Indexes"))
        window.app.find("table", "Indexes")

    album.take("indexes", indexes)

    def staged():
        window.app.click(window.app.find("page tab", "Schema"))
        edit.add_field(window, "shipped_note")
        edit.rename_field(window, second_text(sandbox, table), "contact")
        window.select_field(window.field_rows()[-2]["Name"])
        window.press("Remove Field")
        window.select_field("contact")

    album.take("staged", staged)

    def review():
        window.press("Review Changes")
        window.button("Cancel")

    album.take("review", review)

    def conflict():
        asked = window.app.find("text", "Type * to Confirm")
        window.app.type(asked, asked.get_name().split()[1])
        body = {"old_name": second_text(sandbox, table), "new_name": "changed_elsewhere"}
        sandbox.mutate("POST", table + "/schema/rename", body)
        window.press("Apply 3 Changes")
        window.wait_for_text("*changed_elsewhere*", 15)

    album.take("conflict", conflict)

    def tokens():
        window.app.menu("Tools", "Access Tokens…")
        window.app.find("table", "Access Tokens", timeout=10)

    album.take("tokens", tokens)
    window.press("Close")

    def empty():
        window.enter("Filter", "nothing is called so")

    album.take("empty-filter", empty)

    return album.missing


def second_text(sandbox, table):
    return [field["name"] for field in sandbox.schema(table) if field["type"] == "text"][1]


def fill_screen(gui):
    window = gui.x("search", "--onlyvisible", "--name", "Metascope").split()[-1]
    gui.x("windowmove", window, 0, 0)
    gui.x("windowsize", window, SIZE[0] * gui.scale, SIZE[1] * gui.scale)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=harness.ROOT / "build" / "dev" / "bin")
    parser.add_argument("--only", action="append", default=[], help="a view to take; repeatable")
    parser.add_argument("--variant", help="one run, such as dark-2-window (used by the script itself)")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)

    if options.variant:
        theme, scale, name = options.variant.split("-")
        tour = {"window": window_tour, "tokens": tokens_tour, "explore": explore_tour, "journal": journal_tour}[name]
        run = harness.Run(f"screenshots-{options.variant}", options.bin.resolve(), options.bin.resolve().parent / "e2e")
        try:
            missing = tour(run, options.folder, theme, int(scale), options.only)
            if missing:
                run.leave_traces()
        finally:
            run.close()
        print("\n".join(missing))
        return 1 if missing else 0

    failed = 0
    for variant in itertools.product(THEMES, SCALES, RUNS):
        name = "-".join(str(part) for part in variant)
        command = [sys.executable, __file__, "--bin", str(options.bin), "--variant", name]
        command += [part for only in options.only for part in ("--only", only)]
        failed += subprocess.run([*command, str(options.folder)], timeout=400).returncode != 0
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
