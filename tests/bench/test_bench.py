"""That scripts/bench measures: what it finds is for people to judge, and no test's business."""
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench  # noqa: E402
from figure import Figure, Measure  # noqa: E402


def run(stack, *arguments):
    return subprocess.run(["/usr/bin/python3", bench.__file__, "--data", str(stack.data), "--rounds", "1", *arguments],
                          capture_output=True, text=True, timeout=120)


def test_it_measures_an_installation_and_leaves_nothing_in_it(stack):
    done = run(stack, "--json", "--only", "document", "--only", "press")
    assert done.returncode in (0, 1), done.stderr
    rows = {r["row"]: r for r in json.loads(done.stdout)}
    assert set(rows) == {"document", "press"} and all(r["value"] > 0 and not r["problem"] for r in rows.values()), rows
    assert not (stack.data / "bench").exists() and not list((stack.data / "etc" / "nginx").glob("beside-*"))


def test_a_row_that_cannot_be_measured_or_misses_its_number_is_not_good():
    row = bench.Row("page", "a page", None, least=0.8)
    assert bench.Result(row, [Figure(0.7, ""), Figure(0.8, ""), Figure(0.9, "")]).good
    assert not bench.Result(row, [Figure(0.7, ""), Figure(0.79, ""), Figure(0.9, "")]).good
    assert not bench.Result(row, []).good and not bench.Result(row, [Figure(0.9, "")], "wrk failed").good
    assert not bench.Result(bench.Row("growth", "MB", None, most=2), [Figure(2.1, "")]).good


def test_a_row_that_is_not_measured_says_so_and_the_others_are_measured_all_the_same():
    class Broken(Measure):
        def __init__(self, ground):
            raise RuntimeError("no such page")

    class Whole(Measure):
        def __init__(self, ground):
            pass

        def round(self):
            return Figure(1, "1/s")

    results = [bench.measure(bench.Row(m.__name__, "", m), None, 3) for m in (Broken, Whole)]
    assert [r.problem for r in results] == ["no such page", ""] and len(results[1].figures) == 3
    assert "failed" in list(bench.table(results))[2]
