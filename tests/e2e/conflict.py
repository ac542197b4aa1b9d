#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Someone else changes the table before the re-read: nothing is overwritten. What was not edited returns byte for byte."""
import json

import edit
import harness


def test(run):
    sandbox = run.sandbox("--sample", "types")
    workspace = sandbox.instances[0]["workspaces"][0]
    name = next(
        table["name"]
        for table in sandbox.items(f"/workspace/{workspace['id']}/table?per_page=100")
        if "18446744073709551615" in raw_schema(sandbox, f"/workspace/{workspace['id']}/table/{table['id']}")
    )
    table = sandbox.table(name)
    before = raw_fields(raw_schema(sandbox, table))
    texts = [field["name"] for field in sandbox.schema(table) if field["type"] == "text" and field.get("style", "single") == "single"]
    mine, theirs = texts[0], texts[1]

    window = run.metascope()
    edit.connect(window, sandbox)
    edit.open_table(window, sandbox, name)
    window.wait_for_field(mine)
    # A description can only be changed through the list of all fields.
    window.select_field(mine)
    window.enter("Description", "changed here")
    window.press("Review Changes")
    body = {"old_name": theirs, "new_name": "renamed_elsewhere"}
    sandbox.mutate("POST", table + "/schema/rename", body, when={"match": "GET */schema", "nth": 1})
    window.press("Apply 1 Change")

    window.wait_for_text("*renamed_elsewhere*", 20)
    assert sandbox.writes() == [], "something was sent over the other's change"
    window.press("Stage on the New State")
    window.wait_for_field("renamed_elsewhere")
    row = next(row for row in window.field_rows() if row["Name"] == mine)
    assert row["Change"] == "changed" and row["Description"] == "changed here", row

    window.press("Review Changes")
    window.press("Apply 1 Change")
    harness.wait_for(
        lambda: any(field.get("description") == "changed here" for field in sandbox.schema(table)),
        20,
        "the description on the server",
    )
    after = raw_fields(raw_schema(sandbox, table))
    assert "renamed_elsewhere" in after, "the other's change was overwritten"
    for field, text in before.items():
        if field not in (mine, theirs):
            assert after[field] == text, f"{field} came back as\n{after[field]}\nand was\n{text}"
    assert [request["method"] for request in sandbox.writes()] == ["PUT"], sandbox.writes()


def raw_schema(sandbox, table):
    answer = harness.http("GET", f"{sandbox.url}/api:meta{table}/schema", token=sandbox.token)
    assert answer.status == 200, answer.body
    return answer.body.decode("utf-8", "surrogatepass")


def raw_fields(text):
    """The text of each element of a JSON array of fields, by the field's name, cut and not read."""
    decoder, fields, at = json.JSONDecoder(), {}, text.index("[") + 1
    while True:
        while text[at] in " \t\r\n,":
            at += 1
        if text[at] == "]":
            return fields
        field, end = decoder.raw_decode(text, at)
        fields[field["name"]] = text[at:end]
        at = end


if __name__ == "__main__":
    harness.main(test, deadline=150)
