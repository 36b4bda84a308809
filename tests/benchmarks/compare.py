"""Time apigw-lint beside cfn-lint and beside the floor, alternating in one run.

    python tests/benchmarks/compare.py FOLDER [--rounds 5] [--many 500]

FOLDER holds templates; from it come a small one (about 200 lines), a long one (about 3,000) and the many. The floor is a click
command that imports PyYAML and composes the same file; formless is apigw-lint without the rules that judge resources by the
specifications of their types, which takes an option and so click, some 25 ms. What is printed are medians of whole processes,
wall and CPU time, the ratios of both, and the peak memory. Run it with the Python of an environment that has the project and cfn-lint, on a quiet
machine: many files are judged on all of its CPUs, so that other work there tells in the wall time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = """
import click, sys, yaml
@click.command()
@click.argument("files", nargs=-1)
def main(files):
    for file in files:
        try:
            yaml.compose(open(file, encoding="utf-8").read(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError:
            pass
main()
"""
MARK = b"AWS::ApiGateway"


def templates(folder: Path) -> list[Path]:
    """The templates below a folder that speak of API Gateway, in the order of their paths."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".yml", ".json", ".template"))
    return [path for path in found if path.is_file() and MARK in (raw := path.read_bytes()) and b"Resources" in raw]


def nearest(files: list[Path], lines: int) -> Path:
    """The file whose number of lines is nearest to the one asked for."""
    return min(files, key=lambda path: (abs(path.read_bytes().count(b"\n") - lines), str(path)))


def timed(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds with all that it started, and peak memory in MB, of one run of a command."""
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    }
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in range(15):  # cfn-lint's exit code is a sum of 2, 4 and 8
        sys.exit(f"{command[0]} did not run")
    wall = time.perf_counter() - start
    memory = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return wall, usage.ru_utime + usage.ru_stime, memory


def scenario(name: str, files: list[Path], rounds: int, floor: str) -> None:
    paths = [str(file) for file in files]
    python = sys.executable
    commands = {
        "floor": [python, floor, *paths],
        "apigw-lint": [python, "-m", "apigw_lint", "check", *paths],
        "formless": [python, "-m", "apigw_lint", "check", "--ignore", "structure", *paths],
        "cfn-lint": [str(Path(python).with_name("cfn-lint")), *paths],
    }
    walls: dict[str, list[float]] = {key: [] for key in commands}
    cpus: dict[str, list[float]] = {key: [] for key in commands}
    memory = dict.fromkeys(commands, 0.0)
    for _ in range(rounds):
        for key, command in commands.items():
            wall, cpu, peak = timed(command)
            walls[key].append(wall)
            cpus[key].append(cpu)
            memory[key] = max(memory[key], peak)
    wall, cpu = ({key: statistics.median(values) for key, values in measured.items()} for measured in (walls, cpus))
    print(f"{name:<6} {len(files):>4} files")
    for key in commands:
        ratios = f"{wall['apigw-lint'] / wall[key]:.3f} x wall, {cpu['apigw-lint'] / cpu[key]:.3f} x CPU"
        print(
            f"  {key:<11} {wall[key]:8.3f} s {cpu[key]:8.3f} s CPU {memory[key]:5.0f} MB   ours is {ratios}", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=500)
    words = parser.parse_args()
    files = templates(words.folder)
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder, "floor.py")
        floor.write_text(FLOOR, encoding="utf-8")
        scenario("small", [nearest(files, 200)], words.rounds, str(floor))
        scenario("long", [nearest(files, 3000)], words.rounds, str(floor))
        scenario("many", files[: words.many], max(1, words.rounds // 5), str(floor))


if __name__ == "__main__":
    main()
