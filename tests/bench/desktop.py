# SPDX-License-Identifier: GPL-3.0-or-later
"""A bare X server and a bus with nobody on it, and a look at the pixels: for measuring start-up without helpers in the way."""
import ctypes
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A colour that no theme uses: what still shows it has not been painted yet.
UNPAINTED = 0xFF00FE
# Nanoseconds of the processor that do not count as work.
BLINK = 1_000_000
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>
<listen>unix:path={path}</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


def computed(pid):
    """Nanoseconds that all threads of a process have run."""
    total = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((thread / "schedstat").read_text().split()[0])
        except FileNotFoundError:  # it ended meanwhile
            pass
    return total


class Desktop:
    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="metascope-bench."))
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-ac", "-noreset"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.display = ":" + told.readline().strip()
        bus = self.folder / "bus"
        (self.folder / "bus.conf").write_text(BUS.format(path=bus))
        self.bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.bus.stdout.readline()  # it listens now
        self.env = {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": "1",
            "XDG_RUNTIME_DIR": str(self.folder),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
            "LC_ALL": "C.UTF-8",
        }
        for name in ("WAYLAND_DISPLAY", "QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "XAUTHORITY"):
            self.env.pop(name, None)
        subprocess.run(["xsetroot", "-solid", f"#{UNPAINTED:06x}"], env=self.env, check=True)
        self._open_display()
        return self

    def __exit__(self, *_):
        self.x.XCloseDisplay(self.connection)
        for process in (self.bus, self.server):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _open_display(self):
        self.x = ctypes.CDLL("libX11.so.6")
        window = ctypes.c_ulong
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = window
        self.x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x.XGetImage.restype = ctypes.c_void_p
        self.x.XGetImage.argtypes = (
            [ctypes.c_void_p, window] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 2 + [ctypes.c_ulong, ctypes.c_int]
        )
        self.x.XGetPixel.restype = ctypes.c_ulong
        self.x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self.x.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self.connection = self.x.XOpenDisplay(self.display.encode())
        self.root = self.x.XDefaultRootWindow(self.connection)

    def row(self, y):
        """The pixels of one line of the screen, every 40th of them."""
        image = self.x.XGetImage(self.connection, self.root, 0, y, 1280, 1, 0xFFFFFFFF, 2)
        try:
            return [self.x.XGetPixel(image, x, 0) & 0xFFFFFF for x in range(20, 1280, 40)]
        finally:
            self.x.XDestroyImage(image)

    def is_painted(self):
        """Whether a window covers the middle of the screen with pixels of its own."""
        return all(sum(pixel == UNPAINTED for pixel in self.row(y)) <= 8 for y in (300, 400, 500))

    def first_paint(self, command, home):
        """Milliseconds from starting a program until its window shows pixels of its own, and the running program."""
        assert not self.is_painted(), "the screen is not empty"
        env = {
            **self.env,
            "HOME": str(home),
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_DATA_HOME": f"{home}/.local/share",
            "XDG_CACHE_HOME": f"{home}/.cache",
        }
        began = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.is_painted():
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with {process.returncode} before it painted")
            if time.perf_counter() - began > 30:
                process.kill()
                raise RuntimeError(f"{command[0]} painted nothing within 30 s")
        return (time.perf_counter() - began) * 1000, process

    def until_settled(self, command, home, rest=0.4):
        """Milliseconds from starting a program until it has painted and computed for the last time before `rest` seconds
        without, and the running program."""
        ms, process = self.first_paint(command, home)
        began = time.perf_counter() - ms / 1000
        seen, last = computed(process.pid), time.perf_counter()
        while time.perf_counter() - last < rest:
            time.sleep(0.001)
            now = computed(process.pid)
            if now - seen > BLINK:  # a cursor that blinks is no work
                seen, last = now, time.perf_counter()
            if time.perf_counter() - began > 30:
                process.kill()
                raise RuntimeError(f"{command[0]} does not come to rest within 30 s")
        return (last - began) * 1000, process

    def wait_until_empty(self):
        deadline = time.perf_counter() + 10
        while any(pixel != UNPAINTED for pixel in self.row(400)):
            if time.perf_counter() > deadline:
                raise RuntimeError("the window does not go away")
