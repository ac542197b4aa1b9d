#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Browsing as people do it, with real keys and clicks:

    explore.py open                 an object by the tree, the filter, Go to Anything and Find in Workspace, inputs counted
    explore.py groups 2023|2026     every group of a workspace shows what it holds, or that it is not available
    explore.py agency               three instances of one account token side by side
    explore.py free                 on a plan of ten requests in twenty seconds a workspace opens without one 429
    explore.py refresh              what appeared, changed and vanished meanwhile is told
    explore.py restart              the last state at the next start, dated, without a request or a look at the keychain
    explore.py offline              without a server: what was read, dated, in the tabs
    explore.py names                names that no careless program shows as they are, doubled ids, pages without an end
"""

import edit
import guidrive
import harness
import keyring
from hostilenames import hostile_names
from tree import close_tabs, named, row, rows, said_in_page, shot, tree_of, wait_for_tab

MOST_INPUTS = 6
MOST_REQUESTS = 8
SECTIONS = ("Triggers", "AI", "Tests", "Request History")


class Hand:
    """What a person does, counted: a click, a double click, a key or a text is one input."""

    def __init__(self, window):
        self.window, self.gui, self.inputs = window, window.gui, 0

    def click(self, node, count=1):
        self.inputs += 1
        _, _, width, height = guidrive.extents(node)
        self.window.app.click(node, count=count, at=(min(24, width // 2), height // 2))

    def key(self, key):
        self.inputs += 1
        self.gui.key(key)

    def text(self, text):
        self.inputs += 1
        self.gui.text(text)


def test(run, what, *arguments):
    {
        "open": opened_in_every_way,
        "groups": groups,
        "agency": side_by_side,
        "free": free_plan,
        "refresh": refreshed,
        "restart": restarted,
        "offline": offline,
        "names": hostile_names,
    }[what](run, *arguments)


# -- what stands in the tree --------------------------------------------------------------------------------------
def wait_until_quiet(sandbox, still=1.0, timeout=30):
    """Until the server has heard of nobody for a while; how much it heard of since its start."""
    seen = [-1, 0.0]

    def quiet():
        now = len(sandbox.requests())
        if now != seen[0]:
            seen[:] = [now, harness.guidrive.time.monotonic()]
        return harness.guidrive.time.monotonic() - seen[1] > still

    harness.wait_for(quiet, timeout, "an end of the requests")
    return len(sandbox.requests())


def connected(run, *arguments, keyring_too=False):
    sandbox = run.sandbox(*arguments)
    run.desktop(keyring=keyring_too)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    if not keyring_too:
        edit.keep_for_session(window)
    row(window, sandbox.instances[0]["workspaces"][0]["name"])
    return sandbox, window


# -- open ---------------------------------------------------------------------------------------------------------
def opened_in_every_way(run):
    # For this session only: what is searched is kept in memory alone.
    sandbox, window = connected(run)
    workspace = sandbox.instances[0]["workspaces"][0]
    function = sandbox.items(f"/workspace/{workspace['id']}/function")[0]["name"]
    assert wait_until_quiet(sandbox) <= MOST_REQUESTS, sandbox.requests()

    used = {}
    hand = Hand(window)
    if not guidrive.expanded(row(window, workspace["name"])):
        hand.click(row(window, workspace["name"]), count=2)
    hand.click(row(window, "Functions"), count=2)
    hand.click(row(window, function))
    wait_for_tab(window, function)
    used["tree"] = hand.inputs
    assert wait_until_quiet(sandbox) <= MOST_REQUESTS, "connecting and opening one object costs more than eight"

    for way, steps in (("filter", by_filter), ("palette", by_palette), ("search", by_search)):
        close_tabs(window)
        hand = Hand(window)
        if not steps(window, hand, function):
            print(f"left out: {way}: this program has none yet")
            continue
        wait_for_tab(window, function)
        used[way] = hand.inputs
    print("inputs:", used)
    assert all(count <= MOST_INPUTS for count in used.values()), used


def has_command(window, menu, title):
    """Whether a menu has that command; the menu is closed again."""
    window.app.menu(menu)
    found = window.app.find_all("menu item", title)
    window.gui.key("Escape")
    return bool(found)


def by_filter(window, hand, name):
    hand.click(window.app.find("text", "Filter", timeout=10))
    hand.text(name)
    window.wait_for_text("1 of *known names")
    hand.key("Return")
    hand.key("Return")
    wait_for_tab(window, name)
    window.enter("Filter", "x")
    window.gui.key("BackSpace")
    return True


def by_palette(window, hand, name):
    if not has_command(window, "Go", "Go to Anything*"):
        return False
    hand.key("ctrl+p")
    hand.text(name)
    window.app.wait_for(lambda: window.app.find_all("list item", f"*{name}*"), 10, "the object in the list")
    hand.key("Return")
    return True


def by_search(window, hand, name):
    if not any(has_command(window, menu, "Find in Workspace*") for menu in ("Edit", "Go", "View", "Tools")):
        return False
    hand.key("ctrl+shift+f")
    window.app.find("text", "Find Text", timeout=10)
    hand.text(name)
    results = window.app.find("tree", "Find Results", timeout=20)
    window.app.wait_for(
        lambda: any(name in node.get_name() for node in window.app.tree_items(results)), 20, "the object among the results"
    )
    hand.key("Down")
    hand.key("Return")
    if not tab_is_there(window, name):  # the first row may be the place that the objects stand below
        hand.key("Down")
        hand.key("Return")
    return True


def tab_is_there(window, name):
    harness.guidrive.time.sleep(0.5)
    return any(tab.get_name() == name for tab in window.app.find_all("page tab"))


# -- groups -------------------------------------------------------------------------------------------------------
def groups(run, dialect):
    sandbox, window = connected(run, "--dialect", dialect)
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    tree = tree_of(window)
    if not guidrive.expanded(row(window, workspace)):
        window.app.select_path(tree, ["*", workspace])
        window.gui.key("Right")
    row(window, "Request History")
    for section in SECTIONS:
        window.app.select_path(tree, ["*", workspace, section])
        window.gui.key("Right")
        harness.wait_for(lambda: guidrive.expanded(row(window, section)), 20, f"{section} to expand")

    names = [each.get_name() for each in rows(window)]
    names = names[names.index(workspace) + 1 :]
    holding = [name for name in names if name not in SECTIONS]
    assert len(holding) == 28, holding
    told = {}
    for name in reversed(holding):  # from below: what opens does not move what comes next
        window.app.select_path(tree, ["*", workspace, name])
        window.gui.key("Right")
        told[name] = window.app.wait_for(lambda: outcome(window, name), 20, f"{name} to show what it holds")
    print(dialect, {name: told[name] for name in holding})
    assert not window.app.find_all("push button", "Retry"), "a group that is not there is no error"
    absent = [name for name, what in told.items() if what == "not available"]
    assert ("Middleware" in absent) == (dialect == "2023"), absent
    assert told["Tables"].startswith("items") and told["Functions"].startswith("items")
    assert all(request["status"] != 429 for request in sandbox.requests())


def outcome(window, name):
    """What a group says of itself, once it is no longer under way."""
    described = named(window, name).get_description()
    if guidrive.expanded(named(window, name)):
        return "items: " + described
    words = described.lower()
    if "not available" in words:
        return "not available"
    if "0 items" in words or "0 item" in words:
        return "empty"
    return None


# -- agency -------------------------------------------------------------------------------------------------------
def side_by_side(run):
    sandbox = run.sandbox("--sample", "agency")
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.account_token)
    window.enter("Instance Address", sandbox.ready["account_url"])
    window.press("Connect")
    shown = window.app.find("list", "Instances", timeout=20)
    window.app.wait_for(lambda: len(guidrive.kids(shown)) == 3, 10, "three instances")
    for number, item in enumerate(guidrive.kids(shown)):
        window.app.click(item, mods=("ctrl",) if number else ())
    window.press("Connect")
    edit.keep_for_session(window)

    seen = []
    for instance in sandbox.instances:
        workspace = instance["workspaces"][1]["name"]
        top = row(window, f"*{instance['name'].split('-')[0]}*", 20)
        if not guidrive.expanded(top):
            window.app.click(top, count=2)
        row(window, workspace)
        window.open("*" + instance["name"].split("-")[0] + "*", workspace, "Tables", "booking")
        window.wait_for_field("member_id")
        tab = wait_for_tab(window, "booking")
        seen.append(tab)
    names = [each.get_name() for each in rows(window)]
    for instance in sandbox.instances:
        assert any(instance["name"].split("-")[0] in name for name in names), names
    reached = {request["instance"] for request in sandbox.requests() if "/table" in request["path"]}
    assert {instance["name"] for instance in sandbox.instances} <= reached, reached
    # The filter finds in all of them at once.
    window.enter("Filter", "booking")
    window.wait_for_text("3 of *known names")


# -- free ---------------------------------------------------------------------------------------------------------
def free_plan(run):
    sandbox, window = connected(run, "--plan", "free")
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    edit.open_table(window, sandbox, edit.TABLE)
    window.wait_for_field("id")
    count = wait_until_quiet(sandbox, still=3)
    refused = [request for request in sandbox.requests() if request["status"] == 429]
    print("requests:", count, [f"{r['method']} {r['path']}" for r in sandbox.requests()])
    assert not refused, refused
    assert count <= MOST_REQUESTS, count
    # Much more than the plan allows is waited for, and told, not refused.
    tree = tree_of(window)
    for group in ("Functions", "Tasks", "Middleware", "Addons", "Branches", "Data Sources"):
        window.app.select_path(tree, ["*", workspace, group])
        window.gui.key("Right")
    harness.wait_for(lambda: guidrive.expanded(row(window, "Data Sources")), 90, "the last group")
    assert not window.app.find_all("push button", "Retry"), "a plan that is used up is waited for, and no error"
    refused = [request for request in sandbox.requests() if request["status"] == 429]
    print("429s:", len(refused), "of", len(sandbox.requests()))
    assert len(refused) <= 1, "one refusal teaches the pace"


# -- refresh ------------------------------------------------------------------------------------------------------
def refreshed(run):
    sandbox, window = connected(run)
    workspace = sandbox.instances[0]["workspaces"][0]
    edit.open_table(window, sandbox, edit.TABLE)
    at = f"/workspace/{workspace['id']}/table"
    tables = {table["name"]: table["id"] for table in sandbox.items(at)}
    tree = tree_of(window)

    sandbox.mutate("PUT", f"{at}/{tables['cart']}", {"name": "basket", "description": "renamed"})
    sandbox.mutate("DELETE", f"{at}/{tables['voucher']}")
    sandbox.mutate("POST", at, {"name": "zz_fresh", "description": ""})
    window.app.select_path(tree, ["*", workspace["name"], "Tables"])
    window.gui.key("F5")
    fresh = named(window, "zz_fresh")
    assert "new" in fresh.get_description(), fresh.get_description()
    assert "changed" in named(window, "basket").get_description(), named(window, "basket").get_description()
    window.app.wait_for(lambda: not [each for each in rows(window) if each.get_name() == "voucher"], 10, "it to go")
    window.wait_for_text("*voucher*gone*")
    told = named(window, "Tables").get_description()
    assert "1 gone" in told, told
    assert guidrive.expanded(row(window, "Tables")), "a refresh closed what was open"
    wait_for_tab(window, edit.TABLE)

    # Pages are open when their objects go.
    function = sandbox.items(f"/workspace/{workspace['id']}/function")[0]
    window.open("*", workspace["name"], "Functions", function["name"])
    wait_for_tab(window, function["name"])
    window.app.wait_for(lambda: said_in_page(window, function["description"]), 20, "the page of the function")
    sandbox.faults(f"GET */function/{function['id']} status=404")
    told_as_gone(window)
    sandbox.mutate("DELETE", f"{at}/{tables[edit.TABLE]}")
    window.app.click(wait_for_tab(window, edit.TABLE))
    told_as_gone(window)

    # A list that was read again tells the pages of what it does not hold any more; nothing of theirs is asked for.
    window.open("*", workspace["name"], "Tables", "basket")
    wait_for_tab(window, "basket")
    window.wait_for_field("customer_id")
    sandbox.mutate("DELETE", f"{at}/{tables['cart']}")
    window.app.select_path(tree, ["*", workspace["name"], "Tables"])
    window.gui.key("F5")
    window.wait_for_text("Warning: It is not on the server any more: the list*")
    assert "gone" in named(window, "Tables").get_description()
    window.wait_for_field("customer_id")
    shot(run, window, "gone")


def told_as_gone(window):
    window.app.menu("View", "Reload*")
    told = window.app.wait_for(
        lambda: window.app.find_all("alert", "Error:*") or window.app.find_all(None, "*not on the server any more*"),
        20,
        "a word about what is gone",
    )
    print("gone:", [each.get_name() for each in told])
    words = ("404", "not there", "gone", "not on the server any more")
    assert any(word in each.get_name() for each in told for word in words)


# -- restart ------------------------------------------------------------------------------------------------------
def restarted(run):
    sandbox, window = connected(run, keyring_too=True)
    gui = window.gui
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    edit.open_table(window, sandbox, edit.TABLE)
    wait_until_quiet(sandbox)
    assert window.app.quit() == 0
    assert (window.config / "cache.sqlite").stat().st_mode & 0o077 == 0

    calls = keyring.KeyringCalls(gui, run.folder)
    seen = len(sandbox.requests())
    again = run.metascope()
    tree = tree_of(again)
    again.app.select_path(tree, ["*", workspace, "Tables"], timeout=20)
    if not guidrive.expanded(named(again, "Tables")):
        gui.key("Right")
    named(again, edit.TABLE)
    dated = named(again, "Tables").get_description()
    assert "as of" in dated, dated
    again.enter("Filter", edit.TABLE)
    again.wait_for_text("*known names")
    assert calls.count() == 0, "the last state was shown with the keychain's help"
    assert len(sandbox.requests()) == seen, sandbox.requests()[seen:]
    # Opened by hand it is of now, and says no date any more.
    again.gui.key("Escape")
    again.welcome()
    again.press("Open*")
    harness.wait_for(lambda: len(sandbox.requests()) > seen, 20, "the instance to be opened")
    again.app.wait_for(lambda: "as of" not in named(again, "Tables").get_description(), 20, "the list of now")
    assert again.app.quit() == 0

    # A cache that is no cache any more is set aside.
    for file in window.config.glob("cache.sqlite*"):
        file.unlink()
    (window.config / "cache.sqlite").write_bytes(b"no database " * 1000)
    last = run.metascope()
    last.welcome()
    last.button("Open*", 20)
    assert last.app.quit() == 0


# -- offline ------------------------------------------------------------------------------------------------------
SHOTS = None  # a folder for pictures of what is seen on the way


def bars(window):
    """What the message bars say that a person sees."""
    return [
        node.get_name()
        for role in ("alert", "notification")
        for node in window.app.find_all(role, "*")
        if guidrive.state(node, "showing") and node.get_name().startswith(("Warning: ", "Error: ", "Note: "))
    ]


def shown_as_kept(window, what):
    """The object in front is dated, and its cause is told once."""
    window.wait_for_text("Warning: As of * UTC. No connection*", 40)
    told = window.app.wait_for(lambda: len(bars(window)) == 1 and bars(window), 20, f"one bar for {what}: {bars(window)}")
    assert told[0].startswith("Warning: As of ") and "UTC" in told[0], told
    window.button("Try Again")
    if SHOTS:
        window.gui.screenshot(f"{SHOTS}/offline-{what}.png")


def offline(run):
    sandbox, window = connected(run, keyring_too=True)
    workspace = sandbox.instances[0]["workspaces"][0]
    function = sandbox.items(f"/workspace/{workspace['id']}/function")[0]["name"]
    fields = [field["name"] for field in sandbox.schema(sandbox.table(edit.TABLE))]
    edit.open_table(window, sandbox, edit.TABLE)
    window.wait_for_field(fields[-1])
    window.open("*", workspace["name"], "Functions", function)
    wait_for_tab(window, function)
    window.wait_for_text("XanoScript")
    wait_until_quiet(sandbox)
    close_tabs(window)
    assert window.app.quit() == 0
    sandbox.stop()

    again = run.metascope()
    again.open("*", workspace["name"], "Tables", edit.TABLE)
    shown_as_kept(again, "table")
    assert [row["Name"] for row in again.field_rows()] == fields, again.field_rows()
    add = again.app.find("push button", "Add Field*")
    assert not guidrive.state(add, "sensitive"), "something can be staged in what cannot be read"
    # The palette: the same, in another tab.
    assert by_palette(again, Hand(again), function)
    wait_for_tab(again, function)
    shown_as_kept(again, "function")
    again.wait_for_text("XanoScript")
    again.app.menu("View", "Theme", "Dark")
    shown_as_kept(again, "dark")
    again.press("Try Again")
    shown_as_kept(again, "again")
    again.open("*", workspace["name"])
    again.app.menu("Workspace", "Open")
    shown_as_kept(again, "overview")
    assert again.app.quit() == 0


if __name__ == "__main__":
    harness.main(test, deadline=200)
