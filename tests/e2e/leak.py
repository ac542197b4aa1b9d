#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A marked token is used, looked at and crashed with; afterwards it lies nowhere but in the keyring, and then nowhere.

    leak.py         connect, browse, edit, crash, restart, remove
    leak.py ways    the same question for every way that a token comes in by, for Replace… and for Copy
"""
import base64
import json
import pathlib
import signal
import subprocess

import edit
import guidrive
import harness
import keyring
import signin


def test(run, part="use"):
    if part == "ways":
        ways(run)
    else:
        use(run)


def use(run):
    sandbox = run.sandbox()
    gui = run.desktop(keyring=True)
    window = run.metascope()
    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.token)
    window.enter("Instance Address", sandbox.url)
    window.press("Connect")
    edit.open_table(window, sandbox, edit.TABLE)
    edit.add_field(window, "kept_through_a_crash")
    look_at_tokens(window)
    watch_process(gui, window.app.proc.pid, sandbox.token)
    assert len(keyring.kept_keys(gui)) == 1
    hand_on(run, window, sandbox)

    window.app.proc.send_signal(signal.SIGABRT)
    window.app.proc.wait(20)
    # With the log that SQLite had no time to tidy up; and the search finds what does lie there.
    search_files(run, gui, sandbox.token, "instances.json", "drafts.sqlite", "cache.sqlite", "cache.sqlite-wal", "view.json")
    kept = [path.name for path in written_files(run, gui) if edit.TABLE.encode() in path.read_bytes()]
    assert any(name.startswith("cache.sqlite") for name in kept) and "view.json" in kept, kept

    again = run.metascope()
    watch_process(gui, again.app.proc.pid, sandbox.token)
    keyring.reopen(again)
    edit.open_table(again, sandbox, edit.TABLE)
    watch_process(gui, again.app.proc.pid, sandbox.token)
    tree = again.app.find("tree", "Explorer", timeout=10)
    again.app.select_path(tree, ["*"], timeout=15)
    again.app.menu("File", "Remove Instance*")
    again.app.click(again.app.find("push button", "Remove Instance", timeout=10))
    harness.wait_for(lambda: keyring.kept_keys(gui) == [], 20, "the token to go with its instance")
    assert again.app.quit() == 0
    search_files(run, gui, sandbox.token)


def hand_on(run, window, sandbox):
    """What a person takes out of the Network Log to show it to somebody: no token is in it."""
    window.app.menu("View", "Network Log")
    log = window.app.find("table", "Network Log", timeout=10)
    window.app.click(window.app.cell(log, 0, 1))
    window.app.menu("Tools", "Network Log", "Copy as cURL")
    window.wait_for_text("Copied. Set XANO_TOKEN*")
    command = pasted(window, window.app.find("text", "Filter", timeout=10))
    assert command.startswith("curl") or "curl " in command, command
    assert "$XANO_TOKEN" in command, command
    for form in forms_of(sandbox.token)[:4]:
        assert form.decode() not in command, "the command holds the token"

    for number, has_bodies in enumerate((False, True)):
        file = pathlib.Path(run.folder, f"handed-on-{number}.har")
        window.app.menu("Tools", "Network Log", "Export HAR…")
        if has_bodies:
            window.app.click(window.app.find("check box", "Include Bodies", timeout=10))
        window.press("Save As…")
        name = window.app.find("text", "File name:", timeout=10)
        window.app.type(name, str(file), submit=True)
        harness.wait_for(file.exists, 20, "the exported file")
        window.wait_for_text("*written to*" + file.name + "*")
        text = file.read_text()
        entries = json.loads(text)["log"]["entries"]
        headers = [h for e in entries for h in e["request"]["headers"] if h["name"].lower() == "authorization"]
        assert len(entries) > 3 and len(headers) == len(entries), (len(entries), headers)
        assert file.stat().st_mode & 0o077 == 0, oct(file.stat().st_mode)
        assert any(e["response"]["content"].get("text") for e in entries) == has_bodies, "bodies come when asked for"
        assert holding([file], sandbox.token) == [], "the archive holds the token"


def look_at_tokens(window):
    window.app.menu("Tools", "Access Tokens…")
    window.app.find("table", "Access Tokens", timeout=10)
    window.press("Test")
    window.button("Test", 20)
    window.press("Reveal")
    close_tokens(window)


def close_tokens(window):
    window.gui.key("Escape")
    window.app.gone("table", "Access Tokens")


def ways(run):
    # Tokens that differ from run to run, and between the two servers.
    sandbox, other = run.sandbox("--token-expiry", "never"), run.sandbox("--token-expiry", "never")
    gui = run.desktop(keyring=True)
    window = run.metascope()
    code = signin.code_of(sandbox)
    fresh = other.instances[0]["tokens"]["readonly"]
    marked = {"account": sandbox.account_token, "sign-in": code, "import": other.token, "Replace": fresh}
    assert len(set(marked.values())) == len(marked), "the tokens cannot be told apart"

    window.press("Paste Access Token")
    window.enter("Access Token", sandbox.account_token)
    window.enter("Instance Address", sandbox.ready["account_url"])
    window.press("Connect")
    window.wait_for_text("*token reaches*", 20)
    window.press("Connect")
    kept(gui, 1, "the account's token")

    window.app.menu("File", "Connect*")
    window.press("Sign in with Browser")
    window.enter("Account Address", sandbox.ready["account_url"])
    window.enter("Code", code)
    window.press("Use Code")
    window.wait_for_text("Signed in as *", 20)
    window.press("Connect", 20)
    kept(gui, 2, "the token of the sign-in")

    profiles = pathlib.Path(gui.dir, "home", ".xano", "credentials.yaml")
    profiles.parent.mkdir(parents=True, exist_ok=True)
    profiles.write_text(
        f"default: brought\nprofiles:\n  brought:\n    instance_origin: {other.url}\n    access_token: {other.token}\n"
    )
    profiles.chmod(0o600)
    window.app.menu("File", "Connect*")
    window.press("Import from Xano CLI")
    window.press("Import 1 Profile")
    window.wait_for_text("*1 profile imported*", 20)
    kept(gui, 3, "the token of the profile")
    plain = holding(written_files(run, gui), other.token)
    assert [path.name for path in plain] == [profiles.name], "the search does not see what lies there"
    window.press("Remove Plain Tokens…")
    window.press("Remove 1 Token")
    window.wait_for_text("*will ask for a login again*", 10)

    window.app.menu("Tools", "Access Tokens…")
    pick_token(window, "brought")
    window.press("Replace…")
    window.enter("New Access Token", fresh)
    window.press("Test New Token")
    window.press("Replace Token", 20)
    window.wait_for_text("*was replaced*", 20)
    kept(gui, 3, "one token for the other")
    assert secrets(gui).count(fresh) == 1 and other.token not in secrets(gui)
    window.press("Reveal")
    window.press("Copy")
    window.wait_for_text("*Copied; the clipboard is cleared*", 10)
    close_tokens(window)

    # While it is there, the clipboard is the one place besides the keyring; the selection of the mouse never is.
    window.app.menu("File", "Connect*")
    address = window.app.find("text", "Instance Address", timeout=10)
    window.app.type(address, "x")
    window.app.click(address, button=2, at=(12, 8))
    window.gui.key("z")
    window.app.wait_for(lambda: "z" in guidrive.text_of(address), 10, "what the middle button gives")
    assert fresh not in guidrive.text_of(address), "the selection of the mouse holds the token"
    held = pasted(window, address)
    assert held == fresh, f"the clipboard does not hold what was copied, but {held!r}"
    for token in marked.values():
        watch_process(gui, window.app.proc.pid, token)
    harness.wait_for(lambda: pasted(window, address) == "", 45, "an empty clipboard")

    window.app.menu("Tools", "Access Tokens…")
    pick_token(window, "brought")
    window.press("Remove…")
    window.press("Remove Token")
    kept(gui, 2, "the removed token to go")
    assert fresh not in secrets(gui)
    close_tokens(window)
    assert window.app.quit() == 0
    for token in marked.values():
        search_files(run, gui, token, "instances.json")


def kept(gui, count, what):
    harness.wait_for(lambda: len(keyring.kept_keys(gui)) == count, 20, what)


def secrets(gui):
    """All that the keyring holds of the program."""
    asked = ["secret-tool", "search", "--all", "--unlock", "server", keyring.SERVICE]
    answer = subprocess.run(asked, env=gui.env, capture_output=True, text=True, timeout=20)
    return [line.split("=", 1)[1].strip() for line in answer.stdout.splitlines() if line.startswith("secret")]


def pick_token(window, instance):
    table = window.app.find("table", "Access Tokens", timeout=10)
    column = window.app.header(table).index("Instance")
    rows = [row[column] for row in window.app.read_table(table)]
    window.app.click(window.app.cell(table, rows.index(instance), column))


def pasted(window, edit_line):
    """What Ctrl+V gives: between two letters, so that one knows when it is all there."""
    window.app.type(edit_line, "a")
    window.gui.key("ctrl+v", "z")
    window.app.wait_for(lambda: guidrive.text_of(edit_line).endswith("z"), 10, "the pasted text")
    text = guidrive.text_of(edit_line)[1:-1]
    window.gui.key("ctrl+a", "Delete")
    return text


def forms_of(token):
    """The token as it is, in part, and in the spellings that a dump of it could have."""
    raw = token.encode()
    wide = token.encode("utf-16-le")
    return [raw, raw[8:40], base64.b64encode(raw)[:40], raw.hex()[:60].encode(), wide, wide[16:80]]


def search_files(run, gui, token, *known):
    files = written_files(run, gui)
    for name in known or ("instances.json", "drafts.sqlite", "cache.sqlite"):
        assert any(path.name == name for path in files), "the search looks at the wrong place"
    found = holding(files, token)
    assert not found, f"{[str(path) for path in found]} hold the token"


def written_files(run, gui):
    places = [pathlib.Path(run.folder), pathlib.Path(gui.dir), run.traces]
    return [path for place in places for path in place.rglob("*") if path.is_file() and not path.is_symlink()]


def holding(files, token):
    contents = ((path, path.read_bytes()) for path in files)
    return [path for path, content in contents if any(form in content for form in forms_of(token))]


def watch_process(gui, pid, token):
    proc = pathlib.Path("/proc", str(pid))
    for name in ("cmdline", "environ"):
        content = (proc / name).read_bytes()
        assert content or name == "environ", f"{name} of the process is empty"
        for form in forms_of(token):
            assert form not in content, f"{name} of the process holds the token"
    limits = (proc / "limits").read_text().splitlines()
    core = next(line for line in limits if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"], core
    titles = subprocess.run(["xwininfo", "-root", "-tree"], env=gui.env, capture_output=True, text=True, timeout=20)
    assert "Metascope" in titles.stdout, "the titles are not seen"
    for form in forms_of(token)[:4]:
        assert form.decode() not in titles.stdout, "a window title holds the token"


if __name__ == "__main__":
    harness.main(test, deadline=220)
