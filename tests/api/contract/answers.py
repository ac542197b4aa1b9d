# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers against their documented schemas, in both directions: what is there has to be documented and of the
documented kind, and what is documented has to be there."""
import jsonschema

from documents import FORMATS


def escape(key):
    return str(key).replace("~", "~0").replace("/", "~1")


class Shape:
    """What the answers to one operation had of what a schema describes, over any number of answers."""

    def __init__(self, schema, pointer):
        self._schema = schema
        self._pointer = pointer
        self._documented = set()
        self._seen = set()
        self._unmet = {}

    def check(self, value):
        """Pointers and sentences of what does not fit."""
        found = []
        validator = jsonschema.Draft7Validator(self._schema, format_checker=FORMATS)
        for error in validator.iter_errors(value):
            path = "".join("/" + escape(each) for each in error.absolute_schema_path)
            found.append((self._pointer + path, error.message[:200]))
        self._walk(value, self._schema, self._pointer, found)
        return found

    def missing(self):
        """Documented members that no answer had, and lists without an element to look at."""
        found = [(pointer, "documented, but in no answer") for pointer in sorted(self._documented - self._seen)]
        found += [(pointer, "no answer had an element") for pointer, is_met in self._unmet.items() if not is_met]
        return found

    def _walk(self, value, schema, pointer, found):
        if isinstance(value, dict):
            known = schema.get("properties")
            if known is None or schema.get("additionalProperties"):
                return
            self._documented |= {f"{pointer}/properties/{escape(key)}" for key in known}
            for key, member in value.items():
                below = f"{pointer}/properties/{escape(key)}"
                self._seen.add(below)
                if key in known:
                    self._walk(member, known[key], below, found)
                else:
                    found.append((below, "answered, but not documented"))
        elif isinstance(value, list) and isinstance(schema.get("items"), dict):
            below = pointer + "/items"
            has_members = "properties" in schema["items"]
            self._unmet[below] = self._unmet.get(below, False) or bool(value) or not has_members
            for each in value:
                self._walk(each, schema["items"], below, found)
