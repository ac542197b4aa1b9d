# SPDX-License-Identifier: GPL-3.0-or-later
"""How each route of the sandbox is called: what has to be there first, and what its path names.

A route without a recipe fails the test."""

TYPES = ("attachment audio bool date decimal email enum geo_linestring geo_multilinestring geo_multipoint "
         "geo_multipolygon geo_point geo_polygon image int json object password text timestamp uuid vector video").split()
WORKSPACE = "/workspace/{workspace_id}"
TABLE = WORKSPACE + "/table/{table_id}"


class World:
    """Calls with every right, to set up what a recipe needs."""

    def __init__(self, service):
        self._service = service
        self.instance = service.instance

    def call(self, verb, path, body=None):
        answer = self._service.send("instance", verb, "/workspace/1" + path, self._service.full_token("instance"), body)
        assert answer.status == 200, f"{verb} {path}: {answer.status} {answer.text}"
        return answer.json

    def first(self, path):
        return self.call("GET", path)["items"][0]["id"]

    def table(self):
        """A table with the fields that the documents' examples speak of, and one record."""
        made = self.call("POST", "/table", {"name": "contract"})["id"]
        self.call("PUT", f"/table/{made}/schema", {"schema": [
            column("id", "int"), column("created_at", "timestamp"), column("name", "text"),
            column("old_field", "text")]})
        self.call("POST", f"/table/{made}/content", {"name": "first"})
        self.call("POST", f"/table/{made}/content", {"name": "second"})
        return made

    def table_of_all_types(self):
        """A table with a column of each type and every option of the documents' schema."""
        made = self.table()
        columns = [column("id", "int")]
        columns += [column("a_" + each, each, **OPTIONS.get(each, {})) for each in TYPES]
        columns += [column("a_reference", "int", tableref_id=made), column("a_list", "text", style="list")]
        self.call("PUT", f"/table/{made}/schema", {"schema": columns})
        return made


def column(name, kind, **more):
    return {"name": name, "type": kind, "description": "", "nullable": False, "default": "", "required": True,
            "access": "public", "sensitive": False, "style": "single", **more}


EVERY_OPTION = {"format": "markdown", "values": [], "tableref_id": 0, "children": [], "vector": {"size": 3},
                "validators": {"trim": True, "lower": False}}
OPTIONS = {
    "text": EVERY_OPTION,
    "enum": {"values": ["To Do", "Done"]},
    "object": {"children": [column("inner", "object", **{**EVERY_OPTION, "children": [column("flag", "bool")]})]},
}


class Recipe:
    """`prepare(world)` sets up and says the arguments of the path: a list of variants, all of which have to work.
    `unknown` has the statuses of what the path names in vain, where it is not 404."""

    def __init__(self, prepare=lambda world: [{}], unknown=None):
        self.prepare = prepare
        self.unknown = unknown or {}


def plain():
    return Recipe()


def in_workspace(**more):
    return Recipe(lambda world: [{"workspace_id": 1, **more}])


def on_branch(world):
    world.call("POST", "/branch", {"label": "spare", "source_branch": "v1"})
    return [{"workspace_id": 1, "branch_label": "spare"}]


def on_live_branch(world):
    return [{"workspace_id": 1, "branch_label": "v1"}]


def on_table(world):
    return [{"workspace_id": 1, "table_id": world.table()}]


def on_bare_table(world):
    """A table with nothing that the examples of the create calls would meet."""
    return [{"workspace_id": 1, "table_id": world.call("POST", "/table", {"name": "bare"})["id"]}]


def on_table_with(name, kind):
    """A bare table with one column, of the kind that an index is for."""
    def prepare(world):
        table = on_bare_table(world)[0]
        more = {"vector": {"size": 3}} if kind == "vector" else {}
        world.call("POST", f"/table/{table['table_id']}/schema/type/{kind}", {"name": name, **more})
        return [table]
    return prepare


def on_schema(world):
    return [{"workspace_id": 1, "table_id": world.table_of_all_types()}]


def on_each_column(world):
    table = world.table_of_all_types()
    names = [each["name"] for each in world.call("GET", f"/table/{table}/schema")]
    return [{"workspace_id": 1, "table_id": table, "schema_name": name} for name in names]


def on_column(world):
    return [{"workspace_id": 1, "table_id": world.table(), "schema_name": "name"}]


def on_indexes(world):
    table = world.table()
    world.call("PUT", f"/table/{table}/index", {"index": [
        {"type": "primary", "fields": [{"name": "id"}]},
        {"type": "search", "name": "words", "lang": "english", "fields": [{"name": "name", "op": "asc", "priority": 1}]},
    ]})
    return [{"workspace_id": 1, "table_id": table}]


def on_index(world):
    table = world.table()
    made = world.call("POST", f"/table/{table}/index/btree", {"fields": [{"name": "name", "op": "asc"}]})
    return [{"workspace_id": 1, "table_id": table, "index_id": made["id"]}]


def on_record(world):
    return [{"workspace_id": 1, "table_id": world.table(), "content_id": 1}]


def on_group(world):
    return [{"workspace_id": 1, "apigroup_id": world.first("/apigroup")}]


def on_endpoint(world):
    group = world.first("/apigroup")
    return [{"workspace_id": 1, "apigroup_id": group, "api_id": world.first(f"/apigroup/{group}/api")}]


def on_function(world):
    return [{"workspace_id": 1, "function_id": world.first("/function")}]


def on_task(world):
    return [{"workspace_id": 1, "task_id": world.first("/task")}]


def on_host(world):
    return [{"workspace_id": 1, "static_host": "shop-front"}]


def on_first(path, argument):
    return Recipe(lambda world: [{"workspace_id": 1, argument: world.first(path)}])


RECIPES = {
    "account GET /auth/me": plain(),
    "account GET /instance": plain(),
    "account GET /instance/{name}": Recipe(lambda world: [{"name": world.instance}]),
    "instance GET /auth/me": plain(),
    "instance GET /workspace": plain(),
    f"instance GET {WORKSPACE}": in_workspace(),
    f"instance PUT {WORKSPACE}": in_workspace(),
    f"instance GET {WORKSPACE}/datasource": in_workspace(),
    f"instance GET {WORKSPACE}/branch": in_workspace(),
    f"instance POST {WORKSPACE}/branch": in_workspace(),
    f"instance GET {WORKSPACE}/branch/{{branch_label}}": Recipe(on_live_branch),
    f"instance PUT {WORKSPACE}/branch/{{branch_label}}": Recipe(on_branch),
    f"instance DELETE {WORKSPACE}/branch/{{branch_label}}": Recipe(on_branch),
    f"instance POST {WORKSPACE}/branch/{{branch_label}}/live": Recipe(on_branch),
    f"instance GET {WORKSPACE}/table": in_workspace(),
    f"instance POST {WORKSPACE}/table": in_workspace(),
    f"instance GET {TABLE}": Recipe(on_table),
    f"instance PUT {TABLE}": Recipe(on_table),
    f"instance DELETE {TABLE}": Recipe(on_table),
    f"instance PUT {TABLE}/security": Recipe(on_table),
    f"instance PUT {TABLE}/autocomplete": Recipe(on_table),
    f"instance GET {TABLE}/schema": Recipe(on_schema),
    f"instance PUT {TABLE}/schema": Recipe(on_table),
    f"instance POST {TABLE}/schema/rename": Recipe(on_table),
    f"instance GET {TABLE}/schema/{{schema_name}}": Recipe(on_each_column),
    f"instance DELETE {TABLE}/schema/{{schema_name}}": Recipe(on_column),
    f"instance GET {TABLE}/index": Recipe(on_indexes),
    f"instance PUT {TABLE}/index": Recipe(on_table),
    f"instance DELETE {TABLE}/index/{{index_id}}": Recipe(on_index),
    f"instance GET {TABLE}/content": Recipe(on_table),
    f"instance POST {TABLE}/content": Recipe(on_table),
    f"instance GET {TABLE}/content/{{content_id}}": Recipe(on_record),
    f"instance PUT {TABLE}/content/{{content_id}}": Recipe(on_record),
    f"instance DELETE {TABLE}/content/{{content_id}}": Recipe(on_record),
    f"instance GET {WORKSPACE}/apigroup": in_workspace(),
    f"instance GET {WORKSPACE}/apigroup/{{apigroup_id}}": Recipe(on_group),
    f"instance GET {WORKSPACE}/apigroup/{{apigroup_id}}/api": Recipe(on_group),
    f"instance GET {WORKSPACE}/apigroup/{{apigroup_id}}/api/{{api_id}}": Recipe(on_endpoint),
    f"instance GET {WORKSPACE}/function": in_workspace(),
    f"instance GET {WORKSPACE}/function/{{function_id}}": Recipe(on_function),
    f"instance GET {WORKSPACE}/task": in_workspace(),
    f"instance GET {WORKSPACE}/task/{{task_id}}": Recipe(on_task),
    f"instance GET {WORKSPACE}/realtime/channel/{{channel_id}}": on_first("/realtime/channel", "channel_id"),
    f"instance GET {WORKSPACE}/static_host/{{static_host}}": Recipe(on_host, {"static_host": 500}),
    f"instance GET {WORKSPACE}/release/{{release_id}}": on_first("/release", "release_id"),
}
for each in ("middleware", "addon", "agent", "tool", "mcp_server", "workflow_test"):
    RECIPES[f"instance GET {WORKSPACE}/{each}"] = in_workspace()
    RECIPES[f"instance GET {WORKSPACE}/{each}/{{{each}_id}}"] = on_first("/" + each, each + "_id")
for each in ("/table", "/agent", "/mcp_server", "/realtime/channel", ""):
    RECIPES[f"instance GET {WORKSPACE}{each}/trigger"] = in_workspace()
    RECIPES[f"instance GET {WORKSPACE}{each}/trigger/{{trigger_id}}"] = on_first(each + "/trigger", "trigger_id")
for each in ("/realtime/channel", "/file", "/unit_test", "/static_host", "/release"):
    RECIPES[f"instance GET {WORKSPACE}{each}"] = in_workspace()
for each in ("request", "function", "task", "trigger", "middleware", "tool"):
    RECIPES[f"instance GET {WORKSPACE}/{each}_history"] = in_workspace()
for each in TYPES + ["tableref", "tablerefuuid"]:
    RECIPES[f"instance POST {TABLE}/schema/type/{each}"] = Recipe(on_bare_table)
for each in ("btree", "unique", "search"):
    RECIPES[f"instance POST {TABLE}/index/{each}"] = Recipe(on_table)
for each, needed in (("spatial", "location"), ("vector", "name")):
    RECIPES[f"instance POST {TABLE}/index/{each}"] = Recipe(on_table_with(needed, {"spatial": "geo_point"}.get(each, each)))
