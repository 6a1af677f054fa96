#!/usr/bin/env python3
"""`mashang plan sites` as a county uses it: small files in, plans out, each checked by check_sites.py; bad files named.

    plan_sites_test.py BINARY
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

CHECK = pathlib.Path(__file__).with_name("check_sites.py")
BINARY = sys.argv[1]
FAILED = []


def that(what, holds, seen=""):
    if not holds:
        FAILED.append(f"{what}: {seen}")


def plan(*words):
    return subprocess.run([BINARY, "plan", "sites", *map(str, words)], capture_output=True, text=True)


def planned(what, checks, *words):
    """Plans with `words` and checks the plan with `checks`; the report."""
    done = plan(*words)
    that(what, done.returncode == 0, done.stderr)
    if done.returncode != 0:
        return {}
    report = json.loads(done.stdout)
    checked = subprocess.run([sys.executable, CHECK, "table", *map(str, checks), "--cost", str(report["cost"])],
                             capture_output=True, text=True)
    that(what, checked.returncode == 0, checked.stderr)
    return report


def refused(what, code, detail, *words):
    done = plan(*words)
    that(what, done.returncode == 1 and code in done.stderr and detail in done.stderr and not done.stdout, done.stderr)


def csv_points(path, rows, header="lon,lat,demand,name"):
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


def plans(folder, random):
    places = [(122.97 + random.random() / 50, 44.98 + random.random() / 50, random.randint(1, 90), f'"{i}号楼, 南"')
              for i in range(60)]
    demands = csv_points(folder / "demands.csv", places)
    out = folder / "plan.csv"
    base = ["--seconds", "1", "--out", out]
    report = planned("median", [demands, out, "--count", 5], demands, "--count", 5, *base)
    that("the bound is below", report and report["lower_bound"] <= report["cost"] + 1e-6, report)
    capacity = sum(row[2] for row in places) / 5 * 1.05
    limits = ["--count", 5, "--capacity", capacity]
    report = planned("with capacities", [demands, out, *limits], demands, *limits, *base)
    that("no site is over", report and all(s["load"] <= capacity for s in report["sites"]), report)
    kind = ["--kind", "clustering"]
    planned("clustering", [demands, out, *limits, *kind], demands, *limits, *kind, *base)
    spots = csv_points(folder / "candidates.csv", [(*row[:2], 900, row[3]) for row in places[:20]], "lon,lat,capacity,name")
    own = ["--count", 6, "--candidates", spots]
    planned("candidates with capacities", [demands, out, *own], demands, *own, *base)
    geojson = folder / "demands.geojson"
    geojson.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": row[:2]},
         "properties": {"demand": row[2], "name": row[3]}} for row in places]}))
    planned("a map in, a map out", [geojson, folder / "plan.geojson", *limits], geojson, *limits, "--seconds", 1, "--out",
            folder / "plan.geojson")
    plane = csv_points(folder / "plane.csv", [(random.randint(0, 99), random.randint(0, 99)) for _ in range(12)], "x,y")
    report = planned("a plane without demands", [plane, out, "--count", 3], plane, "--count", 3, *base)
    that("is proven", report and report["gap"] < 0.2, report)


def refusals(folder):
    out = folder / "none.csv"

    def bad(what, detail, content, *words, code="planning.sites_bad_row"):
        file = folder / "bad.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        refused(what, code, detail, file, "--count", 1, "--out", out, *words)

    bad("no header", "bad.csv:1: the header", "1,2\n3,4\n")
    bad("not a number", "bad.csv:3: a coordinate", "x,y\n1,2\nnan,4\n")
    bad("a missing field", "bad.csv:2: not as many", "x,y,demand\n1,2\n")
    bad("a negative demand", "bad.csv:2: the demand", "x,y,demand\n1,2,-3\n")
    bad("not on earth", "bad.csv:2: not a place", "lon,lat\n200,2\n")
    bad("an open quote", "bad.csv:2: a quote", 'x,y,name\n1,2,"a\n')
    bad("no points", "bad.csv:1: no points", "x,y\n")
    bad("not UTF-8", "bad.csv:1: not UTF-8", b"x,y,name\n1,2,\xff\n")
    bad("not JSON", "bad.csv:1: not JSON", "{]")
    bad("a line on a map", "bad.csv:1: not a Point",
        '{"features":[{"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{}}]}')
    bad("too large", "bad.csv:2: tower: demand 0 is 2 over", "x,y,demand,name\n1,2,9,tower\n", "--capacity", 7,
        code="planning.sites_infeasible")
    file = csv_points(folder / "two.csv", [(1, 2), (3, 4)], "x,y")
    refused("no sites", "planning.sites_bad_problem", "0 sites", file, "--count", 0, "--out", out)
    refused("more sites than places", "planning.sites_bad_problem", "3 sites", file, "--count", 3, "--out", out)
    refused("other axes", "planning.sites_bad_row", "not on the axes", file, "--count", 1, "--candidates",
            csv_points(folder / "earth.csv", [(1, 2)], "lon,lat"), "--out", out)
    refused("no file", "planning.sites_unreadable", "absent.csv", folder / "absent.csv", "--count", 1)
    refused("no folder to write to", "planning.sites_unwritable", "nowhere", file, "--count", 1, "--seconds", 1, "--out",
            folder / "nowhere" / "plan.csv")
    that("nothing half-written", not out.exists() and not list(folder.glob("*.part")), list(folder.iterdir()))


def main():
    with tempfile.TemporaryDirectory() as name:
        plans(pathlib.Path(name), random.Random(7))
        refusals(pathlib.Path(name))
    for failure in FAILED:
        print(f"FAILED {failure}", file=sys.stderr)
    print("plan sites: " + (f"{len(FAILED)} failed" if FAILED else "plans are what they say, bad files are named"))
    sys.exit(1 if FAILED else 0)


main()
