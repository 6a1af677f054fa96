#!/usr/bin/env python3
"""Checks one's own case against the county's public log, with nothing but Python and openssl.

    check_case.py https://code.example.cn LINK_TOKEN [--key HEX] [--kept SIZE:ROOT]

LINK_TOKEN is the last part of the case's private address. --key is the county's public key from a place you trust (else
the server's own word is taken for it); --kept is a head that you noted earlier: the log must still begin with it.
Every step shown must be in the log, word for word: see docs/guide/check-a-case.md for what is hashed.
"""
import argparse
import datetime
import hashlib
import json
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

FIELDS = ["county", "case", "seq", "at", "action", "from", "to", "role", "account", "office", "deadline_before",
          "deadline_after", "handler", "category", "attachments", "close_reason", "merged_into", "record"]


class Broken(Exception):
    pass


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def fetch(base, path):
    try:
        with urllib.request.urlopen(base.rstrip("/") + path, timeout=20) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        hint = ": try again in a few seconds" if refused.code in (429, 503) else ""
        raise Broken(f"{path.split('?')[0]} answers {refused.code} {refused.reason}{hint}") from refused


def milliseconds(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round((moment - datetime.datetime.fromtimestamp(0, datetime.timezone.utc)) / datetime.timedelta(milliseconds=1))


def fields_of(content):
    """{name: text or None} of "history-v2\\n" and fields "<length>:<bytes>\\n" or "-\\n"."""
    head, _, rest = content.encode().partition(b"\n")
    if head != b"history-v2":
        raise Broken(f"unknown form of step: {head!r}")
    values = []
    while rest:
        if rest[:2] == b"-\n":
            values.append(None)
            rest = rest[2:]
            continue
        length, _, rest = rest.partition(b":")
        values.append(rest[:int(length)].decode())
        rest = rest[int(length) + 1:]
    return dict(zip(FIELDS, values, strict=True))


def leaf_hash(content, personal_hash):
    f = fields_of(content)
    numbers = int(f["county"]).to_bytes(4, "big") + b"".join(int(f[n]).to_bytes(8, "big") for n in ("case", "seq", "at"))
    return sha256(b"\0\2", numbers, sha256(content.encode()), bytes.fromhex(personal_hash))


def check_content(step, content):
    f = fields_of(content)
    shown = {"seq": str(step["seq"]), "at": str(milliseconds(step["at"])), "action": step["action"], "from": step["from"],
             "to": step["to"], "role": step["role"]}
    for name in ("deadline_before", "deadline_after"):
        shown[name] = step[name] and str(milliseconds(step[name]))
    for name, value in shown.items():
        if f[name] != value:
            raise Broken(f"step {step['seq']} shows {name} {value}, and the log has {f[name]}")
    return f


def climb(at, size, node, path):
    """RFC 9162 2.1.3.2: the root that a leaf and its path give."""
    last = size - 1
    for sibling in path:
        if last == 0:
            raise Broken("a path is too long")
        if at & 1 or at == last:
            node = sha256(b"\1", sibling, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = sha256(b"\1", node, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise Broken("a path is too short")
    return node


def check_consistency(old, old_root, size, root, path):
    """RFC 9162 2.1.4.2."""
    if old == size:
        if path or old_root != root:
            raise Broken("the log is not the one that was kept")
        return
    path = [old_root, *path] if old & (old - 1) == 0 else list(path)
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    if not path:
        raise Broken("a path is too short")
    before = now = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise Broken("a path is too long")
        if at & 1 or at == last:
            before, now = sha256(b"\1", sibling, before), sha256(b"\1", sibling, now)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            now = sha256(b"\1", now, sibling)
        at, last = at >> 1, last >> 1
    if last or before != old_root or now != root:
        raise Broken("the log does not continue the one that was kept: its past was changed")


def check_signature(head, key):
    signed = (b"mashang tree head 1\n" + head["county"].to_bytes(4, "big") + head["size"].to_bytes(8, "big") +
              milliseconds(head["at"]).to_bytes(8, "big") + bytes.fromhex(head["root"]))
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", bytes.fromhex("302a300506032b6570032100") + bytes.fromhex(key)),
                              ("head", signed), ("signature", bytes.fromhex(head["signature"]))):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)
        checked = subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey",
                                  f"{folder}/key", "-in", f"{folder}/head", "-sigfile", f"{folder}/signature"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if checked.returncode:
        raise Broken("the head is not signed with this key")


def check(wish):
    case = fetch(wish.base, f"/api/v1/links/{wish.token}")
    proofs = {p["seq"]: p for p in fetch(wish.base, f"/api/v1/links/{wish.token}/proof")["items"]}
    head = fetch(wish.base, "/api/v1/ledger/head")
    root = bytes.fromhex(head["root"])
    check_signature(head, wish.key or head["key"])
    if wish.kept:
        size, kept = wish.kept.split(":")
        consistency = fetch(wish.base, f"/api/v1/ledger/consistency?from={size}&to={head['size']}")
        check_consistency(int(size), bytes.fromhex(kept), head["size"], root, list(map(bytes.fromhex, consistency["path"])))
    last = None
    for step in case["steps"]:
        proof = proofs[step["seq"]]
        if step["leaf"] >= head["size"]:
            raise Broken(f"step {step['seq']} is younger than the newest head: try again in a few seconds")
        if proof["content"]:
            last = check_content(step, proof["content"])
            leaf = leaf_hash(proof["content"], proof["personal_hash"])
        else:
            leaf = bytes.fromhex(proof["leaf_hash"])
        included = fetch(wish.base, f"/api/v1/ledger/inclusion?leaf={step['leaf']}&size={head['size']}")
        if climb(step["leaf"], head["size"], leaf, map(bytes.fromhex, included["path"])) != root:
            raise Broken(f"step {step['seq']} is not in the log as it is shown")
    if last and (last["to"], last["close_reason"]) != (case["state"], case["close_reason"]):
        raise Broken("the case shows another end than its last step")
    print(f"case {case['number']}: all {len(case['steps'])} steps are in the log of {head['size']} leaves")
    print(f"keep this head: {head['size']}:{head['root']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="the county's address")
    parser.add_argument("token", help="last part of the private address of the case")
    parser.add_argument("--key", help="the county's public key in hex")
    parser.add_argument("--kept", help="SIZE:ROOT of a head noted earlier")
    try:
        check(parser.parse_args())
    except Broken as wrong:
        sys.exit(f"does not hold: {wrong}")


if __name__ == "__main__":
    main()
