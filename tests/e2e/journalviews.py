# SPDX-License-Identifier: GPL-3.0-or-later
"""The change journal and what leads to it, for screenshots.py: empty, a plan that stopped half-way, its entries, and an
inverse that is staged."""
import edit
import journal


def tour(run, album_of):
    sandbox = run.sandbox()
    window = run.metascope()
    album = album_of(window)
    edit.connect(window, sandbox)
    edit.open_table(window, sandbox, edit.TABLE)

    def empty():
        window.app.menu("Tools", "Change Journal*")
        window.wait_for_text("Nothing was written yet*")

    album.take("journal-empty", empty)
    window.gui.key("Escape")

    def failed():
        sandbox.faults("POST */schema/type/* status=400 x1")
        edit.add_field(window, "shipped_note")
        edit.rename_field(window, "email", "contact")
        window.app.find("table", "Fields", timeout=10)
        journal.apply(window, 2)
        window.button("Retry from Here", 20)

    album.take("apply-failed", failed)
    window.press("Retry from Here")
    window.press("Apply 1 Change")
    window.app.wait_for(lambda: all(row["Change"] == "" for row in window.field_rows()), 20, "the new baseline")

    def entries():
        table = journal.open_journal(window)
        journal.rows_of(window, table)
        window.app.click(window.app.cell(table, 2, 0))
        window.app.wait_for(lambda: window.app.find_all("text", "Differences"), 10, "the entry")

    album.take("journal", entries)
    album.take("journal-inverse", lambda: (window.press("Stage the Inverse"), window.wait_for_field("email")))
    return album.missing
