#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks HAR files against the schema in tests/data.

    harcheck.py SCHEMA FILE...    prints one line per breach; exit status 1 if there is one
"""
import json
import pathlib
import sys

import jsonschema


def breaches(schema, path):
    validator = jsonschema.Draft7Validator(schema)
    for error in validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        yield f"{path.name}: /{'/'.join(map(str, error.absolute_path))}: {error.message}"


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    found = [line for name in sys.argv[2:] for line in breaches(schema, pathlib.Path(name))]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
