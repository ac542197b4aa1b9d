# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the contract test can fail: each case spoils one thing and names the sentence that has to come."""
import copy

from findings import judge

DIALECT = "2026"
SECTIONS = {"11"}
FUNCTION = "instance GET /workspace/{workspace_id}/function/{function_id}"
RENAME = "instance POST /workspace/{workspace_id}/table/{table_id}/schema/rename"


class Bench:
    """The contract test on two routes, of which one thing at a time is not as it should be."""

    def __init__(self, check, binary, routes, recipes, known):
        self._check = check
        self._binary = binary
        self.routes = [copy.deepcopy(each) for each in routes
                       if f"{each['part']} {each['verb']} {each['path']}" in (FUNCTION, RENAME)]
        self.recipes = {name: recipes[name] for name in (FUNCTION, RENAME)}
        self.known = copy.deepcopy(known)
        self.listed = []
        self.function = self.known.raw(*FUNCTION.split(" "))
        self.rename = self.known.raw(*RENAME.split(" "))

    def route(self, verb):
        return next(each for each in self.routes if each["verb"] == verb)

    def function_members(self):
        """The members of the documented function, its own copy of them."""
        content = self.function["responses"]["200"]["content"]["application/json"]
        plain = self.known.operation(*FUNCTION.split(" ")).answer(200)
        content["schema"] = plain
        return plain["properties"]

    def rename_body(self):
        return self.rename["requestBody"]["content"]["application/json"]["schema"]

    def wrong(self):
        found = self._check(self._binary, self.routes, self.recipes, self.known, (DIALECT,))
        return judge(found, self.listed, (DIALECT,), SECTIONS)


def deviation(pointer, **more):
    return {"operation": FUNCTION, "pointer": pointer, "section": "11", "reason": "made up", **more}


def without_recipe(bench):
    del bench.recipes[FUNCTION]


def without_route(bench):
    bench.routes = [each for each in bench.routes if each["verb"] != "GET"]


def unknown_route(bench):
    bench.known.raw(*FUNCTION.split(" ")).clear()


def stale_deviation(bench):
    bench.listed = [deviation("/x-required-scope")]


def reasonless_deviation(bench):
    bench.listed = [deviation("/x-required-scope", reason="")]


def unknown_section(bench):
    bench.listed = [deviation("/x-required-scope", section="99")]


def other_scope(bench):
    bench.function["x-required-scope"] = "Workspace Task: Read"


def scope_without_rights(bench):
    bench.function["x-required-scope"] = "Workspace Function: Update"


def other_dialect(bench):
    bench.route("GET")["dialects"] = ["2023"]


def undeclared_parameter(bench):
    bench.function["parameters"].append({"name": "colour", "in": "query", "schema": {"type": "boolean"}})


def unread_parameter(bench):
    undeclared_parameter(bench)
    bench.route("GET")["query"].append({"name": "colour", "type": "boolean", "required": False})


def unread_filter(bench):
    bench.function["parameters"].append({"name": "owner_id", "in": "query", "schema": {"type": "string"}})
    bench.route("GET")["query"].append({"name": "owner_id", "type": "string", "required": False})


def undocumented_parameter(bench):
    bench.function["parameters"] = [each for each in bench.function["parameters"] if each["in"] == "path"]


def unchecked_member(bench):
    bench.rename_body()["properties"]["force"] = {"type": "boolean"}
    bench.route("POST")["body"].append({"name": "force", "type": "boolean", "required": False})


def undocumented_member(bench):
    del bench.rename_body()["properties"]["new_name"]
    bench.rename_body()["required"] = ["old_name"]


def required_member(bench):
    bench.rename_body()["required"] = ["old_name"]


def refused_example(bench):
    bench.rename_body()["example"] = {"old_name": "nowhere", "new_name": "new_field"}


def missing_answer(bench):
    bench.function_members()["colour"] = {"type": "string"}


def undocumented_answer(bench):
    del bench.function_members()["guid"]


def other_type(bench):
    bench.function_members()["guid"] = {"type": "integer"}


def other_format(bench):
    bench.function_members()["name"] = {"type": "string", "format": "timestamptz"}


def other_error(bench):
    bench.function["responses"]["404"] = {"content": {"application/json": {"schema": {"type": "array"}}}}


CASES = (
    (without_recipe, f"{FUNCTION}: a route without a check"),
    (without_route, f"{FUNCTION}: a recipe without a route"),
    (unknown_route, f"{FUNCTION} : is in no document"),
    (stale_deviation, f"listed, but no longer so: [{DIALECT}] {FUNCTION} /x-required-scope"),
    (reasonless_deviation, f"listed without a reason: {FUNCTION} /x-required-scope"),
    (unknown_section, f"listed under a section that FACTS.md does not have: {FUNCTION}"),
    (other_scope, f"not listed: [{DIALECT}] {FUNCTION} /x-required-scope"),
    (scope_without_rights, f"{FUNCTION}: a token without the scope: 200 instead of 403"),
    (other_dialect, f"{FUNCTION}: is not of this dialect, but answered 200"),
    (undeclared_parameter, f"{FUNCTION} /parameters/query:colour: is documented, but not read"),
    (unread_filter, f"{FUNCTION}: {{'owner_id': 'no such text anywhere'}} finds what does not match"),
    (unread_parameter, f"{FUNCTION}: colour=maybe: 200 instead of 400"),
    (undocumented_parameter, f"{FUNCTION} /parameters/query:include_draft: is read, but not documented"),
    (unchecked_member, f"{RENAME}: force that is no boolean: 200 instead of 400"),
    (undocumented_member, "/properties/new_name: is read, but not documented"),
    (required_member, "/properties/new_name/required: required is False in the document"),
    (refused_example, f"{RENAME}: the document's example is refused: 400"),
    (missing_answer, "/properties/colour: documented, but in no answer"),
    (undocumented_answer, "/properties/guid: answered, but not documented"),
    (other_type, "/properties/guid/type: 'sandbox-function"),
    (other_format, "/properties/name/format: 'audit' is not a 'timestamptz'"),
    (other_error, "/responses/404/type: an unknown workspace_id:"),
)


def run(check, binary, routes, recipes, known):
    """0 where every case fails as it should, and the same without anything spoilt does not."""
    failed = 0
    clean = Bench(check, binary, routes, recipes, known).wrong()
    if clean:
        failed += 1
        print("Nothing was spoilt, but:", *clean, sep="\n  ")
    for spoil, sentence in CASES:
        bench = Bench(check, binary, routes, recipes, known)
        spoil(bench)
        wrong = bench.wrong()
        if not any(sentence in each for each in wrong):
            failed += 1
            print(f"{spoil.__name__}: no \"{sentence}\" in:", *wrong, sep="\n  ")
    print(f"{len(CASES)} ways to be wrong, {len(CASES) - failed} noticed." if failed else
          f"Each of {len(CASES)} ways to be wrong is noticed.")
    return 1 if failed else 0
