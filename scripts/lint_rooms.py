#!/usr/bin/env python3
"""Holds the includes against the arrows of MAP.md, and looks for traps a compiler does not report.

Checked: a room includes other rooms only through their face and only along MAP.md's table; only core/, http/ and
storage/ internals stay inside; heavy headers stay in .cpp files; no `co_await` with a lambda or temporary braces in its
expression (g++ 12 destroys such temporaries twice); headers use #pragma once; each file's first line says what it is.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SERVER = ROOT / "server"
FACES = {"events"}  # besides <room>/<room>.hpp
HEAVY = re.compile(r'#include <(boost/(asio|beast)|sqlite3\.h|libpq|openssl/)')
INCLUDE = re.compile(r'#include "([^"]+)"')
ROW = re.compile(r"^\|\s*([a-z]+)\s*\|[^|]*\|\s*([^|]*?)\s*\|$")
ASSEMBLY = {"demo"}  # may see everything


def arrows():
    table, inside = {}, False
    for line in (ROOT / "MAP.md").read_text("utf-8").splitlines():
        if line.startswith("| room |"):
            inside = True
            continue
        if inside and not line.startswith("|"):
            break
        match = ROW.match(line) if inside else None
        if match and match.group(1) != "room":
            allowed = match.group(2)
            table[match.group(1)] = set() if allowed == "-" else {w.strip() for w in allowed.split(",")}
    return table


def check_room_include(path, included, table):
    room = path.relative_to(SERVER).parts[1]
    target = included.split("/")
    if target[0] != "rooms" or len(target) < 3 or target[1] == room:
        return None
    if room not in table:
        return f"room {room} has no row in MAP.md"
    if room in ASSEMBLY or path.name.endswith(("_test.cpp", "_fixture.hpp", "_fixture.cpp")):
        return None
    if target[1] not in table[room]:
        return f"{room} may not include {target[1]} (see MAP.md)"
    if pathlib.Path(target[2]).stem not in FACES | {target[1]} or len(target) > 3:
        return f"{included}: only the face of {target[1]} may be included"
    return None


def check_layer_include(path, included):
    layer = path.relative_to(SERVER).parts[0]
    first = included.split("/")[0]
    order = {"core": {"core"}, "storage": {"core", "storage"}, "runtime": {"core", "storage", "runtime"},
             "http": {"core", "storage", "runtime", "http"}}
    if layer in order and first in {"core", "storage", "http", "runtime", "rooms"} and first not in order[layer]:
        return f"{layer}/ may not include {first}/"
    return None


def awaited_expressions(text):
    """The text from each co_await to the end of its statement, at most 400 characters."""
    for match in re.finditer(r"\bco_await\b", text):
        rest = text[match.end():match.end() + 400]
        depth = 0
        for i, char in enumerate(rest):
            if char in "([{":
                depth += 1
            elif char in ")]}":
                depth -= 1
            if depth < 0 or (char == ";" and depth == 0):
                rest = rest[:i]
                break
        yield text.count("\n", 0, match.start()) + 1, rest


def check_file(path, table):
    text = path.read_text("utf-8")
    lines = text.splitlines()
    if not lines or not lines[0].startswith("//"):
        yield 1, "the first line must say what this file is"
    if path.suffix == ".hpp" and "#pragma once" not in text:
        yield 1, "#pragma once is missing"
    is_room = path.relative_to(SERVER).parts[0] == "rooms"
    for number, line in enumerate(lines, 1):
        if path.suffix == ".hpp" and HEAVY.search(line) and "detail" not in path.name:
            yield number, "heavy header in a .hpp: keep it in the .cpp"
        if path.suffix == ".hpp" and re.match(r"\s*using namespace", line):
            yield number, "using namespace in a header"
        include = INCLUDE.match(line)
        if include:
            wrong = check_room_include(path, include.group(1), table) if is_room else check_layer_include(path, include.group(1))
            if wrong:
                yield number, wrong
    code = re.sub(r"//[^\n]*", "", text)
    for number, expression in awaited_expressions(code):
        if re.search(r"\[[^\]]*\]\s*(\([^)]*\))?\s*(->[^{]*)?\{", expression) or re.search(r"[\w>]\s*\{\s*\.", expression):
            yield number, "lambda or braced aggregate inside co_await: name it first (g++ 12)"


def main():
    table, failures, files = arrows(), 0, 0
    for path in sorted([*SERVER.rglob("*.hpp"), *SERVER.rglob("*.cpp")]):
        files += 1
        for number, wrong in check_file(path, table):
            print(f"{path.relative_to(ROOT)}:{number}: {wrong}")
            failures += 1
    if failures:
        sys.exit(f"{failures} findings in {files} files")
    print(f"rooms: {files} files keep to MAP.md")


if __name__ == "__main__":
    main()
