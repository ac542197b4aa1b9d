# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay on loopback that puts words into the mouth of its server: what no real one should say, but one day will."""
import http.client
import http.server
import json
import threading
import urllib.parse


class Relay:
    """`rewrite(path, status, json)` gives the status and the JSON that are answered instead; for GET alone."""

    def __init__(self, target, rewrite):
        origin = urllib.parse.urlsplit(target)
        self.seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(handler):
                self.seen.append(handler.path)
                upstream = http.client.HTTPConnection(origin.hostname, origin.port)
                skipped = ("host", "accept-encoding", "connection")
                headers = {name: value for name, value in handler.headers.items() if name.lower() not in skipped}
                upstream.request("GET", handler.path, headers=headers)
                answer = upstream.getresponse()
                status, body = answer.status, json.loads(answer.read() or b"null")
                upstream.close()
                status, body = rewrite(handler.path, status, body)
                data = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
                handler.send_response(status)
                handler.send_header("Content-Type", "application/json")
                handler.send_header("Content-Length", str(len(data)))
                handler.end_headers()
                handler.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
