"""Planning, measured: a table of programs and of the figures that their lines hold."""
import json
import os
import pathlib

from bench_parts import BUILD, ROOT, WORK, run
from bench_plan_sites import site_figures

DATA = os.environ.get("MASHANG_DATA", ROOT.parent / "shared" / "data")

# figure: unit, goal, instance, field of the instance's line
GRIDS = {
    "demo_violations": ("", "<= 0", "demo", "violations"),
    "demo_radius_vs_metis": ("ratio", "<= 0.85", "demo", "radius_vs_metis"),
    "demo_seconds": ("s", "<= 10", "demo", "seconds"),
    "big_violations": ("", "<= 0", "big", "violations"),
    "big_seconds": ("s", "<= 120", "big", "seconds"),
    "big_rss_mb": ("MB", "<= 2000", "big", "rss_mb"),
    "liechtenstein_violations": ("", "<= 0", "liechtenstein", "violations"),
    "liechtenstein_radius_vs_metis": ("ratio", "<= 0.9", "liechtenstein", "radius_vs_metis"),
}
SITES = {
    "pmed_optimal_of_40": ("", ">= 36"),
    "pmed_gap_percent": ("%", "<= 0.05"),
    "pmedcap_gap_percent": ("%", "<= 0.5"),
    "sjc_at_or_below": ("", ">= 4"),
}
GOALS = {**{name: row[:2] for name, row in GRIDS.items()}, **SITES}


def plan(figures):
    """Each instance in a process of its own, so that its memory is its own; every line is printed."""
    lines = {}
    for instance in ("demo", "big", "liechtenstein"):
        answer = run(BUILD / "plan_grids_bench", "--only", instance, "--liechtenstein",
                     f"{DATA}/buildings_streets/liechtenstein_osm2015.geojsonl.gz")
        line = answer.strip().splitlines()[-1]  # Clp may have told of a repaired basis before
        lines[instance] = json.loads(line)
        print(f"  {line}", flush=True)
    for name, (_, _, instance, field) in GRIDS.items():
        figures.add(name, [lines[instance][field]])
    sites, _ = site_figures(BUILD, pathlib.Path(DATA) / "benchmarks_districting_routing", WORK / "sites")
    for name in SITES:
        figures.add(name, [sites[name]])
