#!/usr/bin/env python3
"""Checks a plan of grids with nothing of the planner's: its own reading, geometry and sums.

    check_grids.py OUT --links LINKS.csv [--report REPORT.json] [--barriers LINES.geojson] [--band 300-500]

OUT is what `mashang plan grids --out` wrote. Every building is in one grid; every grid is within the band and hangs together
by the links; no link crosses a barrier; households, radius and distance are what the report says. Prints what is wrong and
ends with 1, else says what was checked.
"""
import argparse
import collections
import csv
import json
import math
import sys

METRES_OF_DEGREE = 6_371_008.8 * math.pi / 180


def centroid(ring):
    x0, y0 = ring[0][:2]
    area = x = y = 0.0
    for (ax, ay, *_), (bx, by, *_) in zip(ring, ring[1:]):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross
        x += (ax + bx - 2 * x0) * cross
        y += (ay + by - 2 * y0) * cross
    if abs(area) < 1e-16:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x0 + x / (3 * area), y0 + y / (3 * area)


def lines_of(collection):
    for feature in collection["features"]:
        geometry = feature["geometry"]
        if geometry["type"] == "LineString":
            yield geometry["coordinates"]
        elif geometry["type"] == "MultiLineString":
            yield from geometry["coordinates"]


def read(path):
    """Buildings as (x, y, households, grid), whether they are geographic, the barriers among them, the report."""
    if path.endswith(".csv"):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        is_geographic = "lon" in rows[0]
        x, y = ("lon", "lat") if is_geographic else ("x", "y")
        return [(float(r[x]), float(r[y]), int(r["households"]), r["grid"]) for r in rows], is_geographic, [], None
    with open(path, encoding="utf-8") as file:
        collection = json.load(file)
    buildings = []
    for feature in collection["features"]:
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        if kind == "Point":
            at = coordinates[:2]
        elif kind == "Polygon":
            at = centroid(coordinates[0])
        elif kind == "MultiPolygon":
            at = centroid(coordinates[0][0])
        else:
            continue
        properties = feature["properties"]
        buildings.append((at[0], at[1], properties.get("households") or 0, properties["grid"]))
    return buildings, True, list(lines_of(collection)), collection["report"]


def plane(buildings, is_geographic):
    if not is_geographic:
        return lambda at: (at[0], at[1])
    west, east = min(b[0] for b in buildings), max(b[0] for b in buildings)
    south, north = min(b[1] for b in buildings), max(b[1] for b in buildings)
    x0, y0 = (west + east) / 2, (south + north) / 2
    width = METRES_OF_DEGREE * math.cos(math.radians(y0))
    return lambda at: ((at[0] - x0) * width, (at[1] - y0) * METRES_OF_DEGREE)


def parts(members, neighbours, grid_of):
    left, count = set(members), 0
    while left:
        count += 1
        stack = [left.pop()]
        while stack:
            for other in neighbours[stack.pop()]:
                if other in left and grid_of[other] == grid_of[members[0]]:
                    left.discard(other)
                    stack.append(other)
    return count


def meet(a, b, p, q, slack=0.02):
    """Whether ab clearly crosses pq; by less than two centimetres is not clear."""
    def turn(o, u, v):
        return (u[0] - o[0]) * (v[1] - o[1]) - (u[1] - o[1]) * (v[0] - o[0])
    of_ab, of_pq = math.dist(a, b), math.dist(p, q)
    if of_ab == 0 or of_pq == 0:
        return False
    one, two = turn(p, q, a) / of_pq, turn(p, q, b) / of_pq
    three, four = turn(a, b, p) / of_ab, turn(a, b, q) / of_ab
    return min(one, two) < -slack and max(one, two) > slack and min(three, four) < -slack and max(three, four) > slack


def crossings(at, links, barriers):
    cell = 200.0
    cells = collections.defaultdict(list)
    for line in barriers:
        for p, q in zip(line, line[1:]):
            for column in range(int(min(p[0], q[0]) // cell), int(max(p[0], q[0]) // cell) + 1):
                for row in range(int(min(p[1], q[1]) // cell), int(max(p[1], q[1]) // cell) + 1):
                    cells[column, row].append((p, q))
    for one, other in links if cells else []:
        a, b = at[one], at[other]
        near = {s for column in range(int(min(a[0], b[0]) // cell), int(max(a[0], b[0]) // cell) + 1)
                for row in range(int(min(a[1], b[1]) // cell), int(max(a[1], b[1]) // cell) + 1)
                for s in cells.get((column, row), ())}
        if any(meet(a, b, p, q) for p, q in near):
            yield one, other


def check(wish):
    buildings, is_geographic, barriers, report = read(wish.out)
    low, high = map(int, wish.band.split("-"))
    to_plane = plane(buildings, is_geographic)
    at = [to_plane(b) for b in buildings]
    households, grid_of = [b[2] for b in buildings], [b[3] for b in buildings]
    with open(wish.links, newline="") as file:
        links = [(int(r["one"]), int(r["other"])) for r in csv.DictReader(file)]
    neighbours = collections.defaultdict(list)
    for one, other in links:
        neighbours[one].append(other)
        neighbours[other].append(one)
    if wish.barriers:
        with open(wish.barriers, encoding="utf-8") as file:
            barriers += lines_of(json.load(file))
    barriers = [tuple(to_plane(p) for p in line) for line in barriers]
    yield from (f"building {i} has no grid" for i, grid in enumerate(grid_of) if grid in (None, ""))
    members = collections.defaultdict(list)
    for i, grid in enumerate(grid_of):
        members[grid].append(i)
    if wish.report:
        with open(wish.report, encoding="utf-8") as file:
            report = json.load(file)
    told = {grid["grid"]: grid for grid in report["grids"]}
    if set(told) != set(members):
        yield f"the report has other grids: {sorted(set(told) ^ set(members))[:5]}"
        return
    distance = 0.0
    for grid, own in members.items():
        sum_of = sum(households[i] for i in own)
        if not low <= sum_of <= high:
            yield f"grid {grid} has {sum_of} households"
        if (count := parts(own, neighbours, grid_of)) != 1:
            yield f"grid {grid} is in {count} pieces"
        x = sum(households[i] * at[i][0] for i in own) / max(sum_of, 1)
        y = sum(households[i] * at[i][1] for i in own) / max(sum_of, 1)
        far = sum(households[i] * math.dist(at[i], (x, y)) for i in own)
        distance += far
        if told[grid]["households"] != sum_of or abs(told[grid]["radius"] - far / max(sum_of, 1)) > 0.01:
            yield f"grid {grid}: the report has {told[grid]['households']} households, radius {told[grid]['radius']}; " \
                  f"they are {sum_of}, {far / max(sum_of, 1)}"
    yield from (f"the link {one}-{other} crosses a barrier" for one, other in crossings(at, links, barriers))
    terms = {term["measure"]: term for term in report["terms"]}
    if abs(terms["distance"]["value"] - distance / max(sum(households), 1)) > 0.01:
        yield f"distance is {distance / sum(households)}, not {terms['distance']['value']}"
    yield from (f"{name} is below its bound" for name, term in terms.items() if term["value"] < term["lower_bound"] - 1e-6)
    yield from (f"the report tells of {each}" for each in report["violations"])
    print(f"{len(buildings)} buildings, {len(members)} grids, {len(links)} links, {len(barriers)} barriers", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--links", required=True)
    parser.add_argument("--report")
    parser.add_argument("--barriers")
    parser.add_argument("--band", default="300-500")
    wrong = list(check(parser.parse_args()))
    for each in wrong:
        print(each)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
