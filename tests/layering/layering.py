#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every source and header and checks what the compiler cannot: which layer includes which, and what no file may hold.

    layering.py [--root DIR]    prints one line per breach; exit status 1 if there is one
    layering.py --self-test     proves on made-up files that each rule can fail
"""
import argparse
import pathlib
import re
import sys
import tempfile

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
LONGEST = 600

# base <- domain <- api <- credentials, store <- model, edit <- session. The sandbox shares base alone, so that one wrong
# fact about the service is never wrong on both sides.
MAY_SEE = {
    "base": set(),
    "domain": {"base"},
    "api": {"base", "domain"},
    "credentials": {"base", "domain", "api"},
    "store": {"base", "domain", "api"},
    "search": {"base", "domain"},
    "transfer": {"base", "domain", "api", "store"},
    "platform": {"base"},
    "model": {"base", "domain", "api", "credentials", "store", "search"},
    "edit": {"base", "domain", "api", "credentials", "store"},
    "session": {"base", "domain", "api", "credentials", "store", "search", "transfer", "model", "edit"},
    "sandbox": {"base"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
WIDGETS = re.compile(r"^(QtWidgets/|QtPrintSupport/|QWidget$|QApplication$|QDialog$|QMessageBox$|QMainWindow$)")

# What no line of code may hold: a pattern, the top folders it counts in, and why.
CODE = ("app", "ui", "tests")
BANNED = [
    (re.compile(r"\bprocessEvents\b"), CODE, "events are never pumped by hand"),
    (re.compile(r"\bQEventLoop\b"), CODE, "no nested event loops"),
    # QDBusConnection knows no other way.
    (re.compile(r"^(?!.*\bbus\.(dis)?connect\().*\b(SIGNAL|SLOT)\s*\("), CODE, "connect by pointer to member"),
    (re.compile(r"setInsecureFallback\s*\(\s*true"), CODE, "a token is never written to a file"),
    (
        re.compile(r"QTest::q(Wait|Sleep)\s*\(|\bsleep_(for|until)\b|QThread::(m|u)?sleep\b|\bu?sleep\s*\("),
        CODE,
        "wait for a condition, not for a time",
    ),
    (re.compile(r"\bstd::(ranges::)?views\b"), CODE, "clang 14 cannot parse the views of GCC 12"),
    (re.compile(r"\bco_(await|yield|return)\b"), CODE, "GCC 12 destroys captures in awaited lambdas twice"),
    (
        re.compile(r"NoLessSafeRedirectPolicy|SameOriginRedirectPolicy|UserVerifiedRedirectPolicy"),
        ("app", "ui"),
        "a redirect is never followed with a token",
    ),
]


def layer_of(path):
    """The layer of a path such as app/api/request.h; "ui" for the window, None for anything else."""
    parts = path.split("/")
    if parts[0] == "ui":
        return "ui"
    return parts[1] if parts[0] == "app" and len(parts) > 2 else None


def without_comments(text):
    """The code with comments blanked and lines kept. Strings stay, and a `//` in one does not start a comment."""
    pattern = re.compile(
        r'R"([^()\\\s]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.S
    )

    def blank(match):
        found = match.group(0)
        return re.sub(r"[^\n]", " ", found) if found.startswith(("//", "/*")) else found

    return pattern.sub(blank, text)


def check_include(path, included):
    own = layer_of(path)
    other = layer_of(included)
    if path.startswith("app/"):
        if included.startswith("ui/"):
            return "app/ does not know ui/"
        if WIDGETS.match(included):
            return f"{included}: no widgets in app/"
    if path.startswith(("app/", "ui/")) and included.startswith("tests/"):
        return "the program does not know its tests"
    if own in MAY_SEE and other is not None and other != own and other not in MAY_SEE[own]:
        return f"{own} does not know {other}"
    if own is not None and own != "ui" and own not in MAY_SEE:
        return f"app/{own} has no place among the layers yet: give it one in tests/layering/layering.py"
    return None


def check_file(root, path):
    text = (root / path).read_text(encoding="utf-8")
    lines = text.splitlines()
    if not any(SPDX in line for line in lines[:3]):
        yield f"{path}:1: no licence line ({SPDX})"
    if len(lines) > LONGEST:
        yield f"{path}:{LONGEST + 1}: {len(lines)} lines; split it (the bound is {LONGEST})"
    if not path.endswith((".cpp", ".h")):
        return
    top = path.split("/")[0]
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        include = INCLUDE.match(line)
        if include:
            breach = check_include(path, include.group(1))
            if breach:
                yield f"{path}:{number}: {breach}"
        for pattern, folders, why in BANNED:
            if top in folders and pattern.search(line) and not include:
                yield f"{path}:{number}: {pattern.search(line).group(0)}: {why}"


def files(root):
    for top in CODE + ("packaging", "resources"):
        for path in sorted((root / top).rglob("*")):
            if path.is_file() and (
                path.suffix in (".cpp", ".h", ".py", ".sh", ".cmake") or path.name == "CMakeLists.txt"
            ):
                yield path.relative_to(root).as_posix()


def check(root):
    return [breach for path in files(root) for breach in check_file(root, path)]


def self_test():
    head = f"// {SPDX}\n"
    broken = {
        "app/domain/a.cpp": head + '#include "app/api/request.h"\n',
        "app/base/b.cpp": head + '#include "ui/theme/theme.h"\n',
        "app/model/c.h": head + "#include <QtWidgets/QWidget>\n",
        "app/sandbox/d.cpp": head + '#include "app/domain/kind.h"\n',
        "app/api/e.cpp": head + "void f() { QCoreApplication::processEvents(); }\n",
        "app/api/f.cpp": head + "QEventLoop loop;\n",
        "ui/shell/g.cpp": head + "connect(a, SIGNAL(b()), c, SLOT(d()));\n",
        "app/credentials/h.cpp": head + "job.setInsecureFallback(true);\n",
        "tests/api/i.cpp": head + "QTest::qWait(100);\n",
        "app/store/j.cpp": "int x;\n",
        "ui/shell/k.cpp": head + "int x;\n" * LONGEST,
        "app/platform/l.cpp": head + '#include "app/session/session.h"\n',
        "app/nowhere/m.cpp": head + '#include "app/base/error.h"\n',
        "tests/support/n.py": "import os\n",
    }
    sound = {
        "app/platform/z.cpp": head + "bus.connect(a, b, c, d, this, SLOT(e()));\n",
        "app/session/a.cpp": head + '#include "app/model/lazytree.h"\n#include <QtCore/QObject>\n',
        "ui/shell/b.cpp": head + '#include "app/session/session.h"\n#include <QtWidgets/QWidget>\n',
        "app/base/c.cpp": head + '// processEvents is not for us\nconst char *url = "https://x"; // QEventLoop\n',
    }
    problems = []
    for name, text, wanted in [(n, t, True) for n, t in broken.items()] + [(n, t, False) for n, t in sound.items()]:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(text, encoding="utf-8")
            if bool(check(root)) != wanted:
                problems.append(f"{name}: {'nothing was found' if wanted else check(root)}")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    breaches = self_test() if options.self_test else check(options.root)
    for breach in breaches:
        print(breach)
    print(f"layering: {len(breaches)} breaches" if breaches else "layering: clean")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
