#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""guidrive: drive a Qt 6 (or GTK) GUI from outside, headless, with real X input and the accessibility tree.

    from guidrive import Gui
    with Gui() as g:                                  # Xvfb + private D-Bus + AT-SPI + openbox (all killed by pid at exit)
        app = g.start(["./myapp", "--arg"])           # waits for the app in the AT-SPI tree and for a mapped window
        app.type(app.find("text", "Filter"), "abc")   # focus by click, then X key events
        app.click(app.find("push button", "Apply"))
        app.select_path(app.find("tree"), ["Service 1", "Collection 2"])
        rows = app.read_table(app.find("table", "Rows table"), rows=range(0, 10))
        app.wait_for(lambda: app.find("label", "result: *"), 5)
        g.screenshot("/tmp/shot.png")

Debian packages: xvfb openbox xdotool x11-xserver-utils imagemagick at-spi2-core gir1.2-atspi-2.0 python3-gi dbus(-daemon) x11-utils
Use /usr/bin/python3 (gi is not in pyenv/venv pythons).  ONE Gui per Python process: libatspi binds to one bus for good.
"""
import ctypes, fnmatch, os, shutil, signal, subprocess, sys, tempfile, time, warnings

warnings.filterwarnings("ignore", category=DeprecationWarning)  # Atspi.Accessible.get_*_iface

GUARD = 400  # find() does not walk below a node with more children than this (a 1,000,000-row table!)
Atspi = None


_libc = ctypes.CDLL(None)


def _with_parent():
    _libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG: children end even if this process is killed with -9


class Timeout(AssertionError):
    pass


def wait_for(pred, timeout=10.0, what="", interval=0.05):
    """Poll pred until it returns something true; exceptions count as 'not yet'."""
    end, err = time.monotonic() + timeout, None
    while True:
        try:
            v = pred()
            if v:
                return v
            err = None
        except Timeout:
            raise
        except Exception as e:  # GLib.Error: object vanished, app busy ...
            err = e
        if time.monotonic() > end:
            raise Timeout(
                "timed out after %.1f s waiting for %s%s"
                % (timeout, what or getattr(pred, "__name__", "?"), " (last error: %r)" % err if err else "")
            )
        time.sleep(interval)


def _stop(p, grace=2.0):
    if p is None or p.poll() is not None:
        return
    p.terminate()
    try:
        p.wait(grace)
    except subprocess.TimeoutExpired:
        p.kill()
        p.wait()


class Gui:
    """One private desktop.  keyring=True also runs an unlocked gnome-keyring on the private bus."""

    def __init__(
        self, size="1280x800x24", wm="openbox", keyring=False, keyring_password="test", env=None, log=None, scale=1
    ):
        # scale: the size of a logical pixel on the screen; programs report their places in logical ones
        self.scale = scale
        self.size, self.wm, self.keyring, self.pw = size, wm, keyring, keyring_password
        self.extra, self.procs, self.apps, self.logpath = dict(env or {}), [], [], log
        self.bound, self.spare = {}, None

    # -- life cycle ------------------------------------------------------------------------------------
    def __enter__(self):
        try:
            self._up()
            return self
        except BaseException:
            self.close()
            raise

    def __exit__(self, *exc):
        self.close()

    def _spawn(self, argv, **kw):
        kw.setdefault("stdin", subprocess.DEVNULL)
        kw.setdefault("stdout", self.log)
        kw.setdefault("stderr", self.log)
        p = subprocess.Popen(argv, env=self.env, preexec_fn=_with_parent, **kw)
        self.procs.append(p)
        return p

    def _up(self):
        global Atspi
        assert Atspi is None, "one Gui per process"
        signal.signal(signal.SIGTERM, lambda *a: sys.exit(143))  # so that __exit__ runs
        self.dir = tempfile.mkdtemp(prefix="gd.")
        os.chmod(self.dir, 0o700)
        run = self.dir + "/run"
        os.mkdir(run, 0o700)
        os.mkdir(self.dir + "/svc")
        os.mkdir(self.dir + "/data", 0o700)
        os.mkdir(self.dir + "/home", 0o700)
        self.log = open(self.logpath or self.dir + "/log", "ab")
        e = dict(os.environ)
        for k in (
            "DBUS_SESSION_BUS_PID",
            "WAYLAND_DISPLAY",
            "QT_QPA_PLATFORM",
            "AT_SPI_BUS_ADDRESS",
            "NO_AT_BRIDGE",
            "SESSION_MANAGER",
            "XAUTHORITY",
        ):
            e.pop(k, None)
        # own HOME and XDG dirs: settings of the app under test start empty and nothing leaks out
        e.update(
            HOME=self.dir + "/home",
            XDG_RUNTIME_DIR=run,
            XDG_CONFIG_HOME=self.dir + "/home/.config",
            XDG_DATA_HOME=self.dir + "/home/.local/share",
            XDG_CACHE_HOME=self.dir + "/home/.cache",
            DBUS_SESSION_BUS_ADDRESS="unix:path=%s/bus" % run,
            QT_ACCESSIBILITY="1",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            QT_QPA_PLATFORM="xcb",
            QT_SCALE_FACTOR=str(self.scale),
            LC_ALL="C.UTF-8",
        )
        e.update(self.extra)
        self.env = e
        # X server on a free display, number told through a pipe
        r, w = os.pipe()
        self._spawn(
            ["Xvfb", "-displayfd", str(w), "-screen", "0", self.size, "-nolisten", "tcp", "-ac", "-noreset"],
            pass_fds=(w,),
        )
        os.close(w)
        with os.fdopen(r) as f:
            n = f.readline().strip()
        if not n:
            raise RuntimeError("Xvfb did not start; see %s" % self.log.name)
        e["DISPLAY"] = ":" + n
        # session bus with little activatable: no surprise gnome-keyring, portals ...
        services = ["org.a11y.Bus"]
        if self.keyring:  # what asks a person for the keyring's password
            services += ["org.gnome.keyring.SystemPrompter", "org.gnome.keyring.PrivatePrompter"]
        for s in services:
            shutil.copy("/usr/share/dbus-1/services/%s.service" % s, self.dir + "/svc/")
        with open(self.dir + "/bus.conf", "w") as f:
            f.write(
                '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">'
                '<busconfig><type>session</type><listen>unix:path=%s/bus</listen><auth>EXTERNAL</auth><servicedir>%s/svc</servicedir>'
                '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
                % (run, self.dir)
            )
        self._spawn(["dbus-daemon", "--config-file=%s/bus.conf" % self.dir, "--nofork", "--nopidfile"])
        wait_for(lambda: os.path.exists(run + "/bus"), 5, "session bus socket")
        self._spawn(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1"])
        wait_for(
            lambda: subprocess.run(["xprop", "-root", "AT_SPI_BUS"], env=e, capture_output=True, text=True).stdout.find(
                "unix:"
            )
            >= 0,
            5,
            "AT-SPI bus",
        )
        if self.keyring:
            p = self._spawn(
                [
                    "gnome-keyring-daemon",
                    "--foreground",
                    "--unlock",
                    "--components=secrets",
                    "--control-directory=" + run,
                ],
                stdin=subprocess.PIPE,
            )
            p.stdin.write(self.pw.encode())
            p.stdin.close()
            q = [
                "dbus-send",
                "--session",
                "--print-reply=literal",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.ReadAlias",
                "string:default",
            ]
            wait_for(
                lambda: "collection" in subprocess.run(q, env=e, capture_output=True, text=True).stdout, 8, "keyring"
            )
        if self.wm:
            self._spawn([self.wm])
            wait_for(
                lambda: "window id"
                in subprocess.run(
                    ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=e, capture_output=True, text=True
                ).stdout,
                5,
                "window manager",
            )
        os.environ.update(
            {k: e[k] for k in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")}
        )  # libatspi reads these
        import gi

        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi as A

        Atspi = A
        A.init()
        A.set_timeout(4000, 8000)
        A.get_desktop(0)

    def close(self):
        for a in self.apps:
            _stop(a.proc)
        for p in reversed(self.procs):
            _stop(p)
        self.procs = []
        try:
            self.log.close()
        except Exception:
            pass
        d = getattr(self, "dir", None)
        if d and not os.environ.get("GUIDRIVE_KEEP"):
            shutil.rmtree(d, ignore_errors=True)

    # -- apps and X ------------------------------------------------------------------------------------
    def start(self, argv, env=None, timeout=20, cwd=None, stdout=None):
        e = dict(self.env)
        e.update(env or {})
        t0 = time.monotonic()
        p = subprocess.Popen(
            argv,
            env=e,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=stdout or self.log,
            stderr=self.log,
            preexec_fn=_with_parent,
        )
        app = App(self, p)
        self.apps.append(app)

        def there():
            if p.poll() is not None:
                raise Timeout("%s exited with %s before showing a window" % (argv[0], p.returncode))
            return app._locate()

        wait_for(there, timeout, "%s in the accessibility tree" % argv[0])
        wait_for(lambda: app.windows(), timeout, "a window of %s" % argv[0])
        app.startup_s = time.monotonic() - t0
        return app

    def x(self, *args):
        return subprocess.run(
            ["xdotool", *map(str, args)], env=self.env, check=True, capture_output=True, text=True, timeout=60
        ).stdout.strip()

    def key(self, *keys):
        """X key events to the focused window: key('ctrl+n'), key('Tab','Return')."""
        self.x("key", "--clearmodifiers", "--delay", "15", *keys)

    def text(self, s, delay=8):
        # A character off the US layout makes xdotool remap a spare key, send it and restore it at once; Qt re-reads the
        # keymap too late and loses the character.  So bind such characters to spare keys for good, first (xmodmap).
        new = [c for c in dict.fromkeys(s) if not c.isascii() and c not in self.bound]
        if new:
            if self.spare is None:
                t = subprocess.run(["xmodmap", "-pke"], env=self.env, capture_output=True, text=True, check=True).stdout
                self.spare = [int(l.split()[1]) for l in t.splitlines() if l.rstrip().endswith("=")]
            if len(new) > len(self.spare):
                raise ValueError("more different non-ASCII characters than spare keys; use set_text()")
            m = {c: self.spare.pop() for c in new}
            subprocess.run(
                ["xmodmap"]
                + [x for c, k in m.items() for x in ("-e", "keycode %d = U%04X U%04X" % (k, ord(c), ord(c)))],
                env=self.env,
                check=True,
            )
            self.bound.update(m)
            time.sleep(0.3)
        self.x("type", "--clearmodifiers", "--delay", str(delay), "--", s)

    def mouse(self, x, y, button=1, count=1, mods=()):
        a = ["mousemove", "--sync", x * self.scale, y * self.scale]
        for m in mods:
            a += ["keydown", m]
        a += ["click", "--repeat", count, "--delay", 60, button]
        for m in mods:
            a += ["keyup", m]
        try:
            self.x(*a)
        except subprocess.TimeoutExpired:  # --sync waits for ever if the pointer is already there in old xdotool
            a.remove("--sync")
            self.x(*a)

    def wheel(self, x, y, clicks):
        self.x(
            "mousemove",
            x * self.scale,
            y * self.scale,
            "click",
            "--repeat",
            abs(clicks),
            "--delay",
            5,
            5 if clicks > 0 else 4,
        )

    def active_title(self):
        try:
            return self.x("getactivewindow", "getwindowname")
        except subprocess.CalledProcessError:
            return ""

    def screenshot(self, path, window=None):
        """PNG of the whole screen, or of the window whose title matches the pattern."""
        tgt = ["-window", "root"]
        if window:
            tgt = ["-window", self.x("search", "--onlyvisible", "--name", window).split()[-1]]
        subprocess.run(["import", *tgt, path], env=self.env, check=True, timeout=30)
        return path

    def click_dialog(self, *a, **k):
        return self.apps[-1].click(self.apps[-1].find(*a, **k))


class App:
    def __init__(self, gui, proc):
        self.gui, self.proc, self.acc = gui, proc, None

    # -- the tree --------------------------------------------------------------------------------------
    def _locate(self):
        d = Atspi.get_desktop(0)
        d.clear_cache()
        for i in range(d.get_child_count()):
            c = d.get_child_at_index(i)
            if c is not None and c.get_process_id() == self.proc.pid:
                c.set_cache_mask(Atspi.Cache.NONE)  # without a GLib main loop cached names/children go stale
                self.acc = c
                return True
        return False

    def windows(self):
        return [w for w in kids(self.acc) if showing(w)]

    def walk(self, root=None, guard=GUARD, depth=40):
        stack = [(root or self.acc, 0)]
        while stack:
            n, lv = stack.pop()
            if n is None:
                continue
            yield n
            try:
                c = n.get_child_count()
                if lv >= depth or c > guard:
                    continue
                stack.extend((n.get_child_at_index(i), lv + 1) for i in reversed(range(c)))
            except Exception:
                continue

    def find_all(self, role=None, name=None, root=None, showing_only=True, **kw):
        out = []
        for n in self.walk(root, **kw):
            try:
                if role and n.get_role_name() != role:
                    continue
                if name is not None and not fnmatch.fnmatchcase(clean(n.get_name()), name):
                    continue
                if showing_only and not showing(n):
                    continue
                out.append(n)
            except Exception:
                continue
        return out

    def find(self, role=None, name=None, timeout=5, index=0, **kw):
        """First showing node of that role whose accessible name matches the fnmatch pattern; waits for it."""

        def look():
            r = self.find_all(role, name, **kw)
            return r[index] if len(r) > index else None

        return wait_for(look, timeout, "node role=%r name=%r" % (role, name))

    def gone(self, role=None, name=None, timeout=5):
        wait_for(lambda: not self.find_all(role, name), timeout, "no node role=%r name=%r" % (role, name))

    def wait_for(self, pred, timeout=10, what=""):
        def p():
            if self.proc.poll() is not None:
                raise Timeout("app exited with %s" % self.proc.returncode)
            return pred()

        return wait_for(p, timeout, what)

    def dump(self, root=None, guard=120):
        def rec(n, d, out):
            try:
                c = n.get_child_count()
                out.append(
                    "%s[%s] %r%s %s"
                    % (
                        "  " * d,
                        n.get_role_name(),
                        n.get_name(),
                        "" if c <= guard else " (%d children)" % c,
                        text_of(n)[:40] if text_of(n) else "",
                    )
                )
                if c <= guard:
                    for i in range(c):
                        rec(n.get_child_at_index(i), d + 1, out)
            except Exception as e:
                out.append("%s! %s" % ("  " * d, e))
            return out

        return "\n".join(rec(root or self.acc, 0, []))

    # -- actions ---------------------------------------------------------------------------------------
    def click(self, node, button=1, count=1, at=None, mods=()):
        """Real mouse click in the middle of the node (or at=(dx,dy) from its left top)."""
        x, y, w, h = extents(node)
        assert w > 0 and h > 0, "node %r has no size on the screen" % node.get_name()
        if at:
            x, y = x + at[0], y + at[1]
        else:
            x, y = x + w // 2, y + h // 2
        self.gui.mouse(x, y, button, count, mods)

    def press(self, node, action=None):
        """Accessibility action (no mouse).  Never on something that opens a modal dialog with exec():
        Qt runs the action inside the D-Bus call, so the call only returns (times out) when the dialog closes."""
        i = node.get_action_iface()
        names = [Atspi.Action.get_action_name(i, k) for k in range(Atspi.Action.get_n_actions(i))]
        k = names.index(action) if action else 0
        return Atspi.Action.do_action(i, k)

    def type(self, node, s, clear=True, submit=False):
        self.click(node)
        wait_for(lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED), 3, "focus")
        if clear:
            self.gui.key("ctrl+a", "Delete")
        self.gui.text(s)
        if submit:
            self.gui.key("Return")

    def set_text(self, node, s):
        """Replace the text through AT-SPI EditableText (no key events; any Unicode; textChanged fires, textEdited does not)."""
        return Atspi.EditableText.set_text_contents(node.get_editable_text_iface(), s)

    def choose(self, combo, item):
        """Choose an item of a combo box with the keyboard."""
        self.click(combo)
        n = self.find("list item", item, timeout=3)
        self.click(n)

    def menu(self, *path):
        """menu('File','New'): clicks through the menu bar."""
        for i, p in enumerate(path):
            self.click(self.find("menu item" if i else None, p, timeout=3) if i else self._top_menu(p))

    def _top_menu(self, name):
        bar = self.find("menu bar")
        return wait_for(lambda: next((k for k in kids(bar) if clean(k.get_name()) == name), None), 3, "menu " + name)

    # -- tree ------------------------------------------------------------------------------------------
    def tree_items(self, tree):
        """Visible rows of a QTreeView (flat list; Qt exposes only rows whose parents are expanded)."""
        return [n for n in kids(tree, limit=5000) if n.get_role_name() in ("tree item", "list item", "table cell")]

    def select_path(self, tree, path, timeout=5):
        """Expand along path (names or patterns) with real key events and select the last item; returns its node."""
        start = -1
        for depth, name in enumerate(path):

            def look():
                it = self.tree_items(tree)
                for k in range(start + 1, len(it)):
                    if fnmatch.fnmatchcase(it[k].get_name(), name):
                        return k, it[k]
                return None

            k, n = wait_for(look, timeout, "tree item %r" % name)
            x, y, w, h = extents(n)
            tx, ty, tw, th = extents(tree)
            if not (ty <= y and y + h <= ty + th):  # not in the viewport: let the view scroll to it
                if not scroll_to(n):
                    while not (ty <= y and y + h <= ty + th):
                        self.gui.wheel(tx + tw // 2, ty + th // 2, 3 if y > ty else -3)
                        time.sleep(0.05)
                        y = extents(n)[1]
            self.click(n, at=(min(12, w // 2), h // 2))
            wait_for(lambda: n.get_state_set().contains(Atspi.StateType.SELECTED), 3, "selection of %r" % name)
            if depth < len(path) - 1:
                if not expanded(n):
                    self.gui.key("Right")
                wait_for(lambda: expanded(n), timeout, "expansion of %r" % name)
            start = k
        return n

    # -- tables ----------------------------------------------------------------------------------------
    def table_size(self, t):
        i = t.get_table_iface()
        return Atspi.Table.get_n_rows(i), Atspi.Table.get_n_columns(i)

    def cell(self, t, r, c):
        return Atspi.Table.get_accessible_at(t.get_table_iface(), r, c)

    def header(self, t):
        i = t.get_table_iface()
        return [Atspi.Table.get_column_description(i, c) or "" for c in range(self.table_size(t)[1])]

    def read_table(self, t, rows=None, cols=None):
        n, m = self.table_size(t)
        rows = range(min(n, 200)) if rows is None else rows
        cols = range(m) if cols is None else cols
        return [[self.cell(t, r, c).get_name() for c in cols] for r in rows]

    def rss_kb(self):
        d = dict(l.split(":")[:2] for l in open("/proc/%d/smaps_rollup" % self.proc.pid) if ":" in l and "kB" in l)
        return int(d["Rss"].split()[0]), int(d["Pss"].split()[0])

    def quit(self, timeout=5):
        """Close the main window the way a user does (WM_DELETE_WINDOW); exit status."""
        self.gui.key("alt+F4")
        try:
            return self.proc.wait(timeout)
        except subprocess.TimeoutExpired:
            _stop(self.proc)
            return None


# -- helpers on nodes -----------------------------------------------------------------------------------
def clean(s):
    return (s or "").replace("&", "")


def kids(n, limit=2000):
    return [c for c in (n.get_child_at_index(i) for i in range(min(n.get_child_count(), limit))) if c is not None]


def showing(n):
    s = n.get_state_set()
    return s.contains(Atspi.StateType.SHOWING) and s.contains(Atspi.StateType.VISIBLE)


def state(n, name):
    return n.get_state_set().contains(getattr(Atspi.StateType, name.upper()))


def expanded(n):
    return n.get_state_set().contains(Atspi.StateType.EXPANDED)


def extents(n):
    e = Atspi.Component.get_extents(n.get_component_iface(), Atspi.CoordType.SCREEN)
    return e.x, e.y, e.width, e.height


def text_of(n):
    try:
        i = n.get_text_iface()
        return Atspi.Text.get_text(i, 0, Atspi.Text.get_character_count(i)) if i else None
    except Exception:
        return None


def scroll_to(n):
    try:
        return Atspi.Component.scroll_to(n.get_component_iface(), Atspi.ScrollType.ANYWHERE)
    except Exception:
        return False
