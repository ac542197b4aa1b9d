# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay on loopback that asks its server for answers as they are: the same bytes without gzip."""
import http.client
import http.server
import threading
import urllib.parse


class IdentityProxy:
    def __init__(self, target):
        origin = urllib.parse.urlsplit(target)

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                super().setup()
                self.upstream = http.client.HTTPConnection(origin.hostname, origin.port)

            def do_GET(self):
                headers = {
                    name: value
                    for name, value in self.headers.items()
                    if name.lower() not in ("host", "accept-encoding", "connection")
                }
                self.upstream.request("GET", self.path, headers={**headers, "Accept-Encoding": "identity"})
                answer = self.upstream.getresponse()
                body = answer.read()
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.getheader("Content-Type", "application/json"))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def finish(self):
                self.upstream.close()
                super().finish()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
