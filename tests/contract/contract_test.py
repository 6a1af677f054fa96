#!/usr/bin/env python3
"""Holds every documented answer of the running server against api/openapi.yaml.

    contract_test.py BINARY

Walks the whole API as resident, grid leader, property staff, officer and stranger. Each answer must be documented and fit
its schema; each documented operation must have been answered with its documented success; each route of the server must
be documented.
"""
import hashlib
import pathlib
import re
import subprocess
import sys
import time

import jsonschema
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from server import Client, Server  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTRACT = yaml.safe_load((ROOT / "api/openapi.yaml").read_text("utf-8"))
# The smallest picture a phone could send: a 1 x 1 PNG.
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
                        "00000500017a5eab3f0000000049454e44ae426082")


class Contract:
    def __init__(self):
        self.seen, self.failures, self.checked = set(), [], 0

    def operation(self, method, path):
        plain = path.split("?")[0]
        for pattern, operations in CONTRACT["paths"].items():
            shape = "^" + re.sub(r"\\{[a-z]+\\}", "[^/]+", re.escape(pattern)) + "$"
            if re.match(shape, plain) and method.lower() in operations and not ("{" in pattern and plain in CONTRACT["paths"]):
                return operations[method.lower()]
        return None

    def check(self, who, method, path, answer):
        self.checked += 1
        operation = self.operation(method, path)
        where = f"{method} {path} ({who}) -> {answer.status}"
        if operation is None:
            self.failures.append(f"{where}: not in the contract")
            return
        responses = operation["responses"]
        documented = responses.get(str(answer.status)) or (responses.get("default") if answer.status >= 400 else None)
        if documented is None:
            self.failures.append(f"{where}: this status is not documented; body {answer.body[:200]!r}")
            return
        self.seen.add((operation["operationId"], answer.status))
        if "$ref" in documented:
            documented = CONTRACT["components"]["responses"][documented["$ref"].rsplit("/", 1)[1]]
        content = documented.get("content", {})
        kind = (answer.headers.get("Content-Type") or "").split(";")[0]
        if method == "HEAD" or not content:
            return
        if kind not in content and "*/*" not in content:
            self.failures.append(f"{where}: content type {kind!r} is not documented")
            return
        schema = content.get(kind, {}).get("schema")
        if schema is None:
            return
        validator = jsonschema.Draft202012Validator({**schema, "components": CONTRACT["components"]})
        for error in list(validator.iter_errors(answer.json()))[:3]:
            self.failures.append(f"{where}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")


def upload(call, headers, content=PICTURE):
    """Sends a picture in two pieces through tus; returns its token."""
    tus = {"Tus-Resumable": "1.0.0"}
    created = call("POST", "/api/v1/uploads", headers={**tus, **headers, "Upload-Length": str(len(content))})
    token = created.headers["Location"].rsplit("/", 1)[1]
    path = f"/api/v1/uploads/{token}"
    digest = __import__("base64").b64encode(hashlib.sha1(content[:20]).digest()).decode()
    piece = {**tus, **headers, "Content-Type": "application/offset+octet-stream"}
    call("PATCH", path, raw=content[:20], headers={**piece, "Upload-Offset": "0", "Upload-Checksum": f"sha1 {digest}"})
    offset = call("HEAD", path, headers={**tus, **headers})
    assert offset.headers["Upload-Offset"] == "20", offset.headers.items()
    call("PATCH", path, raw=content[20:], headers={**piece, "Upload-Offset": "20"})
    return token


class Person:
    """A client whose every answer is held against the contract."""

    def __init__(self, contract, port, who):
        self.contract, self.client, self.who = contract, Client(port), who

    def __call__(self, method, path, body=None, headers=None, raw=None):
        answer = self.client.call(method, path, body, headers, raw)
        self.contract.check(self.who, method, path, answer)
        return answer

    def sign_in(self, login, password):
        answer = self.client.sign_in(login, password)
        self.contract.check(self.who, "POST", "/api/v1/session", answer)
        assert answer.status == 200, (login, answer.status, answer.body)
        return self

    def act(self, case_id, action, **inputs):
        version = self("GET", f"/api/v1/cases/{case_id}").json()["version"]
        answer = self("POST", f"/api/v1/cases/{case_id}/actions", {"action": action, "version": version, **inputs})
        assert answer.status == 200, (action, answer.status, answer.body)
        return answer.json()


def walk(contract, server):
    demo, port = server.demo, server.port
    password, door = demo["password"], demo["door_token"]
    stranger = Person(contract, port, "stranger")
    leader = Person(contract, port, "grid leader").sign_in(demo["logins"]["grid_leader"], password)
    handler = Person(contract, port, "property staff").sign_in(demo["logins"]["property_staff"], password)
    officer = Person(contract, port, "community officer").sign_in(demo["logins"]["community_officer"], password)
    county = Person(contract, port, "county officer").sign_in(demo["logins"]["county_officer"], password)

    for path in ("/healthz", "/readyz", "/metrics", "/api/v1/county", "/api/v1/categories", "/api/v1/ledger/head"):
        assert stranger("GET", path).status == 200, path
    stranger("GET", "/api/v1/session")
    stranger("POST", "/api/v1/session", {"login": "nobody", "password": "not the right one"})
    stranger("POST", "/api/v1/session", raw=b"{", headers={"Content-Type": "application/json"})
    for path in ("/api/v1/cases", "/api/v1/todos", "/api/v1/places", "/api/v1/cases/1", "/api/v1/events"):
        assert stranger("GET", path).status == 401, path

    # A report with a picture, walked to the end.
    stranger("GET", f"/api/v1/door/{door}")
    stranger("GET", "/api/v1/door/" + "x" * 22)
    stranger("OPTIONS", "/api/v1/uploads")
    for words in ("楼上漏水漏到我家里来了", "隔壁着火了好大的烟", "在吗", "", "x" * 10001):
        stranger("POST", f"/api/v1/door/{door}/understanding", {"text": words})
    stranger("POST", "/api/v1/door/" + "x" * 22 + "/understanding", {"text": "漏水"})
    stranger("POST", "/api/v1/understanding", {"text": "楼上漏水"})
    stranger("POST", "/api/v1/understanding", {"txt": 1})
    whole = stranger("GET", "/api/v1/county").json()["code"]
    stranger("POST", "/api/v1/reports", {"place_id": whole, "text": "桥头的栏杆断了"})
    stranger("POST", "/api/v1/reports", {"text": "没有地点"})
    by_door = {"X-Door-Token": door}
    report = {"text": "电动车堵住消防通道", "category": "0402", "uploads": [upload(stranger, by_door)],
              "contact_name": "王小明", "contact_phone": "13800005678"}
    key = {"Idempotency-Key": "contract-1"}
    receipt = stranger("POST", f"/api/v1/door/{door}/reports", report, key).json()
    assert stranger("POST", f"/api/v1/door/{door}/reports", report, key).json() == receipt
    stranger("POST", f"/api/v1/door/{door}/reports", {**report, "text": "别的"}, key)
    stranger("POST", f"/api/v1/door/{door}/reports", {"text": "x" * 10001})
    stranger("POST", f"/api/v1/door/{door}/reports", {})
    case, link = receipt["case_id"], f"/api/v1/links/{receipt['link_token']}"
    shown = stranger("GET", link).json()
    attachment = shown["attachments"][0]["id"]
    assert stranger("GET", f"{link}/attachments/{attachment}").body == PICTURE
    part = stranger("GET", f"{link}/attachments/{attachment}", headers={"Range": "bytes=0-9"})
    assert part.status == 206 and part.body == PICTURE[:10]

    for query in ("", "?state=open", "?state=closed&limit=3", "?category=04", "?flag=overdue", "?q=消防", "?limit=999", "?state=what"):
        officer("GET", "/api/v1/cases" + query.replace("消防", "%E6%B6%88%E9%98%B2"))
    page = county("GET", "/api/v1/cases?limit=2").json()
    county("GET", f"/api/v1/cases?limit=2&cursor={page['next_cursor']}")
    seen = leader("GET", f"/api/v1/cases/{case}")
    assert leader("GET", f"/api/v1/cases/{case}", headers={"If-None-Match": seen.headers["ETag"]}).status == 304
    leader("GET", f"/api/v1/cases/{case}/history")
    assert leader("GET", f"/api/v1/cases/{case}/suggestions").json()["kinds"][0]["code"] == "0402"
    leader("GET", "/api/v1/cases/1/suggestions")
    leader("GET", f"/api/v1/cases/{case}/similar")
    leader("GET", "/api/v1/cases/1/similar")
    leader("GET", "/api/v1/hot-matters")
    for reader in (officer, county):
        reader("GET", "/api/v1/hot-matters")
    leader("GET", "/api/v1/triage/quality")
    county("GET", "/api/v1/triage/quality")
    grid_plans(county, officer, leader)
    offers = leader("GET", f"/api/v1/cases/{case}/handlers").json()["items"]
    leader("GET", f"/api/v1/attachments/{attachment}")
    leader("GET", f"/api/v1/attachments/{attachment}", headers={"Range": "bytes=0-9"})
    leader("GET", "/api/v1/todos")
    leader.act(case, "accept")
    leader("POST", f"/api/v1/cases/{case}/actions", {"action": "dispatch", "version": 1})
    leader.act(case, "dispatch", organisation_id=offers[0]["organisation"]["id"])
    handler("GET", "/api/v1/todos")
    handler.act(case, "start")
    handler("POST", f"/api/v1/cases/{case}/actions", {"action": "handle", "version": 4})
    handler.act(case, "handle", uploads=[upload(handler, {})])
    handler("GET", "/api/v1/todos?state=done")
    leader.act(case, "pass_check")
    shown = stranger("GET", link).json()
    stranger("POST", f"{link}/actions", {"action": "confirm", "version": 1})
    done = stranger("POST", f"{link}/actions", {"action": "confirm", "version": shown["version"]})
    assert done.status == 200 and done.json()["close_reason"] == "resident_confirmed", done.body

    # The other nouns.
    township = officer("GET", "/api/v1/places").json()["items"][0]
    officer("GET", f"/api/v1/places/{township['id']}")
    officer("GET", "/api/v1/places/999999999")
    officer("GET", f"/api/v1/places?parent={township['id']}&limit=5")
    officer("GET", "/api/v1/places?q=%E6%96%B0%E5%9F%8E&kind=compound")
    for layer in ("county", "community", "grid", "compound", "building", "what"):
        county("GET", f"/api/v1/map/base?layer={layer}")
    county("GET", "/api/v1/map/cases")
    household = demo["household_id"]
    leader("POST", "/api/v1/cases", {"place_id": household, "text": "巡查发现楼道堆物"}, {"Idempotency-Key": "contract-2"})
    other = stranger("POST", f"/api/v1/door/{door}/reports", {"text": "路灯不亮"}).json()
    stranger("DELETE", f"/api/v1/links/{other['link_token']}")
    stranger("GET", f"/api/v1/links/{other['link_token']}")
    officer("POST", "/api/v1/cases/bulk-actions", {"action": "accept", "cases": [other["case_id"], 1], "versions": [1, 1]})
    again = stranger("POST", f"/api/v1/door/{door}/reports", {"text": "路灯还是不亮"}).json()
    leader.act(again["case_id"], "merge", into_case_id=other["case_id"])
    merged = stranger("GET", f"/api/v1/links/{again['link_token']}").json()
    assert merged["merged_into"]["number"] == other["number"], merged
    leader("GET", f"/api/v1/cases/{other['case_id']}/history")
    leader("POST", f"/api/v1/places/{household}/door-codes")
    assert stranger("GET", f"/api/v1/door/{door}").status == 410
    leader("DELETE", f"/api/v1/places/{household}/door-codes")
    handler("POST", f"/api/v1/places/{household}/door-codes")
    token = upload(leader, {})
    leader("DELETE", f"/api/v1/uploads/{token}", headers={"Tus-Resumable": "1.0.0"})
    events(contract, leader, port)
    leader("GET", "/api/v1/session")
    contract.failures += case_checks_itself(port, receipt["link_token"])
    for path in ("head", "inclusion?leaf=0", "inclusion?leaf=70&size=1000", "consistency?from=7", "inclusion?leaf=x",
                 "inclusion?leaf=999999999", "consistency?from=0"):
        stranger("GET", f"/api/v1/ledger/{path}")
    stranger("GET", f"{link}/proof")
    contract.failures += filter(None, [stream_ends_with_its_session(leader, server.port)])


def grid_plans(county, officer, leader):
    """A plan is drawn, proposed, adopted and undone; nothing of it is left but its row."""
    plans = "/api/v1/grid-plans"
    ground = county("GET", f"{plans}/ground")
    assert county("GET", f"{plans}/ground", headers={"If-None-Match": ground.headers["ETag"]}).status == 304
    leader("GET", f"{plans}/ground")
    officer("POST", plans, {"name": "x"})
    county("POST", plans, {"name": "x", "copy_of": 999999})
    made = county("POST", plans, {"name": "对照"}, {"Idempotency-Key": "contract-plan"}).json()
    plan = f"{plans}/{made['head']['id']}"
    officer("GET", plan)
    officer("GET", plans)
    point = ground.json()["buildings"][0]
    edited = county("POST", f"{plan}/edits", {"version": 1, "edit": "imagine", "name": "新楼", "lon": point["lon"],
                                              "lat": point["lat"], "households": 1})
    assert edited.status == 200, edited.body
    county("POST", f"{plan}/edits", {"version": 1, "edit": "take_back"})
    county("POST", f"{plan}/edits", {"version": 2, "edit": "split"})
    person = officer("GET", f"{plans}/staff").json()["items"][0]["account"]
    county("POST", f"{plan}/edits", {"version": 2, "edit": "appoint", "grid": 0, "role": "grid_leader", "account": person})
    county("GET", f"{plan}/proposal")
    begun = county("POST", f"{plan}/proposal", {"version": 2, "communities": [point["community_id"]], "seconds": 1})
    assert begun.status == 202, begun.body
    county("POST", f"{plan}/proposal", {"version": 2})
    while county("GET", f"{plan}/proposal").json()["state"] == "running":
        county("DELETE", f"{plan}/proposal")
        time.sleep(0.1)
    version = county("GET", plan).json()["head"]["version"]
    county("POST", f"{plan}/adoption", {"version": version, "on": "2020-01-01"})
    today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    adopted = county("POST", f"{plan}/adoption", {"version": version, "on": today, "reason": "对照"})
    assert adopted.status == 200, adopted.body
    assert county("DELETE", f"{plan}/adoption").status == 200
    county("DELETE", f"{plan}/adoption")
    county("DELETE", plan)
    other = county("POST", plans, {"name": "又一个", "copy_of": made["head"]["id"]}).json()
    county("DELETE", f"{plans}/{other['head']['id']}")


def events(contract, person, port):
    """Reads the head and the first bytes of the event stream."""
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/api/v1/events", headers={"Cookie": person.client.cookie, "Last-Event-ID": "1"})
    response = connection.getresponse()
    answer = type("Head", (), {"status": response.status, "headers": response.headers, "body": b""})
    contract.check(person.who, "GET", "/api/v1/events", answer)
    connection.close()


def stream_ends_with_its_session(person, port):
    """A signed-out phone hears nothing more: its stream is closed, not left open for its quarter of an hour."""
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/api/v1/events", headers={"Cookie": person.client.cookie})
    response = connection.getresponse()
    response.read1(1)
    person("DELETE", "/api/v1/session")
    try:
        while response.read1(65536):
            pass
    except TimeoutError:
        return "the event stream goes on after its session ended"
    finally:
        connection.close()
    return None


def case_checks_itself(port, link):
    """The script that docs/guide/check-a-case.md gives to residents: yes to what is so, no to what is not."""
    script = ROOT / "scripts/check_case.py"

    def run(*more):
        return subprocess.run([sys.executable, script, f"http://127.0.0.1:{port}", link, *more], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)

    for _ in range(50):
        first = run()
        if "try again" not in first.stdout:
            break
        time.sleep(0.2)
    if first.returncode:
        yield f"check_case.py: {first.stdout}"
        return
    kept = first.stdout.split()[-1]
    if run("--kept", kept).returncode:
        yield "check_case.py: the head of a moment ago does not hold"
    size, root = kept.split(":")
    if not run("--kept", f"{size}:{root[::-1]}").returncode or not run("--kept", f"100:{root}").returncode:
        yield "check_case.py: a log with another past holds"
    if not run("--key", "ab" * 32).returncode:
        yield "check_case.py: another key holds"


def undocumented_routes(binary):
    printed = subprocess.run([binary, "routes"], check=True, stdout=subprocess.PIPE, text=True).stdout
    documented = {(m.upper(), re.sub(r"\{[a-z]+\}", "{}", p)) for p, ops in CONTRACT["paths"].items() for m in ops}
    for line in printed.splitlines():
        method, pattern = line.split()
        if pattern.startswith("/api/") and (method, re.sub(r"\{[a-z]+\}", "{}", pattern)) not in documented:
            yield f"{method} {pattern}: a route that the contract does not know"


def main():
    contract = Contract()
    with Server(sys.argv[1]) as server:
        walk(contract, server)
    contract.failures += undocumented_routes(sys.argv[1])
    for operations in CONTRACT["paths"].values():
        for method, operation in operations.items():
            if method == "parameters":
                continue
            for status in operation["responses"]:
                if status.startswith("2") and (operation["operationId"], int(status)) not in contract.seen:
                    contract.failures.append(f"{operation['operationId']}: no {status} was seen")
    for failure in contract.failures:
        print(failure)
    print(f"{contract.checked} answers held against the contract")
    print(f"contract: {contract.checked - len(contract.failures)} passed, {len(contract.failures)} failed")
    sys.exit(1 if contract.failures or not contract.checked else 0)


if __name__ == "__main__":
    main()
