"""A server of our own for one test: demo county in a temporary folder, loopback port, stopped at the end."""
import http.client
import json
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time


class Server:
    """`with Server(binary) as server:`; `server.demo` holds what `mashang demo --json` printed."""

    def __init__(self, binary, settings=None):
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="mashang-test-")
        self.data = str(pathlib.Path(self.folder.name) / "data")
        self.config = pathlib.Path(self.folder.name) / "mashang.toml"
        self.config.write_text("".join(f"[{section}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in keys.items())
                                       for section, keys in (settings or {}).items()), "utf-8")

    def __enter__(self):
        made = subprocess.run([self.binary, "demo", "--seed", "1", "--data", self.data, "--json"], check=True,
                              stdout=subprocess.PIPE, text=True)
        self.demo = json.loads(made.stdout)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen([self.binary, "serve", "--config", str(self.config), "--data", self.data, "--port",
                                         str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                if Client(self.port).call("GET", "/readyz").status == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise RuntimeError("the server did not become ready within 10 s")

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self.folder.cleanup()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Client:
    """One person's browser: keeps the session cookie and sends the CSRF token."""

    def __init__(self, port):
        self.port, self.cookie, self.csrf = port, None, None

    def call(self, method, path, body=None, headers=None, raw=None):
        headers = dict(headers or {})
        if body is not None:
            raw = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.cookie:
            headers["Cookie"] = self.cookie
            if self.csrf and method not in ("GET", "HEAD", "OPTIONS"):
                headers.setdefault("X-CSRF-Token", self.csrf)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=raw, headers=headers)
            response = connection.getresponse()
            data = response.read()
            cookie = response.getheader("Set-Cookie")
            if cookie:
                self.cookie = re.match(r"[^;]+", cookie).group(0)
            return Answer(response.status, response.headers, data)
        finally:
            connection.close()

    def sign_in(self, login, password):
        answer = self.call("POST", "/api/v1/session", {"login": login, "password": password})
        if answer.status == 200:
            self.csrf = answer.json()["csrf_token"]
        return answer
