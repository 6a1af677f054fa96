"""The figures of siting: instances of the literature, one line each, checked by tests/plan/check_sites.py.

    from bench_plan_sites import site_figures
    site_figures(build, data, work)   # {"pmed_optimal_of_40": 40, "pmed_gap_percent": 0.0, …}, and the lines

By hand: scripts/bench_plan_sites.py [--seconds 19] [--seed 1] [--data FOLDER]
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "benchmarks_districting_routing"
HELD_AGAINST = {"SJC1", "SJC2", "SJC3a", "SJC3b", "SJC4a", "SJC4b", "doni1", "doni2"}


def at_or_below(row):
    """References are rounded to two or four digits."""
    return row["value"] <= row["reference"] + 0.006


def site_figures(build, data, work, seconds=19, seed=1):
    """(figures by name, a line for each instance). Ends the run when a plan is not what it says."""
    work.mkdir(parents=True, exist_ok=True)
    lines = work / "sites.jsonl"
    with lines.open("w") as out:
        process = subprocess.Popen([build / "plan_sites_bench", "--data", data, "--out", work, "--seconds", str(seconds),
                                    "--seed", str(seed)], stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            row = json.loads(line)
            print(f"    {row['name']:10} {row['value']:>12} reference {row['reference']:>10} gap {row['gap_percent']:>8} % "
                  f"{row['seconds']:>6} s  bound {row['lower_bound']}", flush=True)
            out.write(line)
    if process.wait() != 0:
        sys.exit("plan_sites_bench failed")
    subprocess.run([sys.executable, ROOT / "tests" / "plan" / "check_sites.py", "bench", data, work, lines], check=True)
    rows = [json.loads(line) for line in lines.read_text().splitlines()]
    of_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in ("pmed", "pmedcap", "clustering")}
    return {
        "pmed_optimal_of_40": sum(row["value"] == row["reference"] for row in of_kind["pmed"]),
        "pmed_gap_percent": round(statistics.mean(row["gap_percent"] for row in of_kind["pmed"]), 4),
        "pmedcap_gap_percent": round(statistics.mean(row["gap_percent"] for row in of_kind["pmedcap"]), 4),
        "sjc_at_or_below": sum(at_or_below(row) for row in of_kind["clustering"] if row["name"] in HELD_AGAINST),
        "sjc_of": len(HELD_AGAINST),
        "slowest_seconds": max(row["seconds"] for row in rows),
    }, rows


def main():
    wish = argparse.ArgumentParser()
    wish.add_argument("--seconds", type=float, default=19)
    wish.add_argument("--seed", type=int, default=1)
    wish.add_argument("--data", type=pathlib.Path, default=DATA)
    wish.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    wish = wish.parse_args()
    figures, _ = site_figures(wish.build, wish.data, ROOT / "build" / "bench_sites", wish.seconds, wish.seed)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
