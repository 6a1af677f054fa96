#!/usr/bin/env python3
"""`mashang plan grids` on files: plans that another program checks, and bad input told with its line.

    plan_test.py build/dev/mashang
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
MASHANG = sys.argv.pop(1) if len(sys.argv) > 1 else "build/dev/mashang"


def mashang(*words):
    return subprocess.run([MASHANG, "plan", "grids", *map(str, words)], capture_output=True, text=True)


def checker(*words):
    return subprocess.run([sys.executable, str(HERE / "check_grids.py"), *map(str, words)], capture_output=True, text=True)


def point(x, y, **properties):
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [x, y]}, "properties": properties}


def county(seed, count=600):
    chance = random.Random(seed)
    features = [point(109.7 + 0.03 * chance.random(), 26.57 + 0.02 * chance.random(), households=chance.randint(10, 30),
                      community=f"社区{i % 2}" if i % 3 else None, name=f"{i}号") for i in range(count)]
    river = {"type": "Feature", "properties": {"name": "渠水"}, "geometry": {
        "type": "LineString", "coordinates": [[109.69, 26.575], [109.71, 26.583], [109.722, 26.578]]}}
    return {"type": "FeatureCollection", "features": features + [river]}


class Plans(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.at = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        (self.at / name).write_text(text, encoding="utf-8")
        return self.at / name

    def test_geojson_goes_in_and_comes_out_with_grids(self):
        given = county(1)
        path = self.write("in.geojson", json.dumps(given))
        done = mashang(path, "--out", self.at / "out.geojson", "--links", self.at / "links.csv", "--seconds", 3)
        self.assertEqual(done.returncode, 0, done.stderr)
        checked = checker(self.at / "out.geojson", "--links", self.at / "links.csv")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        out = json.loads((self.at / "out.geojson").read_text("utf-8"))
        self.assertEqual(len(out["features"]), len(given["features"]))
        self.assertEqual(out["features"][7]["properties"]["name"], "7号")
        self.assertEqual(json.loads(done.stdout), out["report"])

    def test_csv_goes_in_and_comes_out_with_grids(self):
        rows = ["x,y,households,note,grid"]
        chance = random.Random(2)
        rows += [f'{1000 * chance.random():.1f},{1000 * chance.random():.1f},{chance.randint(10, 30)},"a, ""b""",' for _ in range(300)]
        path = self.write("in.csv", "\ufeff" + "\r\n".join(rows) + "\r\n")
        done = mashang(path, "--out", self.at / "out.csv", "--links", self.at / "links.csv", "--seconds", 2, "--band", "200-400")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = self.write("report.json", done.stdout)
        checked = checker(self.at / "out.csv", "--links", self.at / "links.csv", "--report", report, "--band", "200-400")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_the_checker_finds_what_is_wrong(self):
        path = self.write("in.geojson", json.dumps(county(3, 300)))
        mashang(path, "--out", self.at / "out.geojson", "--links", self.at / "links.csv", "--seconds", 2)
        out = json.loads((self.at / "out.geojson").read_text("utf-8"))
        grids = sorted({f["properties"]["grid"] for f in out["features"] if "grid" in f["properties"]})
        out["features"][0]["properties"]["grid"] = next(g for g in grids if g != out["features"][0]["properties"]["grid"])
        self.write("out.geojson", json.dumps(out))
        self.assertEqual(checker(self.at / "out.geojson", "--links", self.at / "links.csv").returncode, 1)

    def refused(self, name, text, *words):
        done = mashang(self.write(name, text), "--out", self.at / "out", "--seconds", 1, *words)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(done.stdout, "")
        self.assertFalse((self.at / "out").exists())
        return done.stderr

    def test_bad_input_is_named_with_its_line(self):
        self.assertIn("bad.csv: line 3: households", self.refused("bad.csv", "x,y,households\n1,2,3\n1,2,-3\n"))
        self.assertIn("bad.csv: line 2: 2 cells, 3 columns", self.refused("bad.csv", "x,y,households\n1,2\n"))
        self.assertIn("bad.csv: line 1: the column households", self.refused("bad.csv", "x,y\n1,2\n"))
        self.assertIn("bad.csv: line 1: the file is empty", self.refused("bad.csv", ""))
        lines = '{"type":"FeatureCollection","features":[\n%s,\n%s]}'
        good = json.dumps(point(1, 2, households=3))
        self.assertIn("line 3: households", self.refused("bad.json", lines % (good, json.dumps(point(1, 2, households="x")))))
        self.assertIn("line 3: a position", self.refused("bad.json", lines % (good, json.dumps(point(1, 200)))))
        self.assertIn("line", self.refused("bad.json", lines % (good, '{"type":')))
        self.assertIn("no FeatureCollection", self.refused("bad.json", "[1]"))
        self.assertIn("planning.bad_band", self.refused("good.csv", "x,y,households\n1,2,3\n", "--band", "500-300"))
        self.assertIn("planning.file_unreadable", mashang(self.at / "missing.csv").stderr)

    def test_what_cannot_be_is_explained(self):
        told = self.refused("tower.csv", "x,y,households\n" + "".join(f"{i},{i % 7},20\n" for i in range(40)) + "50,50,620\n")
        self.assertIn("building_too_large: 620 households, 120 households off; building 41 of the file", told)
        self.assertIn("planning.infeasible", told)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
