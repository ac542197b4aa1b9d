#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service that has an unlocked keyring and lets nobody at it. Prints `ready` once it is on the session bus."""
import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ROOT = "/org/freedesktop/secrets"
KEYRING = ROOT + "/collection/login"
SERVICE = """<node><interface name="org.freedesktop.Secret.Service">
<method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
 <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
<method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
<method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
<method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/><arg type="a{o(oayays)}" direction="out"/></method>
<property name="Collections" type="ao" access="read"/>
</interface></node>"""
COLLECTION = """<node><interface name="org.freedesktop.Secret.Collection">
<method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/></method>
<method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/><arg type="b" direction="in"/>
 <arg type="o" direction="out"/><arg type="o" direction="out"/></method>
<property name="Locked" type="b" access="read"/><property name="Label" type="s" access="read"/>
<property name="Items" type="ao" access="read"/>
</interface></node>"""
PROPERTIES = {
    "Collections": GLib.Variant("ao", [KEYRING]),
    "Locked": GLib.Variant("b", False),
    "Label": GLib.Variant("s", "Login"),
    "Items": GLib.Variant("ao", []),
}


def called(connection, sender, path, interface, method, arguments, invocation):
    if method == "ReadAlias":
        invocation.return_value(GLib.Variant("(o)", (KEYRING,)))
    else:
        invocation.return_dbus_error("org.freedesktop.Secret.Error.IsLocked", "the keychain lets nobody at this entry")


def asked(connection, sender, path, interface, name):
    return PROPERTIES[name]


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
for path, xml in ((ROOT, SERVICE), (KEYRING, COLLECTION)):
    bus.register_object(path, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], called, asked, None)
loop = GLib.MainLoop()
Gio.bus_own_name_on_connection(
    bus,
    "org.freedesktop.secrets",
    Gio.BusNameOwnerFlags.NONE,
    lambda *_: print("ready", flush=True),
    lambda *_: loop.quit(),
)
loop.run()
