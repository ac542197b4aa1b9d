#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks each route of the sandbox's own table against the OpenAPI documents of the Metadata API, in both directions.

    contract.py --bin DIR               looks for the documents at $METASCOPE_API_DIR, else ../shared/api beside the source tree
    contract.py --bin DIR --self-test   proves that each kind of difference can fail

The table's row is compared with the document's operation (scope, path, query, headers, body), then the real sandbox is
called in both dialects: refusals, the document's example, and the answers against their schemas. Differences have to
stand in tests/data/contract-deviations.json, and what stands there has to occur. Exit status 77: no documents.
"""
import argparse
import pathlib
import re
import sys

sys.dont_write_bytecode = True  # the source tree stays as it is
import documents
import findings
import selftest
import service
from checks import LiveCheck, compare_declaration
from recipes import RECIPES

SOURCE = pathlib.Path(__file__).resolve().parents[3]
LISTED = SOURCE / "tests" / "data" / "contract-deviations.json"
DIALECTS = ("2023", "2026")
SKIPPED = 77


def name_of(route):
    return f"{route['part']} {route['verb']} {route['path']}"


def check(binary, routes, recipes, known, dialects=DIALECTS):
    """Everything that differs between those routes and the documents `known`."""
    found = findings.Findings()
    for name in recipes.keys() - {name_of(route) for route in routes}:
        found.fail(f"{name}: a recipe without a route")
    for dialect in dialects:
        with service.Service(binary, dialect) as running:
            for route in routes:
                if dialect in route["dialects"]:
                    check_route(running, dialect, route, recipes, known, found)
                else:
                    check_absence(running, dialect, route, routes, found)
    return found


def check_absence(running, dialect, route, routes, found):
    """What an engine does not have is refused as any address that leads nowhere; a word that it takes for an id is a
    wrong input."""
    if any(name_of(each) == name_of(route) and dialect in each["dialects"] for each in routes):
        return
    path = re.sub("{[^}]*}", "1", route["path"])
    answer = running.send(route["part"], route["verb"], path, running.full_token(route["part"]))
    if answer.status == 400 and answer.json.get("payload", {}).get("param", "").endswith("_id"):
        return
    if (answer.status, answer.json.get("message")) != (404, "Unable to locate request."):
        found.fail(f"[{dialect}] {name_of(route)}: is not of this dialect, but answered {answer.status} {answer.text[:200]}")


def check_route(running, dialect, route, recipes, known, found):
    name = name_of(route)
    operation = known.operation(route["part"], route["verb"], route["path"])
    if operation is None:
        found.differ(dialect, name, "", "is in no document")
        return
    if name not in recipes:
        found.fail(f"{name}: a route without a check")
        return

    def differ(pointer, text):
        found.differ(dialect, name, pointer, text)

    def fail(text):
        found.fail(f"[{dialect}] {name}: {text}")

    compare_declaration(route, operation, differ)
    LiveCheck(running, route, operation, recipes[name], differ, fail).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="the folder with metascope-sandbox")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    place = documents.folder(SOURCE)
    if place is None:
        print("Skipped: the API documents are neither at $METASCOPE_API_DIR nor at ../shared/api beside the source tree.")
        return SKIPPED
    binary = arguments.bin / "metascope-sandbox"
    routes = service.routes(binary)
    known = documents.Documents(place)
    listed = findings.load(LISTED)
    if arguments.self_test:
        return selftest.run(check, binary, routes, RECIPES, known)
    wrong = findings.judge(check(binary, routes, RECIPES, known), listed, DIALECTS, documents.sections(place))
    for sentence in wrong:
        print(sentence)
    parts = [f"{sum(route['part'] == part for route in routes)} of {known.count(part)} {part}"
             for part in documents.FILES]
    print(f"{len(routes)} operations checked ({', '.join(parts)}) in the dialects {' and '.join(DIALECTS)}; "
          f"{len(listed)} deviations listed, {len(wrong)} failures.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
