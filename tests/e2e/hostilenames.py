# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that no careless program shows as they are, doubled ids and pages without an end."""
import edit
import guidrive
import harness
from relay import Relay
from tree import named, row, rows, said_in_page, shot, tree_of

# -- names --------------------------------------------------------------------------------------------------------
NAMES = [
    "🦊 orders 🧾",
    "طلبات العملاء",
    "a/b\\c//d",
    "two\nlines\tand a tab",
    "a&b && <b>bold</b>",
    "<img src=file:///etc/passwd>",
    "&lt;",
    "%1 %n {0}",
    "\u202egnp.exe",
    "a \u2067turned\u2069\u2069 name \u202b\u202d",
    "\u2068kept apart",
    "שלום\u202eעולם",
    " leading and trailing ",
    "x" * 10_000,
    "ش" * 10_000,
]
# What would turn the words beside it, and the sign that stands for it.
TURNS = {turn: 0x21C4 for turn in (*range(0x202A, 0x202F), 0x2066, 0x2067)}


NO_NAME = 7100
FIRST = 7000


def bring_into_view(window, tree, node):
    """A row at the lower edge is scrolled to, as with the wheel."""
    left, upper, width, height = guidrive.extents(tree)
    _, top, _, row_height = guidrive.extents(node)
    if top + row_height > upper + height:
        window.gui.wheel(left + width // 2, upper + height // 2, 5)
        guidrive.time.sleep(0.3)


def hostile_names(run):
    sandbox = run.sandbox()
    workspace = sandbox.instances[0]["workspaces"][0]
    function = sandbox.items(f"/workspace/{workspace['id']}/function")[0]
    invented = {FIRST + n: {**function, "id": FIRST + n, "name": name, "description": name} for n, name in enumerate(NAMES)}
    invented[NO_NAME] = {**function, "id": NO_NAME, "name": ""}

    def rewrite(path, status, body):
        call = path.split("?")[0]
        if call.endswith("/function") and isinstance(body, dict):
            more = list(invented.values())
            # One of them twice, the second time under another name.
            body["items"] += [*more, {**more[0], "name": "the second of its number"}]
        elif "/function/" in call and int(call.rsplit("/", 1)[1]) in invented:
            return 200, {**invented[int(call.rsplit("/", 1)[1])], "xanoscript": {"status": "ok", "value": "stack {\n}"}}
        elif call.endswith("/task") and isinstance(body, dict):
            body["nextPage"] = 1
        return status, body

    relay = Relay(sandbox.url, rewrite)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", relay.url)
    window.press("Connect")
    edit.keep_for_session(window)
    tree = tree_of(window)
    window.app.select_path(tree, ["*", workspace["name"], "Functions"], timeout=20)
    window.gui.key("Right")
    harness.wait_for(lambda: guidrive.expanded(row(window, "Functions")), 20, "the functions")
    shown = [each.get_name() for each in rows(window)]
    for name in NAMES:
        assert shown.count(name) == 1, f"{name[:40]!r} stands {shown.count(name)} times in {[s[:40] for s in shown]}"
    assert f"#{NO_NAME}" in shown, "what has no name goes by its number"
    assert "the second of its number" not in shown

    frame = guidrive.extents(window.app.windows()[0])
    for name in NAMES:
        began = guidrive.time.monotonic()
        node = named(window, name)
        bring_into_view(window, tree, node)
        window.app.click(named(window, name), at=(24, 8))
        # The tab is cut short, the heading of the page is not.
        window.app.wait_for(lambda: said_in_page(window, name), 20, f"a page that says {name[:30]!r}")
        if len(name) < 100:
            assert tab_says(window, name), f"no tab says {name!r}"
        assert guidrive.extents(window.app.windows()[0]) == frame, f"{name[:30]!r} changed the window's size"
        widest = max(guidrive.extents(tab)[2] for tab in window.app.find_all("page tab"))
        assert widest < 500, f"a tab of {widest} pixels"
        turned = [told for told in said_of_it(window) if any(chr(turn) in told for turn in TURNS)]
        assert not turned, f"{turned} turn what stands beside them"
        print(f"{name[:12]!r}: {guidrive.time.monotonic() - began:.1f} s")
        if name in ("שלום\u202eעולם", "x" * 10_000):
            shot(run, window, f"name{NAMES.index(name)}")

    # What looks like markup stays text where Qt would take it for markup.
    picture = next(name for name in NAMES if name.startswith("<img"))
    left, top, _, _ = guidrive.extents(named(window, picture))
    window.gui.x("mousemove", left + 60, top + 8)
    window.gui.x("mousemove", left + 62, top + 9)
    tip = window.app.find("tool tip", timeout=10)
    assert picture in tip.get_name() or picture in (guidrive.text_of(tip) or ""), tip.get_name()

    # A name that would turn the tooltip's other lines.
    turning = NAMES[8]
    guidrive.scroll_to(named(window, turning))
    left, top, _, _ = guidrive.extents(named(window, turning))
    window.gui.x("mousemove", left + 60, top + 8)
    window.gui.x("mousemove", left + 62, top + 9)
    tip = window.app.find("tool tip", "*gnp.exe*", timeout=10)
    assert "\u202e" not in tip.get_name() and "\u21c4" in tip.get_name(), tip.get_name()

    # A list whose last page points at its first ends all the same, and says so or shows what there is.
    before = len(relay.seen)
    window.app.select_path(tree, ["*", workspace["name"], "Tasks"], timeout=20)
    window.gui.key("Right")
    window.app.wait_for(lambda: "oading" not in named(window, "Tasks").get_description(), 20, "an end of the tasks")
    harness.guidrive.time.sleep(1)
    assert len(relay.seen) - before < 5, f"{len(relay.seen) - before} requests for a list that goes round"
    print("a list that goes round:", named(window, "Tasks").get_description(),
          [each.get_name() for each in window.app.find_all("alert")])
    relay.close()


def said_of_it(window):
    """What stands in sentences: in the status bar and in message bars, and on tabs."""
    nodes = window.app.find_all("status bar") + window.app.find_all("alert") + window.app.find_all("notification")
    nodes += window.app.find_all("page tab")
    return [node.get_name() for node in nodes] + [guidrive.text_of(node) or "" for node in nodes]


def tab_says(window, name):
    # On one line, with a sign for what would begin another, or turn its direction.
    wanted = " ".join(name.replace("\n", "\u21b5").replace("\t", "\u2192").translate(TURNS).split())
    names = [" ".join(tab.get_name().split()) for tab in window.app.find_all("page tab")]
    return any(tab == wanted or tab.endswith("…") and wanted.startswith(tab[:-1]) for tab in names)
