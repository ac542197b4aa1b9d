# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of one route: its declaration against the document, and real calls."""
import re
import urllib.parse

from answers import Shape, escape
from documents import JSON_ANSWER, JSON_BODY
from recipes import World

NOWHERE = {"integer": "987654321", "string": "no-such-thing"}
WRONG_TEXT = {"integer": "x", "boolean": "maybe"}
WRONG_VALUE = {"string": [], "integer": [], "number": [], "boolean": [], "array": "x", "object": "x"}
NO_JSON = {"content-type": "application/json"}


def type_of(schema):
    """The type of a schema, whether or not null is allowed too."""
    kind = schema.get("type")
    return kind[0] if isinstance(kind, list) else kind


def compare_declaration(route, operation, differ):
    """The route table's row against the document, both ways: scope, path, query, headers, body."""
    if route["scope"] != operation.scope:
        differ("/x-required-scope", f"{operation.scope} is documented, the sandbox wants {route['scope']}")
    in_path = set(re.findall(r"{(\w+)}", route["path"]))
    for name in in_path ^ set(operation.named("path")):
        differ(f"/parameters/path:{name}", "is in the path or among the parameters, not in both")
    documented = {name: {**each["schema"], "required": each.get("required", False)}
                  for name, each in operation.named("query").items()}
    declared = {each["name"]: each for each in route["query"]}
    compare_names(declared, documented, "/parameters/query:{}", "/schema", differ)
    for name in set(route["headers"]) ^ set(operation.named("header")):
        differ(f"/parameters/header:{name}", "is read or documented, not both")
    compare_body(route, operation, differ)


def compare_body(route, operation, differ):
    schema = operation.body()
    declared = {each["name"]: each for each in route["body"]}
    if schema is None:
        for name in declared:
            differ(f"{JSON_BODY}/properties/{name}", "is read, but no body is documented")
        return
    if "properties" not in schema:
        if list(declared) != ["*"]:
            differ(JSON_BODY, "the members are free, the sandbox names them")
        return
    required = schema.get("required", [])
    documented = {name: {**each, "required": name in required} for name, each in schema["properties"].items()}
    compare_names(declared, documented, JSON_BODY + "/properties/{}", "", differ)


def compare_names(declared, documented, place, below, differ):
    for name in declared.keys() - documented.keys():
        differ(place.format(name), "is read, but not documented")
    for name in documented.keys() - declared.keys():
        differ(place.format(name), "is documented, but not read")
    for name in declared.keys() & documented.keys():
        ours, theirs = declared[name], documented[name]
        pointer = place.format(name)
        if ours["type"] != type_of(theirs):
            differ(f"{pointer}{below}/type", f"{type_of(theirs)} is documented, {ours['type']} is read")
        words = [word for word in theirs.get("enum", []) if word is not None] or None
        if ours.get("enum") != words:
            differ(f"{pointer}{below}/enum", f"{words} are documented, {ours.get('enum')} are taken")
        if ours["required"] != theirs["required"]:
            differ(f"{pointer}/required", f"required is {theirs['required']} in the document")


class LiveCheck:
    """Calls of one route to a running sandbox, with nothing but the scope that it needs."""

    def __init__(self, service, route, operation, recipe, differ, fail):
        self._service = service
        self._route = route
        self._operation = operation
        self._differ = differ
        self._fail = fail
        self._scope = operation.scope or route["scope"]
        self._unknown = recipe.unknown
        service.reset()
        self._variants = recipe.prepare(World(service))
        content = operation.contents.get("application/json")
        self._body = content["schema"].get("example", {}) if content else None

    def run(self):
        """Refusals first: they change nothing."""
        arguments = self._variants[0]
        self._check_rights(arguments)
        self._check_unknown(arguments)
        self._check_query(arguments)
        self._check_body(arguments)
        self._check_other_bodies(arguments)
        self._check_success()

    def _send(self, arguments, query=None, body=None, headers=None, token=None):
        path = self._route["path"].format(**{key: urllib.parse.quote(str(each), safe="")
                                             for key, each in arguments.items()})
        if query:
            path += "?" + urllib.parse.urlencode(query)
        part = self._route["part"]
        return self._service.send(part, self._route["verb"], path, token or self._service.token(part, self._scope),
                                  self._body if body is None else body, headers)

    def _expect(self, answer, status, what, param=None):
        """A refusal of the real shape."""
        if answer.status != status:
            self._fail(f"{what}: {answer.status} instead of {status}: {answer.text[:200]}")
            return
        for pointer, text in Shape(self._operation.answer(status), f"/responses/{status}").check(answer.json):
            self._differ(pointer, f"{what}: {text}")
        if param and answer.json.get("payload") != {"param": param}:
            self._fail(f"{what}: the refusal does not name it: {answer.text[:200]}")

    def _check_rights(self, arguments):
        self._expect(self._send(arguments, token="sandbox-unknown-token"), 401, "an unknown token")
        if self._scope:
            token = self._service.token(self._route["part"], self._scope, has_it=False)
            self._expect(self._send(arguments, token=token), 403, "a token without the scope")

    def _check_unknown(self, arguments):
        """Each thing that the path names, missing."""
        for name, parameter in self._operation.named("path").items():
            missing = {**arguments, name: NOWHERE[parameter["schema"]["type"]]}
            self._expect(self._send(missing), self._unknown.get(name, 404), f"an unknown {name}")

    def _check_query(self, arguments):
        """Each documented parameter with a value that the server cannot take: it is read, not ignored. One that is not
        even declared is a difference already."""
        declared = {each["name"] for each in self._route["query"]}
        for name, parameter in self._operation.named("query").items():
            if name not in declared:
                continue
            schema = parameter["schema"]
            if name == "branch":
                self._expect(self._send(arguments, {name: "no-such-branch"}), 404, "an unknown branch")
            elif "enum" in schema or schema["type"] in WRONG_TEXT:
                wrong = WRONG_TEXT.get(schema["type"], "no-such-word")
                self._expect(self._send(arguments, {name: wrong}), 400, f"{name}={wrong}", name)
            else:
                self._check_filter(arguments, {name: "no such text anywhere"})
            if name.endswith("_id"):
                self._check_filter(arguments, {name: NOWHERE["integer"]})
        for name in self._operation.named("header"):
            self._expect(self._send(arguments, headers={name: "no-such-source"}), 404, f"an unknown {name}")

    def _check_filter(self, arguments, query):
        """A value that nothing has leaves nothing of the list."""
        answer = self._send(arguments, query)
        items = answer.json.get("items") if isinstance(answer.json, dict) else answer.json
        if items != []:
            self._fail(f"{query} finds what does not match: {answer.text[:200]}")

    def _check_body(self, arguments):
        """Each documented member of the body, missing where it is required, and of a wrong kind."""
        schema = self._operation.body() or {}
        for name, member in schema.get("properties", {}).items():
            kind = type_of(member)
            self._expect(self._send(arguments, body={**self._body, name: WRONG_VALUE[kind]}), 400,
                         f"{name} that is no {kind}", name)
            if "enum" in member:
                self._expect(self._send(arguments, body={**self._body, name: "no-such-word"}), 400,
                             f"an unknown {name}", name)
        for name in schema.get("required", []):
            rest = {key: value for key, value in self._body.items() if key != name}
            self._expect(self._send(arguments, body=rest), 400, f"no {name}", name)
        if schema:
            self._expect(self._send(arguments, body="{", headers=NO_JSON), 400, "a body that is no JSON")

    def _check_other_bodies(self, arguments):
        for kind, content in self._operation.contents.items():
            if kind == "application/json":
                continue
            answer = self._send(arguments, body=content["schema"]["example"], headers={"content-type": kind})
            if answer.status != 200:
                self._differ("/requestBody/content/" + escape(kind), f"is documented, but answered {answer.status}")

    def _check_success(self):
        """The document's example is taken, and what comes back is what it says."""
        shape = Shape(self._operation.answer(200), JSON_ANSWER)
        query = self._operation.named("query")
        calls = [(arguments, {}) for arguments in self._variants]
        if self._route["verb"] in ("GET", "PUT") and "include_xanoscript" in query:
            calls.append((self._variants[0], {"include_xanoscript": "true"}))
        if "per_page" in query:
            calls.append((self._variants[0], {"page": "2", "per_page": "1"}))
        if self._route["verb"] == "POST" and "include_xanoscript" in query:
            calls = [(self._variants[0], {"include_xanoscript": "true"})]
        for arguments, asked in calls:
            answer = self._send(arguments, asked)
            if answer.status != 200:
                self._fail(f"the document's example is refused: {answer.status} {answer.text[:200]}")
                continue
            for pointer, text in shape.check(answer.json):
                self._differ(pointer, text)
            self._check_echo(answer.json)
            self._check_page(asked, answer.json)
        for pointer, text in shape.missing():
            self._differ(pointer, text)

    def _check_echo(self, answered):
        """What was sent is what comes back, as far as both have it; null stands for what the server makes up."""
        if not isinstance(self._body, dict) or not isinstance(answered, dict):
            return
        for name in self._body.keys() & answered.keys():
            if self._body[name] is not None and self._body[name] != answered[name]:
                self._fail(f"{name} was sent as {self._body[name]!r} and came back as {answered[name]!r}")

    def _check_page(self, asked, answered):
        if "page" not in asked or not isinstance(answered, dict):
            return
        if (answered["curPage"], answered["prevPage"], len(answered["items"])) != (2, 1, 1):
            self._fail(f"the second page of one is not that: {str(answered)[:200]}")
