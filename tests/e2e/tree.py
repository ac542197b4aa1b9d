# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test sees of the explorer, the tabs and the page in front."""
import fnmatch

import guidrive


def tree_of(window):
    return window.app.find("tree", "Explorer", timeout=20)


def rows(window):
    return window.app.tree_items(tree_of(window))


def row(window, pattern, timeout=20):
    """The first row of the tree whose name matches."""
    return window.app.wait_for(
        lambda: next((each for each in rows(window) if fnmatch.fnmatchcase(each.get_name(), pattern)), None),
        timeout,
        f"{pattern!r} in the tree",
    )


def named(window, name, timeout=20):
    """The row of exactly that name, whatever characters it is made of."""
    return window.app.wait_for(
        lambda: next((each for each in rows(window) if each.get_name() == name), None), timeout, f"{name!r} in the tree"
    )


def close_tabs(window):
    window.app.menu("File", "Close All Tabs")
    window.app.wait_for(lambda: not window.app.find_all("page tab", "*confirm*"), 10, "no tab")


def wait_for_tab(window, name, timeout=20):
    return window.app.wait_for(
        lambda: next(
            (tab for tab in window.app.find_all("page tab") if tab.get_name().replace("&", "") == name), None
        ),
        timeout,
        f"a tab {name!r}",
    )


def shot(run, window, name):
    """A picture beside the traces, to be looked at."""
    window.gui.screenshot(str(run.traces / f"{name}.png"))


def said_in_page(window, text):
    """Whether the page in front says it: in a label or in a text that can be selected."""
    wanted = "".join(text.split())[:200]
    nodes = window.app.find_all("label") + window.app.find_all("text")
    return any(
        wanted in "".join(said.split()) for node in nodes for said in (node.get_name(), guidrive.text_of(node)) if said
    )
