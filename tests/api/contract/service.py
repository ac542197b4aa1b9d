# SPDX-License-Identifier: GPL-3.0-or-later
"""The real metascope-sandbox as a process, and calls to it."""
import http.client
import json
import signal
import subprocess
import urllib.parse

AREAS = {"Instance Workspace": "workspace", "Workspace Database": "database", "Workspace Content": "content",
         "Workspace Api": "api", "Workspace Function": "function", "Workspace Task": "task",
         "Workspace Addon": "addon", "Workspace File": "file", "Workspace Request History": "requesthistory"}
RIGHTS = {"Create": 1, "Read": 2, "Update": 4, "Delete": 8}
EVERYTHING = 15
PATIENCE = 30  # seconds; a call that takes longer has hung


def routes(binary):
    """The sandbox's own route table."""
    return json.loads(subprocess.run([binary, "--routes"], check=True, stdout=subprocess.PIPE).stdout)


class Answer:
    def __init__(self, status, body):
        self.status = status
        self.text = body.decode("utf-8")
        try:
            self.json = json.loads(self.text)
        except ValueError:
            self.json = None


class Service:
    """A running sandbox of one dialect; a context manager."""

    def __init__(self, binary, dialect):
        self._process = subprocess.Popen([binary, "--port", "0", "--dialect", dialect], stdout=subprocess.PIPE)
        self._ready = json.loads(self._process.stdout.readline())
        self.instance = self._ready["instances"][0]["name"]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(PATIENCE)
        self._process.stdout.close()
        if status != 0 and error[0] is None:
            raise AssertionError(f"SIGTERM ended the sandbox with {status}, not 0")

    def full_token(self, part):
        return self._ready["tokens"]["account"] if part == "account" else self._ready["token"]

    def token(self, part, scope, has_it=True):
        """One with nothing but that scope, or with everything but it."""
        if part == "account" or scope is None:
            return self.full_token(part)
        area, right = scope.split(": ")
        masks = {each: 0 if has_it else EVERYTHING for each in AREAS.values()}
        masks[AREAS[area]] ^= RIGHTS[right]
        return f"sandbox-{self.instance.lower()}-scopes-" + ".".join(f"{name}={mask}" for name, mask in masks.items())

    def send(self, part, verb, path, token, body=None, headers=None):
        """`body` is JSON, or text with a content type of its own in `headers`."""
        url = self._ready["account_url"] if part == "account" else self._ready["instances"][0]["url"]
        sent = {"content-type": "application/json"} if body is not None else {}
        if token:
            sent["authorization"] = "Bearer " + token
        sent.update(headers or {})
        text = body if isinstance(body, str) else None if body is None else json.dumps(body)
        return self._exchange(url, verb, "/api:meta" + path, text, sent)

    def reset(self):
        answer = self._exchange(self._ready["control_url"], "POST", "/reset", "{}", {"content-type": "application/json"})
        assert answer.status == 200, answer.text

    @staticmethod
    def _exchange(url, verb, target, text, headers):
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=PATIENCE)
        try:
            connection.request(verb, target, None if text is None else text.encode("utf-8"), headers)
            response = connection.getresponse()
            return Answer(response.status, response.read())
        finally:
            connection.close()
