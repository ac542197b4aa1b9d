# SPDX-License-Identifier: GPL-3.0-or-later
"""The two OpenAPI documents of the Metadata API: where they are, and what they say of an operation."""
import json
import os
import pathlib
import re

import jsonschema

FILES = {"account": "account-openapi.json", "instance": "instance-openapi.json"}
JSON_BODY = "/requestBody/content/application~1json/schema"
JSON_ANSWER = "/responses/200/content/application~1json/schema"

FORMATS = jsonschema.FormatChecker(formats=[])


@FORMATS.checks("timestamptz")
def _is_timestamp(value):
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4}", value))


@FORMATS.checks("int64")
def _is_int64(value):
    return not isinstance(value, int) or -2**63 <= value < 2**63


def folder(source):
    """Where the documents are for that source tree; None where they are nowhere."""
    given = os.environ.get("METASCOPE_API_DIR")
    candidate = pathlib.Path(given) if given else source.parent / "shared" / "api"
    return candidate if all((candidate / name).is_file() for name in FILES.values()) else None


def sections(place):
    """The numbers of the sections of FACTS.md beside the documents; None without that file."""
    facts = place / "FACTS.md"
    if not facts.is_file():
        return None
    return set(re.findall(r"^#+ (\d+(?:\.\d+)?)[. ]", facts.read_text(encoding="utf-8"), re.MULTILINE))


class Operation:
    """One operation of a document, `nullable` and references put into plain JSON Schema."""

    def __init__(self, raw, components):
        self.raw = raw
        self._components = components
        self.scope = raw.get("x-required-scope")
        self.parameters = raw.get("parameters", [])
        self.contents = raw.get("requestBody", {}).get("content", {})

    def named(self, place):
        return {each["name"]: each for each in self.parameters if each["in"] == place}

    def body(self):
        """The schema of a JSON body; None where the operation takes none."""
        content = self.contents.get("application/json")
        return self.plain(content["schema"]) if content else None

    def answer(self, status):
        """The schema of an answer; None where that status is not documented."""
        response = self.raw["responses"].get(str(status))
        return self.plain(response["content"]["application/json"]["schema"]) if response else None

    def plain(self, schema):
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            return self.plain(self._components[schema["$ref"].rsplit("/", 1)[1]])
        made = {}
        for key, value in schema.items():
            if key == "properties":
                made[key] = {name: self.plain(each) for name, each in value.items()}
            elif key in ("items", "additionalProperties"):
                made[key] = self.plain(value)
            else:
                made[key] = value
        if made.pop("nullable", False):
            made["type"] = [made["type"], "null"]
            if "enum" in made:
                made["enum"] = made["enum"] + [None]
        return made


class Documents:
    def __init__(self, place):
        self._all = {part: json.loads((place / name).read_text(encoding="utf-8")) for part, name in FILES.items()}

    def operation(self, part, verb, path):
        """None where the document does not have it."""
        raw = self.raw(part, verb, path)
        return Operation(raw, self._all[part]["components"]["schemas"]) if raw else None

    def raw(self, part, verb, path):
        """The operation's own object, as it stands in the file."""
        return self._all[part]["paths"].get(path, {}).get(verb.lower())

    def count(self, part):
        verbs = ("get", "put", "post", "delete", "patch")
        return sum(verb in verbs for path in self._all[part]["paths"].values() for verb in path)
