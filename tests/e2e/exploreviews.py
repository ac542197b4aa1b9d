# SPDX-License-Identifier: GPL-3.0-or-later
"""The views of browsing: the explorer as it is, filtered and where something is not available, Go to Anything, the docks
around the editors, code. screenshots.py takes them."""
import guidrive
import harness

SECTIONS = ("Triggers", "AI", "Tests", "Request History")


def connect(window, sandbox):
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    return window.app.find("table cell", sandbox.instances[0]["workspaces"][0]["name"], timeout=20)


def collapse(window):
    window.app.menu("View", "Collapse All")


def tour(run, album_of):
    """Returns what could not be shown."""
    sandbox, old = run.sandbox(), run.sandbox("--dialect", "2023")
    window = run.metascope()
    album = album_of(window)
    gui = window.gui
    workspace = sandbox.instances[0]["workspaces"][0]["name"]
    connect(window, sandbox)
    tree = window.app.find("tree", "Explorer", timeout=10)

    def expand(*path):
        node = window.app.select_path(tree, ["*", workspace, *path], timeout=20)
        if not guidrive.expanded(node):
            gui.key("Right")

    def groups():
        expand()
        for section in reversed(SECTIONS):
            expand(section)
        window.app.select_path(tree, ["*", workspace])

    album.take("explorer-groups", groups)

    def items():
        expand("API")
        expand("Functions")
        window.open("*", workspace, "Functions", "order_total")
        window.app.find("page tab", "order_total", timeout=20)

    album.take("code", items)

    def filtered():
        window.enter("Filter", "order")
        window.wait_for_text("*known names")

    album.take("filtered", filtered)

    def grouped():
        window.enter("Filter", "t: ")
        window.wait_for_text("*known names")

    album.take("filtered-kind", grouped)
    window.enter("Filter", " ")
    gui.key("BackSpace")

    def marked():
        at = f"/workspace/{sandbox.instances[0]['workspaces'][0]['id']}/table"
        tables = {table["name"]: table["id"] for table in sandbox.items(at)}
        expand("Tables")
        window.app.wait_for(lambda: window.app.find_all("table cell", "cart"), 20, "the tables")
        sandbox.mutate("PUT", f"{at}/{tables['cart']}", {"name": "basket", "description": "renamed"})
        sandbox.mutate("DELETE", f"{at}/{tables['voucher']}")
        sandbox.mutate("POST", at, {"name": "aa_fresh", "description": ""})
        window.app.select_path(tree, ["*", workspace, "Tables"])
        gui.key("F5")
        window.app.find("table cell", "aa_fresh", timeout=20)

    album.take("refreshed", marked)

    def gone():
        at = f"/workspace/{sandbox.instances[0]['workspaces'][0]['id']}/table"
        table = next(each for each in sandbox.items(at) if each["name"] == "review")
        window.open("*", workspace, "Tables", "review")
        window.wait_for_field("stars")
        sandbox.mutate("DELETE", f"{at}/{table['id']}")
        window.app.select_path(tree, ["*", workspace, "Tables"])
        gui.key("F5")
        window.wait_for_text("*not on the server any more*")

    album.take("gone", gone)

    def palette(text):
        window.app.menu("Go", "Go to Anything*")
        if text:
            gui.text(text)

    for name, text in (("palette-recent", ""), ("palette", "order"), ("palette-kind", "f: ord"),
                       ("palette-commands", ">copy"), ("palette-nothing", "zzqqxx")):
        album.take(name, lambda: palette(text))
        gui.key("Escape")

    def dock(title):
        window.app.menu("View", title)
        # Docks that share a place have tabs, which come a moment after them.
        harness.guidrive.time.sleep(0.5)
        for tab in window.app.find_all("page tab", title):
            if guidrive.extents(tab)[0] >= 0:
                window.app.click(tab)
        window.app.wait_for(lambda: window.app.find_all(None, title), 10, title)

    for name, title in (("inspector", "Inspector"), ("activity", "Activity"), ("network-log", "Network Log")):
        album.take(name, lambda: dock(title))

    def one_call():
        table = window.app.find("table", "Network Log", timeout=10)
        rows = window.app.wait_for(lambda: window.app.table_size(table)[0], 10, "a call")
        cell = window.app.cell(table, rows - 1, 0)  # the newest, which is in sight
        guidrive.scroll_to(cell)
        window.app.click(cell)

    album.take("network-log-call", one_call)

    def find_in_workspace():
        gui.key("ctrl+shift+f")
        window.app.find("text", "Find Text", timeout=10)
        gui.text("order")
        window.app.find("tree", "Find Results", timeout=20)

    album.take("find-in-workspace", find_in_workspace)

    def problems():
        window.open("*", workspace, "Tables", "order")
        window.fields()
        gui.key("ctrl+shift+m")
        window.app.find("table cell", "Reference without index", timeout=20)

    album.take("problems", problems)

    def workspace_problems():
        window.app.menu("Tools", "Problems", "Check Whole Workspace")
        window.wait_for_text("*tables are known*", 20)

    album.take("problems-workspace", workspace_problems)

    def not_available():
        window.app.menu("File", "Connect*")
        window.enter("Access Token", old.token)
        window.enter("Instance Address", old.url)
        window.press("Connect")
        collapse(window)
        window.app.wait_for(lambda: len(tops(window, tree)) == 2, 20, "two instances")
        window.app.click(tops(window, tree)[1], count=2)
        window.app.find("table cell", workspace, timeout=20)
        for group in ("Middleware", "Addons", "Tasks", "Releases"):
            window.app.select_path(tree, [tops(window, tree)[1].get_name(), workspace, group], timeout=20)
            gui.key("Right")

    album.take("not-available", not_available)
    return album.missing


def tops(window, tree):
    """The instances that are listed."""
    return [node for node in window.app.tree_items(tree) if "Instance" in node.get_description()]
