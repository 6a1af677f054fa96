#!/usr/bin/env python3
"""Checks a plan of sites by itself: nothing here is shared with the planner.

    check_sites.py pmed|pmedcap|clustering INSTANCE PLAN [--cost C]         plans of plan_sites_bench --out (demand,site)
    check_sites.py table DEMANDS PLAN --count P [--candidates FILE] [--capacity N] [--kind median|clustering] [--cost C]
                                                                            plans of `mashang plan sites --out`
    check_sites.py bench DATA FOLDER LINES       all that plan_sites_bench printed (LINES) and wrote (FOLDER)

Every demand is served once, by one of at most P sites that are candidates, within capacity; the cost is computed anew from
the instance and held against C. Prints the cost; exit code 1 and the reasons when anything is wrong.
"""
import argparse
import collections
import csv
import gzip
import heapq
import json
import math
import pathlib
import sys

TOLERANCE = 1e-6  # relative


class Wrong(Exception):
    pass


def require(holds, reason):
    if not holds:
        raise Wrong(reason)


def words(path):
    data = gzip.open(path, "rt").read() if str(path).endswith(".gz") else pathlib.Path(path).read_text()
    return data.split()


def site_of(plan, demands):
    rows = list(csv.DictReader(open(plan, newline="")))
    found = {int(row["demand"]): int(row["site"]) for row in rows}
    require(len(rows) == len(found) == demands and set(found) == set(range(demands)), "each demand once")
    return [found[i] for i in range(demands)]


def check_loads(assigned, amounts, capacity):
    loads = collections.Counter()
    for amount, site in zip(amounts, assigned):
        loads[site] += amount
    for site, load in loads.items():
        room = capacity(site)
        require(load <= room * (1 + 1e-9), f"site {site} has {load} of {room}")


def paths(source, links):
    lengths, queue = {}, [(0.0, source)]
    while queue:
        length, at = heapq.heappop(queue)
        if at in lengths:
            continue
        lengths[at] = length
        for to, more in links[at].items():
            if to not in lengths:
                heapq.heappush(queue, (length + more, to))
    return lengths


def pmed(instance, plan):
    numbers = list(map(int, words(instance)))
    vertices, count, rest = numbers[0], numbers[2], numbers[3:]
    links = collections.defaultdict(dict)
    for a, b, length in zip(rest[0::3], rest[1::3], rest[2::3]):
        links[a - 1][b - 1] = links[b - 1][a - 1] = length
    assigned = site_of(plan, vertices)
    sites = set(assigned)
    require(len(sites) <= count and all(0 <= s < vertices for s in sites), f"{len(sites)} sites for {count}")
    from_site = {s: paths(s, links) for s in sites}
    return sum(from_site[s][i] for i, s in enumerate(assigned))


def pmedcap(instance, plan):
    numbers = list(map(float, words(instance)))
    demands, count, capacity = int(numbers[2]), int(numbers[3]), numbers[4]
    rows = [numbers[5 + 4 * i:9 + 4 * i] for i in range(demands)]
    assigned = site_of(plan, demands)
    require(len(set(assigned)) <= count and all(0 <= s < demands for s in assigned), "too many sites, or unknown ones")
    check_loads(assigned, [row[3] for row in rows], lambda _: capacity)
    return sum(math.floor(math.dist(rows[i][1:3], rows[s][1:3])) for i, s in enumerate(assigned))


def clustering_cost(spots, weights, assigned):
    groups = collections.defaultdict(list)
    for i, group in enumerate(assigned):
        groups[group].append(i)
    cost = 0.0
    for members in groups.values():
        all_weight = sum(weights[i] for i in members)
        if all_weight == 0:
            continue
        mean = [sum(weights[i] * spots[i][axis] for i in members) / all_weight for axis in (0, 1)]
        cost += sum(weights[i] * math.dist(spots[i], mean) for i in members)
    return cost


def clustering(instance, plan):
    numbers = list(map(float, words(instance)))
    demands, count = int(numbers[0]), int(numbers[1])
    rows = [numbers[2 + 4 * i:6 + 4 * i] for i in range(demands)]
    assigned = site_of(plan, demands)
    require(len(set(assigned)) <= count, f"{len(set(assigned))} clusters for {count}")
    check_loads(assigned, [row[3] for row in rows], lambda _: rows[0][2])
    return clustering_cost([row[:2] for row in rows], [1.0] * demands, assigned)


def points(path):
    """Rows as dictionaries of x, y, demand, capacity, name; longitude and latitude laid on a plane in metres."""
    text = pathlib.Path(path).read_text("utf-8-sig")
    if text.lstrip().startswith("{"):
        rows = [dict(feature.get("properties") or {}, lon=feature["geometry"]["coordinates"][0],
                     lat=feature["geometry"]["coordinates"][1]) for feature in json.loads(text)["features"]]
    else:
        rows = list(csv.DictReader(text.splitlines()))
    return [{k.strip(): v for k, v in row.items()} for row in rows]


def plane(rows, middle):
    if "lon" not in rows[0]:
        return [(float(row["x"]), float(row["y"])) for row in rows]
    metres = math.pi / 180 * 6371008.8
    return [((float(row["lon"]) - middle[0]) * metres * math.cos(math.radians(middle[1])),
             (float(row["lat"]) - middle[1]) * metres) for row in rows]


def number(row, name, default):
    value = row.get(name)
    return default if value in (None, "") else float(value)


def table(wish):
    demands = points(wish.instance)
    candidates = points(wish.candidates) if wish.candidates else demands
    middle = [sum(float(row[axis]) for row in demands) / len(demands) for axis in ("lon", "lat")] if "lon" in demands[0] else None
    spots = plane(demands, middle)
    amounts = [number(row, "demand", 1.0) for row in demands]
    plan = points(wish.plan)
    served = [row for row in plan if row["role"] == "demand"]
    sites = [row for row in plan if row["role"] == "site"]
    require(len(served) == len(demands), f"{len(served)} of {len(demands)} demands served")
    require(len(sites) <= wish.count, f"{len(sites)} sites for {wish.count}")
    require([int(row["site"]) for row in sites] == list(range(1, len(sites) + 1)), "sites are numbered from 1")
    assigned = [int(row["site"]) - 1 for row in served]
    require(all(0 <= s < len(sites) for s in assigned), "a demand at a site that is not there")
    for mine, theirs in zip(spots, plane(served, middle)):
        require(math.dist(mine, theirs) < 0.2, "demands in another order or place")
    if wish.kind == "clustering":
        check_loads(assigned, amounts, lambda _: wish.capacity or math.inf)
        return clustering_cost(spots, amounts, assigned)
    places, where = plane(candidates, middle), plane(sites, middle)
    chosen = []
    for spot in where:
        nearest = min((j for j in range(len(places)) if j not in chosen), key=lambda j: math.dist(places[j], spot))
        require(math.dist(places[nearest], spot) < 0.2, "a site where no candidate is")
        chosen.append(nearest)
    rooms = [number(candidates[j], "capacity", wish.capacity or math.inf) for j in chosen]
    check_loads(assigned, amounts, lambda s: rooms[s])
    return sum(amounts[i] * math.dist(spots[i], places[chosen[s]]) for i, s in enumerate(assigned))


def bench(data, folder, lines):
    """How many plans were checked."""
    data, checked = pathlib.Path(data), 0
    for line in pathlib.Path(lines).read_text().splitlines():
        row = json.loads(line)
        name, plan = row["name"], pathlib.Path(folder) / f"{row['name']}.csv"
        if row["kind"] == "pmed":
            cost = pmed(data / "pmedian_orlib" / f"{name}.txt.gz", plan)
        elif row["kind"] == "pmedcap":
            cost = pmedcap(data / "capacitated_pmedian_orlib" / f"pmedcap_{int(name[7:]):02}.txt", plan)
        else:
            cost = clustering(data / "capacitated_clustering" / f"{name}.dat", plan)
        require(abs(cost - row["value"]) <= 1e-3 + TOLERANCE * cost, f"{name}: {row['value']} was said, {cost} it is")
        checked += 1
    return checked


def main():
    wish = argparse.ArgumentParser()
    wish.add_argument("form", choices=["pmed", "pmedcap", "clustering", "table", "bench"])
    wish.add_argument("instance")
    wish.add_argument("plan")
    wish.add_argument("lines", nargs="?")
    wish.add_argument("--count", type=int, default=0)
    wish.add_argument("--candidates")
    wish.add_argument("--capacity", type=float)
    wish.add_argument("--kind", default="median")
    wish.add_argument("--cost", type=float)
    wish = wish.parse_args()
    try:
        if wish.form == "bench":
            print(f"{bench(wish.instance, wish.plan, wish.lines)} plans are what they say")
            return
        forms = {"pmed": pmed, "pmedcap": pmedcap, "clustering": clustering}
        cost = table(wish) if wish.form == "table" else forms[wish.form](wish.instance, wish.plan)
        require(wish.cost is None or abs(cost - wish.cost) <= 1e-6 + TOLERANCE * cost, f"{wish.cost} was said, {cost} it is")
        print(cost)
    except Wrong as wrong:
        sys.exit(f"{wish.plan}: {wrong}")


if __name__ == "__main__":
    main()
