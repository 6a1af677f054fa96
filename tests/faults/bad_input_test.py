#!/usr/bin/env python3
"""Everything a broken or hostile client may send: each gets a specific 4xx in problem form, and nothing is half written.

    bad_input_test.py BINARY
"""
import json
import pathlib
import socket
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from server import Client, Server  # noqa: E402

HOSTILE = ["'; DROP TABLE case_record; --", "<script>alert(1)</script>", "\" OR 1=1 --", "${jndi:ldap://x}", "../../etc/passwd",
           "%00%0d%0aSet-Cookie: a=b", "\u202e右到左", "🚲" * 50, "{{7*7}}", "a\\u0000b"]


class Checks:
    def __init__(self):
        self.passed, self.failures = 0, []

    def that(self, what, holds, seen=""):
        if holds:
            self.passed += 1
        else:
            self.failures.append(f"{what}: {seen}")

    def refused(self, what, answer, status, code):
        """A problem with exactly this status and code, in problem form."""
        try:
            problem = json.loads(answer.body)
        except ValueError:
            problem = {}
        form = (answer.headers.get("Content-Type") or "").startswith("application/problem+json")
        self.that(what, answer.status == status and problem.get("code") == code and form and problem.get("title"),
                  f"wanted {status} {code}, got {answer.status} {answer.body[:200]!r}")


def tables(server):
    connection = sqlite3.connect(str(pathlib.Path(server.data) / "mashang.db"))
    counts = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
              for t in ("case_record", "case_history", "ledger_leaf", "todo", "idempotency")}
    connection.close()
    return counts


def raw(port, data, wait=8.0, pause=0.0):
    """Sends bytes as they are; returns all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        for piece in data if isinstance(data, list) else [data]:
            try:
                connection.sendall(piece)
            except OSError:
                break
            time.sleep(pause)
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
                head, _, body = received.partition(b"\r\n\r\n")
                for line in head.split(b"\r\n"):
                    if line.lower().startswith(b"content-length:") and len(body) >= int(line.split(b":")[1]):
                        return received
        except OSError:
            pass
        return received


def bodies(check, client, reports):
    def post(body):
        return client.call("POST", reports, raw=body, headers={"Content-Type": "application/json"})

    check.refused("half an object", post(b'{"text":"a"'), 400, "json.malformed")
    check.refused("nothing", post(b""), 400, "json.malformed")
    check.refused("an array", post(b"[]"), 400, "json.not_an_object")
    check.refused("not UTF-8", post(b'{"text":"\xff\xfe"}'), 400, "json.invalid_utf8")
    check.refused("half of a surrogate pair", post(b'{"text":"\\ud83d"}'), 400, "json.malformed")
    check.refused("a number for text", post(b'{"text":7}'), 422, "json.wrong_type")
    check.refused("10001 characters", post(json.dumps({"text": "长" * 10001}).encode()), 422, "json.text_too_long")
    check.refused("a NUL", post(b'{"text":"a\\u0000b"}'), 422, "json.control_character")
    check.refused("a misspelt field", post(b'{"txet":"a"}'), 422, "json.unknown_field")
    check.refused("nested 5000 deep", post(b'{"text":' + b"[" * 5000 + b"]" * 5000 + b"}"), 400, "json.too_deep")
    check.refused("nothing to say", post(b"{}"), 422, "cases.report_empty")
    check.refused("an unknown category", post(b'{"text":"a","category":"7777"}'), 422, "cases.unknown_category")
    check.refused("an unknown upload", post(b'{"text":"a","uploads":["' + b"x" * 22 + b'"]}'), 422, "media.unknown_upload")
    check.refused("ten uploads", post(json.dumps({"text": "a", "uploads": ["x" * 22] * 10}).encode()), 422, "json.too_many_items")
    check.refused("100 kB of JSON", post(b'{"text":"' + b"a" * 100_000 + b'"}'), 413, "http.body_too_large")


def wire(check, port, reports):
    def status(data, **how):
        answer = raw(port, data, **how)
        return answer.split(b" ", 2)[1:2], answer

    head = f"POST {reports} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode()
    began = time.monotonic()
    seen, answer = status(head + b"Content-Length: 1073741824\r\n\r\n" + b"x" * 4096)
    check.that("a declared body of 1 GB is refused at once", seen == [b"413"] and time.monotonic() - began < 2, answer[:200])
    seen, answer = status(head + b"Expect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n")
    check.that("1 GB behind Expect is refused before it is sent", seen == [b"413"], answer[:200])
    seen, answer = status(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 40_000 + b"\r\n\r\n")
    check.that("40 kB of header", seen == [b"431"], answer[:200])
    seen, answer = status(b"NONSENSE\r\n\r\n")
    check.that("no HTTP at all", seen == [b"400"], answer[:200])
    seen, answer = status(b"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")
    check.that("a broken percent code", seen == [b"400"], answer[:200])
    seen, answer = status(b"BREW /api/v1/county HTTP/1.1\r\nHost: x\r\n\r\n")
    check.that("an unknown method", seen and seen[0] in (b"405", b"501"), answer[:200])
    for data in (b"GET /", head + b"Content-Length: 100\r\n\r\n{"):
        seen, answer = status([data, b"", b""], pause=1.2, wait=10)
        check.that("a sender that falls silent", seen == [b"408"], answer[:200])


def methods_and_codes(check, client, door):
    for path in ("/api/v1/cases/1", "/api/v1/county", f"/api/v1/door/{door}"):
        check.refused(f"PUT {path}", client.call("PUT", path), 405, "http.method_not_allowed")
    check.refused("an unknown path", client.call("GET", "/api/v1/nothing"), 404, "http.unknown_path")
    check.refused("a door nobody has", client.call("GET", "/api/v1/door/" + "A" * 22), 404, "residents.unknown_door")
    check.refused("a link nobody has", client.call("GET", "/api/v1/links/" + "A" * 22), 404, "cases.unknown_link")
    check.refused("a password guess", client.call("POST", "/api/v1/session", {"login": "leader-001", "password": "wrong-password"}),
                  401, "identity.bad_credentials")
    check.refused("an idempotency key with spaces",
                  client.call("POST", f"/api/v1/door/{door}/reports", {"text": "a"}, {"Idempotency-Key": "a b"}),
                  400, "http.bad_idempotency_key")


def hostile_text(check, client, leader, reports):
    for text in HOSTILE:
        answer = client.call("POST", reports, {"text": text, "contact_name": text[:40]})
        check.that(f"taken as it is: {text!r}", answer.status == 201, answer.body[:200])
        if answer.status == 201:
            case = leader.call("GET", f"/api/v1/cases/{answer.json()['case_id']}").json()
            check.that(f"kept to the letter: {text!r}", case["text"] == text.strip(), case["text"])
    for path in ("/api/v1/cases?q=%27%20OR%201%3D1--", "/api/v1/cases?state=%27", "/api/v1/cases?cursor=%27%3B--", "/api/v1/cases?place=1e9",
                 "/api/v1/cases?from=yesterday", "/api/v1/todos?state=x", "/api/v1/places?q=%25%27", "/api/v1/cases/99999999999999999999",
                 "/api/v1/cases?limit=-1", "/api/v1/attachments/0", "/api/v1/map/base?layer=%27"):
        answer = leader.call("GET", path)
        check.that(f"no fault from {path}", answer.status < 500, f"{answer.status} {answer.body[:200]!r}")


def replays(check, client, leader, reports):
    key = {"Idempotency-Key": "the-same"}
    first = client.call("POST", reports, {"text": "同一件事"}, key)
    again = client.call("POST", reports, {"text": "同一件事"}, key)
    check.that("a replay gives the same answer", first.status == again.status == 201 and first.json() == again.json(), again.body)
    check.refused("the key with another body", client.call("POST", reports, {"text": "另一件事"}, key), 422, "http.idempotency_mismatch")
    case = f"/api/v1/cases/{first.json()['case_id']}"
    accept = {"action": "accept", "version": 1}
    check.that("the first accept", leader.call("POST", case + "/actions", accept).status == 200)
    check.refused("a stale accept", leader.call("POST", case + "/actions", accept), 409, "cases.version_stale")
    no_csrf = leader.call("POST", case + "/actions", {"action": "accept", "version": 2}, {"X-CSRF-Token": ""})
    check.refused("a request forged by another site", no_csrf, 403, "identity.csrf_missing")


def main():
    check = Checks()
    with Server(sys.argv[1], settings={"limits": {"header_seconds": 2, "body_seconds": 2, "requests_per_code": 0,
                                                  "requests_per_address": 0}}) as server:
        door = server.demo["door_token"]
        reports = f"/api/v1/door/{door}/reports"
        client, leader = Client(server.port), Client(server.port)
        leader.sign_in(server.demo["logins"]["grid_leader"], server.demo["password"])
        before = tables(server)
        bodies(check, client, reports)
        wire(check, server.port, reports)
        methods_and_codes(check, client, door)
        check.that("nothing was written by all that", tables(server) == before, f"{before} {tables(server)}")
        hostile_text(check, client, leader, reports)
        replays(check, client, leader, reports)
        check.that("the server still answers", client.call("GET", "/readyz").status == 200)
    for failure in check.failures:
        print(failure)
    print(f"{check.passed} passed, {len(check.failures)} failed")
    sys.exit(1 if check.failures or not check.passed else 0)


if __name__ == "__main__":
    main()
