# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found, and what may be: tests/data/contract-deviations.json."""
import json


class Findings:
    """Differences by dialect, operation and JSON pointer into the operation's object in its document (references are
    followed; `/parameters/query:NAME` stands for the parameter of that place and name)."""

    def __init__(self):
        self.differences = {}
        self.failures = []

    def differ(self, dialect, operation, pointer, text):
        self.differences.setdefault((dialect, operation, pointer), text)

    def fail(self, text):
        """Something that no list of deviations can allow."""
        self.failures.append(text)


def load(file):
    """The listed deviations, one row for each operation and pointer; an entry may name several of both."""
    rows = []
    for entry in json.loads(file.read_text(encoding="utf-8")):
        for operation in as_list(entry["operation"]):
            rows += [{**entry, "operation": operation, "pointer": pointer} for pointer in as_list(entry["pointer"])]
    return rows


def as_list(value):
    return value if isinstance(value, list) else [value]


def judge(findings, listed, dialects, sections):
    """The sentences of what is wrong; none where everything found is listed and everything listed was found."""
    wrong = list(findings.failures)
    allowed = {}
    for row in listed:
        place = f"{row['operation']} {row['pointer']}"
        if not row.get("reason"):
            wrong.append(f"listed without a reason: {place}")
        if sections is not None and row.get("section") not in sections:
            wrong.append(f"listed under a section that FACTS.md does not have: {place}: {row.get('section')}")
        for dialect in [row["dialect"]] if "dialect" in row else dialects:
            allowed[(dialect, row["operation"], row["pointer"])] = row
    for key, text in findings.differences.items():
        if key not in allowed:
            wrong.append(f"not listed: [{key[0]}] {key[1]} {key[2]}: {text}")
    for key in allowed:
        if key not in findings.differences:
            wrong.append(f"listed, but no longer so: [{key[0]}] {key[1]} {key[2]}")
    return wrong
