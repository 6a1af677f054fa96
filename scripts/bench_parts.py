"""What the benchmark measures with: our server, nginx, the load generator, a session."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
WORK = ROOT / "build" / "bench"
CONFIG = "[limits]\nrequests_per_address = 0\nrequests_per_code = 0\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr or done.stdout}")
    return done.stdout


def fresh(name):
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def fresh_postgres(name):
    """A database of its own on the throw-away server; its URL."""
    base = os.environ["MASHANG_TEST_POSTGRES"]
    run("psql", base, "-qc", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}")
    return base.replace("@/postgres?", f"@/{name}?")


class Server:
    """Our server on a database of its own, with a demo county in it. Log and access log go to a file, as in service."""

    def __init__(self, engine, name):
        self.folder = fresh(f"{name}_{engine}")
        (self.folder / "mashang.toml").write_text(CONFIG)
        self.place = ["--config", self.folder / "mashang.toml", "--data", self.folder]
        if engine == "postgres":
            self.place += ["--postgres", fresh_postgres(f"bench_{name}")]
        self.demo = json.loads(run(BUILD / "mashang", "demo", "--seed", 1, "--json", *self.place).strip().splitlines()[-1])
        self.port, self.process, self.session = free_port(), None, None

    def start(self):
        """Milliseconds until /readyz answers."""
        began = time.monotonic()
        self.process = subprocess.Popen([str(a) for a in (
            BUILD / "mashang", "serve", *self.place, "--port", self.port, "--log-file", self.folder / "server.log")],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while time.monotonic() - began < 60:
            if self.process.poll() is not None:
                sys.exit(f"the server ended by itself: {self.process.stderr.read().decode()}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return (time.monotonic() - began) * 1000
            except OSError:
                pass
            time.sleep(0.002)
        sys.exit("the server did not become ready within a minute")

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def resident_mb(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0

    def ask(self, method, path, body=None, headers=None):
        """(status, headers, parsed body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, json.dumps(body) if body is not None else None,
                           {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, answer.headers, json.loads(text) if text else None

    def sign_in(self, role):
        """The cookie and the CSRF token of the first account with that role."""
        status, headers, session = self.ask("POST", "/api/v1/session", {
            "login": self.demo["logins"][role], "password": self.demo["password"]})
        if status != 200:
            sys.exit(f"sign-in as {role}: {status} {session}")
        return headers["Set-Cookie"].split(";")[0], session["csrf_token"]

    def doors(self, wanted):
        """Door codes of households near the story's one; at least that one."""
        cookie, csrf = self.sign_in("county_officer")
        found = [self.demo["door_token"]]
        near = self.demo["household_id"]
        for place in range(near + 1, near + 4 * wanted):
            if len(found) >= wanted:
                break
            status, _, code = self.ask("POST", f"/api/v1/places/{place}/door-codes", headers={
                "Cookie": cookie, "X-CSRF-Token": csrf, "Idempotency-Key": f"bench-{place}"})
            if status == 201:
                found.append(code["token"])
        return found

    def doors_everywhere(self, wanted):
        """Door codes of households all over the county, so that its grids share the cases; the story's one among them."""
        cookie, csrf = self.sign_in("county_officer")
        found, first, places = [self.demo["door_token"]], self.demo["household_id"] - 23_000, 48_000
        for place in range(first, first + places, places // wanted):
            status, _, code = self.ask("POST", f"/api/v1/places/{place}/door-codes", headers={
                "Cookie": cookie, "X-CSRF-Token": csrf, "Idempotency-Key": f"bench-{place}"})
            if status == 201:
                found.append(code["token"])
        return found

    def hand_over(self, wanted):
        """The grid leader accepts so many of her cases and gives them to the property company."""
        cookie, csrf = self.sign_in("grid_leader")
        _, _, session = self.ask("GET", "/api/v1/session", headers={"Cookie": self.sign_in("property_staff")[0]})
        company = next(grant["organisation"]["id"] for grant in session["grants"] if grant["organisation"])
        cursor, handed = "", 0
        while handed < wanted and cursor is not None:
            after = f"&cursor={cursor}" if cursor else ""
            _, _, page = self.ask("GET", f"/api/v1/cases?limit=100&state=submitted{after}", headers={"Cookie": cookie})
            ids, cursor = [item["id"] for item in page["items"]], page["next_cursor"]
            for step, version in (("accept", 1), ("dispatch", 2)):
                _, _, done = self.ask("POST", "/api/v1/cases/bulk-actions", {
                    "action": step, "cases": ids, "versions": [version] * len(ids), "organisation_id": company},
                    {"Cookie": cookie, "X-CSRF-Token": csrf})
            handed += sum(item["status"] == 200 for item in done["items"])
        return handed

    def search_behind(self):
        """Events that the search index has still to take in."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/metrics")
        for line in connection.getresponse().read().decode().splitlines():
            if line.startswith("mashang_search_behind "):
                return float(line.split()[1])
        sys.exit("/metrics says nothing of the search index")

    def search_mb(self):
        """What the search index takes on the disk."""
        if "--postgres" in self.place:
            return int(run("psql", self.place[-1], "-Atc", "SELECT pg_total_relation_size('search_document')")) / 1e6
        with sqlite3.connect(f"file:{self.folder / 'mashang.db'}?mode=ro", uri=True) as database:
            return database.execute("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search%'").fetchone()[0] / 1e6

    def case_ids(self, cookie, wanted):
        ids, cursor = [], ""
        while len(ids) < wanted and cursor is not None:
            after = f"&cursor={cursor}" if cursor else ""
            _, _, page = self.ask("GET", f"/api/v1/cases?limit=100{after}", headers={"Cookie": cookie})
            ids += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        return ids


class Nginx:
    """nginx with its own defaults, serving a file of one kilobyte."""

    def __enter__(self):
        self.folder, self.port = fresh("nginx"), free_port()
        (self.folder / "kilobyte").write_bytes(b"x" * 1024)
        user = "user root;" if os.getuid() == 0 else ""
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(
            f"{user} worker_processes auto; pid {self.folder}/pid; error_log {self.folder}/error.log; daemon off;\n"
            f"events {{ worker_connections 1024; }}\nhttp {{ access_log {self.folder}/access.log; sendfile on; tcp_nopush on;\n"
            f"keepalive_requests 100000000; {temporary}\n"
            f"server {{ listen 127.0.0.1:{self.port}; root {self.folder}; }} }}\n")
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")],
                                        stderr=subprocess.DEVNULL)
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.01)
        sys.exit("nginx did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)


def fill(server, doors, total, **options):
    """Reports through the API until `total` were sent to this database."""
    sent = getattr(server, "filled", 0)
    if total > sent:
        load("create", server.port, doors=doors, connections=64, count=total - sent, first=sent, **options)
        server.filled = total


def load(mode, port, **options):
    """One run of the load generator. Answers other than the expected one end the benchmark: a refusal is quick."""
    words = []
    for name, value in options.items():
        if isinstance(value, list):
            file = WORK / f"{name}.txt"
            file.write_text("\n".join(map(str, value)) + "\n")
            value = file
        words += [f"--{name.replace('_', '-')}", value]
    result = json.loads(run(BUILD / "load_bench", mode, "--port", port, *words))
    if result["errors"]:
        sys.exit(f"{mode}: answers with errors: {result['errors']}")
    return result
