#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text that counts (%n) has both English forms in resources/translations/metascope_en.ts, and no other has.

    plurals.py [--update]

--update adds what is missing, with empty forms to be filled in by hand.
"""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = ROOT / "resources/translations/metascope_en.ts"
LUPDATE = "/usr/lib/qt6/bin/lupdate"


def update(file):
    command = [LUPDATE, "-silent", "-I", ".", "-pluralonly", "-no-obsolete", "-locations", "none"]
    command += ["-source-language", "en", "-target-language", "en", "app", "ui", "-ts", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def messages(file):
    """(context, source) of each text, and whether all its forms are there."""
    found = {}
    for context in xml.parse(file).iter("context"):
        for message in context.iter("message"):
            forms = [form.text for form in message.iter("numerusform")]
            key = context.findtext("name"), message.findtext("source")
            found[key] = len(forms) == 2 and all(forms)
    return found


def main():
    if "--update" in sys.argv[1:]:
        update(KEPT)
    kept = messages(KEPT)
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / KEPT.name
        update(fresh)
        wanted = messages(fresh)
    complaints = [f"{where}: “{text}” has no plural forms yet" for where, text in wanted.keys() - kept.keys()]
    complaints += [f"{where}: “{text}” is no longer in the code" for where, text in kept.keys() - wanted.keys()]
    complaints += [f"{where}: a form of “{text}” is empty" for (where, text), whole in kept.items() if not whole]
    for complaint in sorted(complaints):
        print(f"{KEPT.relative_to(ROOT)}: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
