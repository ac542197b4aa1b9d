# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: a sandbox server, the program on a private desktop, and a deadline over all of it.

    import harness

    def test(run):
        sandbox = run.sandbox("--dialect", "2026")
        app = run.metascope(sandbox.config)
        ...

    if __name__ == "__main__":
        harness.main(test, deadline=120)

One test per process: the accessibility library binds to one bus for good. Everything that was started ends with the
test, also when it fails or its deadline passes. On a failure the screen, the accessibility tree and the program's log
are left in build/e2e/NAME.
"""
import argparse
import fnmatch
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import guidrive  # noqa: E402
from guidrive import Gui, wait_for  # noqa: E402

# An address on loopback is asked directly, whatever proxy the environment names.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Deadline(AssertionError):
    pass


class HttpAnswer:
    def __init__(self, status, body):
        self.status, self.body = status, body

    def json(self):
        return json.loads(self.body)


def http(method, url, body=None, token=None, headers=None, timeout=10):
    """One request over a socket of its own; an error status is an answer, not an exception."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=dict(headers or {}))
    if data is not None:
        request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with _opener.open(request, timeout=timeout) as answer:
            return HttpAnswer(answer.status, answer.read())
    except urllib.error.HTTPError as error:
        return HttpAnswer(error.code, error.read())


class Sandbox:
    """A running metascope-sandbox: what it said when ready, its control origin and its API."""

    def __init__(self, binary, arguments, log):
        self.process = subprocess.Popen(
            [binary, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            preexec_fn=guidrive._with_parent,
        )
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the sandbox ended with {self.process.wait()} before it was ready")
        self.ready = json.loads(line)
        self.instances = self.ready["instances"]
        self.url = self.instances[0]["url"]
        self.token = self.ready["token"]
        self.account_token = self.ready["tokens"]["account"]
        self.control_url = self.ready["control_url"]

    # -- the control origin ---------------------------------------------------------------------------------------
    def control(self, method, path, body=None):
        answer = http(method, self.control_url + path, body)
        assert answer.status // 100 == 2, f"control {method} {path}: {answer.status} {answer.body!r}"
        return answer

    def requests(self, method="*", path="*"):
        """What arrived so far, oldest first; the path is matched as a shell pattern."""
        return [
            entry
            for entry in self.control("GET", "/requests").json()
            if method in ("*", entry["method"]) and fnmatch.fnmatchcase(entry["path"].split("?")[0], path)
        ]

    def writes(self):
        return [entry for entry in self.requests() if entry["method"] != "GET"]

    def faults(self, *rules):
        self.control("POST", "/faults", {"rules": list(rules)})

    def mutate(self, method, path, body=None, when=None, instance=None):
        """Runs an API call with all rights and unlisted: now, or right before the request that `when` names."""
        self.control(
            "POST",
            "/mutate",
            {
                "when": when,
                "request": {
                    "instance": instance or self.instances[0]["name"],
                    "method": method,
                    "path": path,
                    "body": body,
                },
            },
        )

    # -- the API, as anyone with the token ------------------------------------------------------------------------
    def api(self, method, path, body=None, token=None, headers=None):
        answer = http(method, f"{self.url}/api:meta{path}", body, token or self.token, headers)
        assert answer.status // 100 == 2, f"{method} {path}: {answer.status} {answer.body!r}"
        return json.loads(answer.body) if answer.body.strip() else None

    def items(self, path):
        """A list in either dialect: bare, or in an envelope."""
        found = self.api("GET", path)
        return found["items"] if isinstance(found, dict) else found

    def table(self, name, workspace=None):
        workspace = workspace or self.instances[0]["workspaces"][0]["id"]
        found = next(
            table for table in self.items(f"/workspace/{workspace}/table?per_page=100") if table["name"] == name
        )
        return f"/workspace/{workspace}/table/{found['id']}"

    def schema(self, table):
        """The fields of a table path, in either dialect."""
        found = self.api("GET", table + "/schema")
        return found["schema"] if isinstance(found, dict) else found

    def field_names(self, table):
        return [field["name"] for field in self.schema(table)]

    def records(self, table):
        return self.items(table + "/content?per_page=100")

    def stop(self):
        """Ends the server as a service manager would; returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


class Metascope:
    """The window, spoken to in the words that stand on it."""

    def __init__(self, app, config):
        self.app, self.gui, self.config = app, app.gui, pathlib.Path(config)

    def button(self, name, timeout=10):
        """A push button once it can be pressed."""

        def ready():
            for node in self.app.find_all("push button", name):
                if guidrive.state(node, "enabled") and guidrive.state(node, "sensitive"):
                    return node
            return None

        return self.app.wait_for(ready, timeout, f"an enabled button {name!r}")

    def press(self, name, timeout=10):
        self.app.click(self.button(name, timeout))

    def enter(self, name, text, submit=False):
        """Replaces the text of a line edit by typing it."""

        def there():
            for role in ("text", "password text", "entry"):
                for node in self.app.find_all(role, name):
                    return node
            return None

        node = self.app.wait_for(there, 10, f"an edit {name!r}")
        self.app.type(node, text, submit=submit)
        return node

    def welcome(self):
        """Shows the welcome page: after a start the tabs of the last run may be in front."""
        self.app.menu("Go", "Welcome Page")

    def open(self, *path):
        """Expands the explorer along the path and opens what its last part names."""
        tree = self.app.find("tree", "Explorer", timeout=10)
        node = self.app.select_path(tree, list(path), timeout=15)
        self.gui.key("Return")
        return node

    def fields(self):
        return self.app.find("table", "Fields", timeout=10)

    def field_rows(self):
        """The rows of "Fields" as a list of {column: text}."""
        table = self.fields()
        columns = self.app.header(table)
        return [dict(zip(columns, row)) for row in self.app.read_table(table)]

    def wait_for_field(self, name, timeout=10):
        self.app.wait_for(lambda: any(row["Name"] == name for row in self.field_rows()), timeout, f"the field {name!r}")

    def select_field(self, name):
        """Clicks the row of a field, so that the form shows it."""
        table = self.fields()
        names = [row["Name"] for row in self.field_rows()]
        column = self.app.header(table).index("Name")
        cell = self.app.cell(table, names.index(name), column)
        guidrive.scroll_to(cell)
        self.app.click(cell)
        return cell

    def wait_for_text(self, pattern, timeout=10):
        return self.app.find(None, pattern, timeout=timeout)


class Run:
    """What one test started, and where its traces go."""

    def __init__(self, name, binaries, keep):
        self.name, self.binaries, self.keep = name, binaries, keep
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="metascope-e2e."))
        self.traces = keep / name
        shutil.rmtree(self.traces, ignore_errors=True)
        self.traces.mkdir(parents=True)
        self.log = open(self.traces / "log.txt", "wb")
        self.gui, self.windows, self.sandboxes = None, [], []

    def sandbox(self, *arguments):
        server = Sandbox(str(self.binaries / "metascope-sandbox"), arguments, self.log)
        self.sandboxes.append(server)
        return server

    def desktop(self, **options):
        if self.gui is None:
            self.gui = Gui(log=str(self.traces / "desktop.txt"), **options)
            self.gui.__enter__()
        return self.gui

    def metascope(self, *arguments, config=None, env=None, **options):
        """Starts the program with a configuration folder of its own; `options` are the desktop's (keyring=True)."""
        gui = self.desktop(**options)
        config = pathlib.Path(config or self.folder / "config")
        arguments = list(arguments)
        if "--demo" not in arguments:
            config.mkdir(mode=0o700, exist_ok=True)
            arguments += ["--config", str(config)]
        app = gui.start([str(self.binaries / "metascope"), *arguments], env=env)
        window = Metascope(app, config)
        self.windows.append(window)
        return window

    def leave_traces(self):
        if self.gui is None:
            return
        for number, window in enumerate(self.windows):
            try:
                (self.traces / f"tree{number}.txt").write_text(window.app.dump())
            except Exception as error:  # the program may be gone: the other traces are still worth having
                (self.traces / f"tree{number}.txt").write_text(str(error))
        try:
            self.gui.screenshot(str(self.traces / "screen.png"))
        except Exception as error:
            print(f"no picture: {error}", file=sys.stderr)

    def close(self):
        if self.gui is not None:
            self.gui.close()
        for server in self.sandboxes:
            server.stop()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def main(test, deadline=120):
    """Runs test(run, *arguments) within `deadline` seconds; exit status 0 only if it came to its end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build" / "dev" / "bin")
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    binaries = options.bin.resolve()
    name = "-".join([pathlib.Path(sys.argv[0]).stem, *options.arguments])

    def out_of_time(*_):
        raise Deadline(f"not done within {deadline} s")

    run = Run(name, binaries, binaries.parent / "e2e")
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(deadline)
    failed = False
    try:
        test(run, *options.arguments)
        print(f"PASS   : {name}")
    except BaseException:
        failed = True
        signal.alarm(20)
        traceback.print_exc()
        try:
            run.leave_traces()
        except Deadline:
            pass
        print(f"FAIL!  : {name}; see {run.traces}")
        log = run.traces / "log.txt"
        for trace in (log, run.traces / "desktop.txt"):
            if trace.exists():
                print(f"--- {trace.name}\n" + "\n".join(trace.read_text(errors="replace").splitlines()[-30:]))
    finally:
        signal.alarm(20)
        run.close()
        signal.alarm(0)
    sys.exit(1 if failed else 0)
