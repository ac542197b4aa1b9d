#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign in by code, import the profiles of the command line and cut their tokens out, trust a certificate by hand."""
import os
import pathlib
import re
import urllib.request

import harness
import keyring


def test(run):
    sandbox, tls = run.sandbox(), run.sandbox("--tls")
    gui = run.desktop(keyring=True)
    profiles = pathlib.Path(gui.dir, "home", ".xano", "credentials.yaml")
    window = run.metascope()

    window.press("Sign in with Browser")
    window.enter("Account Address", sandbox.ready["account_url"])
    window.enter("Code", code_of(sandbox))
    window.press("Use Code")
    window.wait_for_text("Signed in as *", 20)
    assert keyring.kept_keys(gui) == [], "stored before it was confirmed"
    window.press("Connect", 20)
    harness.wait_for(lambda: len(keyring.kept_keys(gui)) == 1, 20, "the token of the sign-in")

    profiles.parent.mkdir(parents=True, exist_ok=True)
    plain = (
        "default: one\nprofiles:\n"
        f"  one: # kept\n    instance_origin: {sandbox.url}\n    access_token: {sandbox.token}\n"
        f"  two:\n    instance_origin: {sandbox.url}\n    access_token: '{sandbox.token}'\n    insecure: true\n"
    )
    profiles.write_text(plain)
    os.chmod(profiles, 0o644)
    window.app.menu("File", "Connect*")
    window.press("Import from Xano CLI")
    window.wait_for_text("*Other users of this computer can read the file*", 10)
    window.press("Import 1 Profile")
    window.wait_for_text("*1 profile imported*", 20)
    harness.wait_for(lambda: len(keyring.kept_keys(gui)) == 2, 20, "the token of the profile")
    window.press("Remove Plain Tokens…")
    window.press("Remove 1 Token")
    window.wait_for_text("*will ask for a login again*", 10)
    assert profiles.read_text() == plain.replace(f": {sandbox.token}\n", ': ""\n', 1)
    assert profiles.stat().st_mode & 0o777 == 0o644

    window.app.menu("File", "Connect*")
    window.enter("Access Token", tls.token)
    window.enter("Instance Address", tls.url)
    window.press("Connect")
    window.press("Trust This Certificate…", 20)
    assert not tls.requests(), "a request left before the certificate was trusted"
    window.wait_for_text("*" + tls.ready["certificate_sha256"][:20] + "*", 10)
    window.press("Trust This Certificate", 10)
    harness.wait_for(lambda: len(keyring.kept_keys(gui)) == 3, 20, "the token behind the certificate")
    assert tls.requests("GET", "*/auth/me")


def code_of(sandbox):
    """The code, as a person finds it in the browser."""
    page = sandbox.ready["account_url"] + "/login?dest=cli&display=code"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(page, timeout=10) as answer:
        link = re.search(r'href="([^"]+)"', answer.read().decode()).group(1).replace("&amp;", "&")
    with opener.open(sandbox.ready["account_url"] + link, timeout=10) as answer:
        return re.search(r'<code id="code">([^<]+)</code>', answer.read().decode()).group(1)


if __name__ == "__main__":
    harness.main(test, deadline=150)
