"""Time `apigw-lint --validate` beside the engines that it asks, alternating in one run.

    python tests/benchmarks/validate.py FOLDER [--rounds 5] [--most 40]

FOLDER holds templates and OpenAPI documents. The engines alone are cfn-lint's and openapi-spec-validator's own commands, one after the
other, over the same files; `--validate` begins with an empty cache, and is asked a second time with what it has kept. What is
printed are medians of wall and of CPU time, in seconds, with that of everything that was started.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

BESIDE = Path(sys.executable).parent


def chosen(folder: Path, most: int) -> tuple[list[str], list[str]]:
    """Templates and definitions that speak of API Gateway, evenly from all of the folder."""
    templates, definitions = [], []
    for path in sorted(folder.rglob("*")):
        raw = path.read_bytes() if path.is_file() and path.suffix in (".yaml", ".yml", ".json") else b""
        if b"AWS::ApiGateway" in raw and b"Resources" in raw and b"${" not in raw[:200]:
            templates.append(str(path))
        elif b"x-amazon-apigateway" in raw and b"Resources" not in raw and readable(raw):
            definitions.append(str(path))
    return templates[:: max(1, len(templates) // most)], definitions[:: max(1, len(definitions) // most)]


def readable(raw: bytes) -> bool:
    """Whether plain YAML reads it: openapi-spec-validator ends at the first file that it cannot read."""
    try:
        yaml.load(raw, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return False
    return True


def spent(*commands: list[str], cache: str) -> tuple[float, float]:
    """Wall and CPU seconds of some commands, one after the other."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=40)
    words = parser.parse_args()
    templates, definitions = chosen(words.folder, words.most)
    engines = [
        [str(BESIDE / "cfn-lint"), *templates],
        [str(BESIDE / "openapi-spec-validator"), *definitions],
    ]
    ours = [sys.executable, "-m", "apigw_lint", "--validate", *templates, *definitions]
    measured: dict[str, list[tuple[float, float]]] = {}
    for _ in range(words.rounds):
        with tempfile.TemporaryDirectory() as cache:
            measured.setdefault("the engines alone", []).append(spent(*engines, cache=cache))
            measured.setdefault("--validate", []).append(spent(ours, cache=cache))
            measured.setdefault("--validate again", []).append(spent(ours, cache=cache))
    print(f"{len(templates)} templates, {len(definitions)} definitions")
    for name, times in measured.items():
        walls, cpus = zip(*times, strict=True)
        print(f"{name:18} {statistics.median(walls):7.2f} s wall {statistics.median(cpus):7.2f} s CPU")


if __name__ == "__main__":
    main()
