#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an access token to an applied schema change: paste, connect, browse, edit, review, apply, look at the server.

    edit.py 2023|2026
"""
import harness

TABLE = "customer"


def test(run, dialect):
    sandbox = run.sandbox("--dialect", dialect)
    table = sandbox.table(TABLE)
    before = sandbox.schema(table)
    old = next(field["name"] for field in before if field["type"] == "text")
    records = sandbox.records(table)
    assert records, "a rename can only be seen to keep data where there is some"

    window = run.metascope()
    connect(window, sandbox)
    open_table(window, sandbox, TABLE)
    window.wait_for_field(old)
    assert [row["Name"] for row in window.field_rows()] == [field["name"] for field in before]
    assert sandbox.writes() == [], "nothing is sent before something is applied"

    add_field(window, "shipped_note")
    rename_field(window, old, "renamed_here")
    rows = {row["Name"]: row["Change"] for row in window.field_rows()}
    assert rows["shipped_note"] == "added", rows
    assert rows["renamed_here"] == "changed", rows
    assert sandbox.writes() == [], "nothing is sent while editing"

    window.press("Review Changes")
    window.button("Apply 2 Changes")
    assert sandbox.writes() == [], "nothing is sent by looking at the review"
    window.press("Apply 2 Changes")

    wanted = [field["name"] if field["name"] != old else "renamed_here" for field in before] + ["shipped_note"]
    harness.wait_for(lambda: sandbox.field_names(table) == wanted, 20, "the change on the server")
    now = sandbox.schema(table)
    for field in before:
        if field["name"] != old:
            assert field in now, f"{field['name']} was not edited and came back as something else"
    assert [record.get("renamed_here") for record in sandbox.records(table)] == [
        record[old] for record in records
    ], "the renamed field kept its data"
    for request in sandbox.writes():
        assert request["status"] // 100 == 2, request
    window.wait_for_field("shipped_note", 20)
    window.app.wait_for(lambda: all(row["Change"] == "" for row in window.field_rows()), 20, "the new baseline")


def connect(window, sandbox):
    """From the welcome page to the connected instance, with an instance token."""
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    keep_for_session(window)


def keep_for_session(window):
    """This desktop has no keychain: the program says so and offers to keep the token for the session."""
    window.press("This Session Only", 20)


def open_table(window, sandbox, name):
    instance = sandbox.instances[0]
    window.open("*", instance["workspaces"][0]["name"], "Tables", name)
    window.fields()


def add_field(window, name):
    window.press("Add Field")
    choose_text_if_asked(window)
    window.enter("Name", name)
    window.wait_for_field(name)


def choose_text_if_asked(window):
    """Add Field may open a menu of types."""
    for item in window.app.find_all("menu item", "text"):
        window.app.click(item)
        return


def rename_field(window, old, new):
    window.select_field(old)
    window.enter("Name", new)
    window.wait_for_field(new)


if __name__ == "__main__":
    harness.main(test, deadline=150)
