# SPDX-License-Identifier: GPL-3.0-or-later
"""The states in which something about a token went wrong, each as one line of a table: how to get there, and its name.
screenshots.py takes them."""
import dataclasses
import json
import pathlib
import signal
import subprocess
import sys
import time

import harness
import keyring
import unlock

TOKEN = "made-up.and-wrong.token"


@dataclasses.dataclass
class Failure:
    """What is typed into the connect page, and what the server does about it."""

    name: str
    address: str = "{plain}"
    token: str = "{token}"
    fault: str = ""
    said: str = "*"


CONNECT = [
    Failure("error-token", token=TOKEN, said="*not accepted (401)*"),
    Failure("error-token-text", token="words that are no token", said="Error:*"),
    Failure("error-certificate", address="{tls}", said="*certificate*"),
    Failure("error-http", address="http://x8ki-letl-twmt.n7.xano.io", said="Error:*"),
    Failure("error-address", address="https://name:word@x8ki-letl-twmt.n7.xano.io", said="Error:*"),
    Failure("error-no-xano", fault="GET */auth/me wrong-type", said="*not from the Metadata API*"),
    Failure("error-offline", address="http://127.0.0.1:9", said="*No connection*"),
    Failure("error-rate-limit", fault="GET */auth/me 429=3", said="*429*"),
    Failure("error-redirect", fault="GET */auth/me redirect", said="*points somewhere else*"),
    Failure("error-server", fault="GET */auth/me html502", said="*server failed*"),
]

# The file of Xano's command line: its text, its mode.
GOOD = "default: one\nprofiles:\n  one:\n    instance_origin: https://x1.n7.xano.io\n    access_token: made-up-token\n"
MORE = "  two:\n    instance_origin: https://x2.n7.xano.io\n    access_token: made-up\n    insecure: true\n  three: {}\n"
IMPORT = [
    ("import", GOOD + MORE, 0o600),
    ("import-open-file", GOOD + MORE, 0o644),
    ("import-broken-file", GOOD + "  - [\n", 0o600),
    ("import-empty-file", "", 0o600),
    ("import-no-file", None, 0o600),
]


def connect_page(window, album, sandbox, tls):
    """Every way in which the first check can fail. Leaves the page open."""
    values = {"plain": sandbox.url, "tls": tls.url, "token": sandbox.token}

    def fails(failure):
        sandbox.faults(*([failure.fault] if failure.fault else []))
        window.enter("Access Token", failure.token.format(**values))
        window.enter("Instance Address", failure.address.format(**values))
        window.press("Connect")
        alert(window, failure.said, 40)

    for failure in CONNECT:
        album.take(failure.name, lambda: fails(failure))
        if failure.name == "error-certificate":
            album.take("trust-certificate", lambda: window.press("Trust This Certificate…"))
            window.gui.key("Escape")
    sandbox.faults()


def import_page(window, album):
    profiles = pathlib.Path(window.gui.dir, "home", ".xano", "credentials.yaml")
    profiles.parent.mkdir(parents=True, exist_ok=True)

    def shows(text, mode):
        profiles.unlink(missing_ok=True)
        if text is not None:
            profiles.write_text(text)
            profiles.chmod(mode)
        window.app.menu("File", "Connect*")
        window.press("Import from Xano CLI")
        window.app.find("text", "Profiles File", timeout=10)

    for name, text, mode in IMPORT:
        album.take(name, lambda: shows(text, mode))
    profiles.unlink(missing_ok=True)


def alert(window, said="*", timeout=20):
    return window.app.wait_for(
        lambda: window.app.find_all("alert", said) or window.app.find_all("notification", said), timeout, said
    )


class Keyring:
    """The desktop's keychain, and what can befall it. What was done lasts until the next thing."""

    def __init__(self, gui):
        self.gui = gui
        self.daemon = next(each for each in gui.procs if "gnome-keyring" in str(each.args[0]))
        self.refusing = None

    def call(self, *arguments):
        command = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.secrets"]
        return subprocess.run(
            [*command, *arguments], env=self.gui.env, capture_output=True, text=True, check=True, timeout=10
        ).stdout.strip()

    def lose_the_entry(self):
        for key in keyring.kept_keys(self.gui):
            subprocess.run(
                ["secret-tool", "clear", "server", keyring.SERVICE, "user", key],
                env=self.gui.env,
                check=True,
                timeout=10,
            )

    def lock(self):
        service = "/org/freedesktop/secrets"
        default = self.call(service, "org.freedesktop.Secret.Service.ReadAlias", "string:default")
        self.call(service, "org.freedesktop.Secret.Service.Lock", f"array:objpath:{default}")

    def hang(self):
        self.daemon.send_signal(signal.SIGSTOP)

    def refuse(self):
        self.daemon.send_signal(signal.SIGCONT)
        self.daemon.terminate()
        self.daemon.wait(5)
        script = pathlib.Path(__file__).with_name("refusingkeyring.py")
        self.refusing = self.gui._spawn([sys.executable, str(script)], stdout=subprocess.PIPE)
        assert self.refusing.stdout.readline().strip() == b"ready"

    def go_away(self):
        self.refusing.terminate()
        self.refusing.wait(5)


# What befalls the keychain, in this order, and what the token window says of it.
KEYCHAIN = [
    ("keychain-missing", Keyring.lose_the_entry, "*No token in the keychain*"),
    ("keychain-locked", Keyring.lock, "*locked*"),
    ("keychain-timeout", Keyring.hang, "*No answer in time*"),
    ("keychain-denied", Keyring.refuse, "*keychain refused*"),
    ("keychain-none", Keyring.go_away, "*no keyring service runs*"),
]


def listed_tokens(config, hours):
    """The list that the program left, with more instances of the same token that end in so many hours each."""
    file = pathlib.Path(config) / "instances.json"
    registry = json.loads(file.read_text())
    first = registry["instances"][0]
    for number, (name, left) in enumerate(hours.items()):
        end = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + left * 3600))
        token = {**first["token"], "label": name, "expires": end, "expires_from": "person"}
        registry["instances"].append({**first, "id": f"more-{number}", "name": name, "token": token})
    file.write_text(json.dumps(registry))


def token_window(run, album_of, sandbox):
    """From an empty list over tokens that end to a keychain that does not give them. Returns what could not be shown."""
    window = run.metascope()
    album = album_of(window)

    def tokens():
        window.app.menu("Tools", "Access Tokens…")
        window.button("Close", 10)

    album.take("tokens-empty", tokens)
    window.press("Close")
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    gui = window.gui
    harness.wait_for(lambda: keyring.kept_keys(gui), 20, "the token in the keychain")
    window.wait_for_text(sandbox.instances[0]["workspaces"][0]["name"], 20)
    assert window.app.quit() == 0

    listed_tokens(window.config, {"Beta": -30, "Gamma": 20, "Delta": 24 * 40})
    window = run.metascope()
    missing, album = album.missing, album_of(window)
    album.missing = missing
    album.take("tokens-end-soon", lambda: alert(window, timeout=10))
    tokens()
    table = window.app.find("table", "Access Tokens", timeout=10)
    album.take("tokens-expired", lambda: window.app.click(window.app.cell(table, 0, 0)))
    chain = Keyring(gui)

    def reads(befall, said):
        befall(chain)
        window.press("Reveal")
        if befall is Keyring.lock:  # the desktop asks for the password, and nobody gives it
            unlock.wait_for_question(gui)
            gui.key("Escape")
        alert(window, said, 60)

    for name, befall, said in KEYCHAIN:
        album.take(name, lambda: reads(befall, said))
    return album.missing
