"""PyYAML, imported sparingly, for others still the whole PyYAML."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(program: str) -> str:
    code = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{program}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


READ = "from apigw_lint.source.read import parse\nroot = parse('a: [1, !Ref x]\\nb: |\\n  c\\n', 'a.yaml').root\n"
SHOW = "print([(node.start, node.end, node.tag) for node in (root['a'], *root['a'].elements(), root['b'])])"


def test_what_writes_and_constructs_yaml_is_not_imported() -> None:
    modules = run(READ + "print(*sys.modules)").split()
    assert "yaml._yaml" in modules
    assert not {"yaml.constructor", "yaml.representer", "yaml.reader", "datetime"} & {*modules}


def test_whoever_asks_for_the_rest_of_pyyaml_gets_it() -> None:
    answers = run(
        READ
        + "import yaml\nprint(yaml.safe_load('a: 2001-01-01'), yaml.__with_libyaml__)\n"
        + "from yaml.reader import ReaderError\n"
        + "try: yaml.load('a: \\x00', yaml.CSafeLoader)\n"
        + "except ReaderError as error: print('refused', isinstance(error, yaml.YAMLError))\n"
        + "try: yaml.load('a: [', yaml.CSafeLoader)\n"
        + "except yaml.parser.ParserError: print('refused')\n"
        + "print(parse('a: 1', 'a.yaml').root['a'].data)"
    )
    assert answers.splitlines() == ["{'a': datetime.date(2001, 1, 1)} True", "refused True", "refused", "1"]


def test_a_module_of_pyyaml_can_be_imported_by_itself() -> None:
    assert run(READ + "from yaml.loader import SafeLoader\nprint(SafeLoader('[1]').get_single_data())") == "[1]"


def test_pyyaml_may_be_there_already() -> None:
    assert run("import yaml\n" + READ + SHOW) == run(READ + SHOW)


def test_without_libyaml_the_places_are_the_same() -> None:
    assert run("sys.modules['yaml._yaml'] = None\n" + READ + SHOW) == run(READ + SHOW)


def test_without_libyaml_a_fault_is_explained_too() -> None:
    program = (
        "sys.modules['yaml._yaml'] = None\n"
        + READ
        + "from apigw_lint.source.read_error import ReadError\n"
        + "for text in ('a: b: c', 'a: \\x00', 'a: [', 'a:\\n\\tb: 1'):\n"
        + "    try: parse(text, 'a.yaml')\n"
        + "    except ReadError as error: print(error.place.span[1:3])"
    )
    assert run(program).splitlines() == ["(1, 5)", "(1, 4)", "(1, 5)", "(2, 1)"]
