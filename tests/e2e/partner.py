#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The partner's path: an account token, a pick from the list of instances, a workspace, a table."""
import edit
import harness


def test(run):
    sandbox = run.sandbox("--sample", "agency")
    assert len(sandbox.instances) == 3
    chosen = sandbox.instances[1]

    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.account_token)
    window.enter("Instance Address", sandbox.ready["account_url"])
    window.press("Connect")

    shown = window.app.find("list", "Instances", timeout=20)
    names = window.app.wait_for(lambda: [item.get_name() for item in harness.guidrive.kids(shown)], 10, "the instances")
    assert len(names) == 3, names
    window.app.click(harness.guidrive.kids(shown)[names.index(next(name for name in names if belongs(name, chosen)))])
    rows = {item.get_name(): item for item in harness.guidrive.kids(shown)}
    checked = [name for name, item in rows.items() if harness.guidrive.state(item, "checked")]
    assert len(checked) == 1 and belongs(checked[0], chosen), checked
    window.press("Connect")
    edit.keep_for_session(window)

    token, base = sandbox.account_token, chosen["url"] + "/api:meta"
    workspace = chosen["workspaces"][1]
    answer = harness.http("GET", f"{base}/workspace/{workspace['id']}/table?per_page=100", token=token).json()
    table = (answer["items"] if isinstance(answer, dict) else answer)[0]
    schema = harness.http("GET", f"{base}/workspace/{workspace['id']}/table/{table['id']}/schema", token=token).json()
    wanted = [field["name"] for field in (schema["schema"] if isinstance(schema, dict) else schema)]

    window.open("*", workspace["name"], "Tables", table["name"])
    window.wait_for_field(wanted[0], 20)
    assert [row["Name"] for row in window.field_rows()] == wanted
    others = {instance["name"] for instance in sandbox.instances} - {chosen["name"]}
    reached = {request["instance"] for request in sandbox.requests()}
    assert not reached & others, f"the token went to instances that were not picked: {reached}"
    assert sandbox.writes() == []


def belongs(name, instance):
    """A row shows the instance's name for people, and its host where the row tells it."""
    return instance["name"].lower() in name.lower() or instance["url"] in name


if __name__ == "__main__":
    harness.main(test, deadline=120)
