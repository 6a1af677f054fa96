#!/usr/bin/env python3
"""Kills the server while a plan of grids is adopted, again and again: it is adopted whole or not at all.

    adoption_kill_test.py BINARY [--kills 8] [--postgres URL]

Each round draws a plan that ends some grids, moves buildings and hands leaders over, asks for its adoption (or, where it
was adopted before, for its undoing) and kills -9 within that moment. After each start: every building lies where the
plan says, or where it lay before; the grids' households are those of their buildings; every open case is answered for by
the grid of its building; nobody leads a grid that ended. At the end `mashang verify` finds the log sound.
"""
import argparse
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from kill_test import free_port, rows, start  # noqa: E402
from server import Client  # noqa: E402

PLANS = "/api/v1/grid-plans"
OPEN = "state NOT IN ('closed', 'rejected', 'merged', 'redirected', 'voided')"
RULES = {
    "a building's flats lie in another grid":
        "SELECT f.id FROM place f JOIN place b ON b.county = f.county AND b.id = f.building_id "
        "WHERE f.kind IN ('unit', 'household') AND f.grid_id <> b.grid_id",
    "a grid's households are not those of its buildings":
        "SELECT g.id FROM place g WHERE g.kind = 'grid' AND g.households <> (SELECT COALESCE(SUM(b.households), 0) "
        "FROM place b WHERE b.county = g.county AND b.grid_id = g.id AND b.kind = 'building')",
    "an open case is answered for by another grid than its building's":
        "SELECT c.id FROM case_record c JOIN place b ON b.county = c.county AND b.id = c.building_id "
        f"WHERE COALESCE(c.serving_grid_id, c.grid_id) <> b.grid_id AND {OPEN}",
    "somebody leads a grid that ended":
        "SELECT r.account_id FROM role_grant r JOIN place p ON p.county = r.county AND p.id = r.place_id "
        "WHERE p.kind = 'grid' AND p.ended_at IS NOT NULL",
    "an ended grid has buildings":
        "SELECT b.id FROM place b JOIN place g ON g.county = b.county AND g.id = b.grid_id "
        "WHERE b.kind = 'building' AND g.ended_at IS NOT NULL",
    "a plan is adopted and its buildings lie elsewhere":
        "SELECT a.building_id FROM grid_adoption_building a JOIN grid_plan p ON p.county = a.county AND p.id = a.plan_id "
        "JOIN place b ON b.county = a.county AND b.id = a.building_id WHERE p.state = 'adopted' AND b.grid_id <> a.grid_after",
    "a plan was not adopted or was undone, and its buildings went over":
        "SELECT a.building_id FROM grid_adoption_building a JOIN grid_plan p ON p.county = a.county AND p.id = a.plan_id "
        "JOIN place b ON b.county = a.county AND b.id = a.building_id WHERE p.state <> 'adopted' AND b.grid_id <> a.grid_before "
        "AND NOT EXISTS (SELECT 1 FROM grid_adoption_building l JOIN grid_plan n ON n.county = l.county AND n.id = l.plan_id "
        "WHERE l.county = a.county AND l.building_id = a.building_id AND n.state = 'adopted')",
}


def sign_in(port, demo):
    officer = Client(port)
    answer = officer.sign_in(demo["logins"]["county_officer"], demo["password"])
    assert answer.status == 200, answer.body
    return officer


def draw(officer, pairs=6):
    """A draft in which some neighbouring grids are one; its id and version."""
    made = officer.call("POST", PLANS, {"name": "演练"}).json()
    plan, merged = made["head"]["id"], 0
    grid = 0
    while merged < pairs and grid < len(made["grids"]) - 1:
        edit = {"version": made["head"]["version"], "edit": "merge", "grid": grid, "other": grid + 1}
        answer = officer.call("POST", f"{PLANS}/{plan}/edits", edit)
        if answer.status == 200:
            made, merged = answer.json(), merged + 1
        grid += 2
    assert merged == pairs, f"only {merged} grids could be merged"
    return plan, made["head"]["version"]


def ask(officer, method, path, body=None):
    """Sends and forgets: the server may be gone before it answers."""
    def send():
        try:
            officer.call(method, path, body)
        except OSError:
            pass
        except Exception:  # noqa: BLE001 - half an answer
            pass
    thread = threading.Thread(target=send)
    thread.start()
    return thread


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--kills", type=int, default=8)
    arguments.add_argument("--postgres", default="")
    wish = arguments.parse_args()
    wrong, adopted, undone = [], 0, 0
    with tempfile.TemporaryDirectory(prefix="mashang-adoption-") as folder:
        place = ["--data", str(pathlib.Path(folder) / "data")] + (["--postgres", wish.postgres] if wish.postgres else [])
        made = subprocess.run([wish.binary, "demo", "--seed", "1", "--json", *place], check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
        demo, plan = json.loads(made.stdout), None
        for kill in range(wish.kills):
            port = free_port()
            server, _ = start(wish.binary, place, port)
            officer = sign_in(port, demo)
            state = officer.call("GET", f"{PLANS}/{plan}").json()["head"]["state"] if plan else "undone"
            if state == "adopted":
                path, method, body = f"{PLANS}/{plan}/adoption", "DELETE", None
            else:
                plan, version = draw(officer)
                today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
                path, method = f"{PLANS}/{plan}/adoption", "POST"
                body = {"version": version, "on": today, "reason": "演练"}
            thread = ask(officer, method, path, body)
            time.sleep(0.015 * (1 << (kill % 7)))
            server.send_signal(signal.SIGKILL)
            server.wait()
            thread.join()
            for rule, sql in RULES.items():
                found = rows(place, sql)
                if found:
                    wrong.append(f"kill {kill + 1} ({method}): {rule}: {len(found)}, first {found[0]}")
            now = rows(place, f"SELECT id, state FROM grid_plan WHERE id = {plan}")[0][1]
            adopted += method == "POST" and now == "adopted"
            undone += method == "DELETE" and now == "undone"
        verified = subprocess.run([wish.binary, "verify", *place], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if verified.returncode != 0:
            wrong.append(f"verify: {verified.stdout[-500:]}")
    for line in wrong[:20]:
        print(line)
    print(f"{wish.kills} kills, {adopted} adoptions and {undone} undoings were through before")
    print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
