#!/usr/bin/env python3
"""Kills the server under load, again and again; every report that was answered with 201 must be there, whole.

    kill_test.py BINARY [--kills 20] [--postgres URL]

After each kill -9 the server starts again on the same data (under 2 s). At the end every acknowledged case has its history
row, its ledger leaf, its to-do and its outbox row, no case is half there, `mashang verify` finds the log sound, and the search
index, killed while it was filled and while it followed, holds every case.
"""
import argparse
import http.client
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

START_LIMIT_S = 2.0
CLIENTS = 8


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(binary, place, port):
    """The server and the seconds until it was ready."""
    began = time.monotonic()
    process = subprocess.Popen([binary, "serve", *place, "--port", str(port), "--log-level", "off"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while time.monotonic() - began < 20:
        if process.poll() is not None:
            sys.exit(f"the server ended by itself: {process.stderr.read().decode()}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return process, time.monotonic() - began
        except OSError:
            time.sleep(0.005)
    sys.exit("the server did not become ready within 20 s")


class Load:
    """Residents who send reports as fast as they are answered."""

    def __init__(self, port, door, round_number):
        self.acknowledged, self.lock, self.stopped = {}, threading.Lock(), False
        self.threads = [threading.Thread(target=self.send, args=(port, door, f"{round_number}-{i}")) for i in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def send(self, port, door, who):
        number = 0
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            while not self.stopped:
                number += 1
                text = f"第{who}位居民的第{number}件事"
                connection.request("POST", f"/api/v1/door/{door}/reports", body=json.dumps({"text": text}),
                                   headers={"Content-Type": "application/json", "Idempotency-Key": f"{who}-{number}"})
                answer = connection.getresponse()
                body = answer.read()
                if answer.status == 201:
                    with self.lock:
                        self.acknowledged[json.loads(body)["case_id"]] = text
                elif answer.status != 429:
                    sys.stderr.write(f"unexpected answer {answer.status}: {body[:200]!r}\n")
                    os._exit(1)
        except (OSError, http.client.HTTPException, ValueError):
            return  # the server was killed

    def stop(self):
        self.stopped = True
        for thread in self.threads:
            thread.join()


QUERIES = {
    "text": "SELECT id, text FROM case_record",
    "history": "SELECT DISTINCT case_id FROM case_history WHERE seq = 1",
    "leaf": "SELECT DISTINCT case_id FROM ledger_leaf WHERE seq = 1",
    "todo": "SELECT DISTINCT case_id FROM todo",
    "outbox": "SELECT DISTINCT case_id FROM outbox",
    "search": "SELECT DISTINCT id FROM search_document",
}
INDEX_LIMIT_S = 60.0


def rows(place, sql):
    if "--postgres" not in place:
        connection = sqlite3.connect(str(pathlib.Path(place[1]) / "mashang.db"))
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
    url = place[place.index("--postgres") + 1]
    printed = subprocess.run(["psql", url, "-qAtX", "-F", "\t", "-c", sql], check=True, stdout=subprocess.PIPE, text=True)
    found = [line.split("\t", 1) for line in printed.stdout.splitlines()]
    return [(int(row[0]), *row[1:]) for row in found]


def what_is_missing(place, acknowledged):
    stored = dict(rows(place, QUERIES["text"]))
    for case_id, text in acknowledged.items():
        if stored.get(case_id) != text:
            yield f"case {case_id} was acknowledged as {text!r} and is stored as {stored.get(case_id)!r}"
    for part in ("history", "leaf", "todo", "outbox", "search"):
        have = {row[0] for row in rows(place, QUERIES[part])}
        for case_id in set(acknowledged) - have:
            yield f"case {case_id} has no {part}"
        if part in ("history", "leaf", "search"):
            for case_id in set(stored) - have:
                yield f"case {case_id} is half written: no {part}"
    if "--postgres" not in place:
        rows(place, "INSERT INTO search_index (search_index) VALUES ('integrity-check')")  # raises when it is broken


def is_indexed(port):
    """Whether the search index caught up in time."""
    began = time.monotonic()
    while time.monotonic() - began < INDEX_LIMIT_S:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/metrics")
        if b"\nmashang_search_behind 0\n" in connection.getresponse().read():
            return True
        time.sleep(0.2)
    return False


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--postgres", default="")
    wish = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="mashang-kill-") as folder:
        place = ["--data", str(pathlib.Path(folder) / "data")] + (["--postgres", wish.postgres] if wish.postgres else [])
        made = subprocess.run([wish.binary, "demo", "--seed", "1", "--json", *place], check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
        config = pathlib.Path(folder) / "mashang.toml"  # one door sends more than a household would
        config.write_text("[limits]\nrequests_per_code = 0\nrequests_per_address = 0\n", "utf-8")
        door = json.loads(made.stdout)["door_token"]
        acknowledged, slowest = {}, 0.0
        for kill in range(wish.kills):
            port = free_port()
            server, seconds = start(wish.binary, ["--config", str(config), *place], port)
            slowest = max(slowest, seconds if kill else 0.0)
            load = Load(port, door, kill)
            time.sleep(0.4 + 0.05 * (kill % 7))
            server.send_signal(signal.SIGKILL)
            server.wait()
            load.stop()
            acknowledged.update(load.acknowledged)
        port = free_port()
        server, seconds = start(wish.binary, place, port)
        slowest = max(slowest, seconds)
        is_caught_up = is_indexed(port)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
        wrong = list(what_is_missing(place, acknowledged))
        if not is_caught_up:
            wrong.append(f"the search index did not catch up within {INDEX_LIMIT_S:.0f} s")
        verified = subprocess.run([wish.binary, "verify", *place], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if verified.returncode != 0:
            wrong.append(f"verify: {verified.stdout[-500:]}")
        if slowest >= START_LIMIT_S:
            wrong.append(f"start-up after a kill took {slowest:.2f} s")
        if len(acknowledged) < wish.kills * 5:
            wrong.append(f"only {len(acknowledged)} reports were acknowledged: no load to speak of")
        for line in wrong[:20]:
            print(line)
        print(f"{wish.kills} kills, {len(acknowledged)} acknowledged reports, slowest start {slowest:.2f} s")
        print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
        sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
