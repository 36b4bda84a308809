"""The plan of the house, kept: a room stands above all that it imports."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "apigw_lint"
FLOORS = [
    {"source", "cache"},
    {"model", "finding", "settings"},
    {"iam", "registry"},
    {"analysis"},
    {"dialects", "checks", "validators"},
    {"rulebook"},
    {"guard"},
    {"ask"},
    {"examine", "workers"},
    {"lint", "reports"},
    {"request", "exempt", "validation"},
    {"judge", "out"},
    {"record", "add_ignore", "mend"},
    {"check", "inquire"},
    {"leave"},
    {"cli"},
    {"__main__"},
]
HALLS = {"dialects", "checks", "validators", "reports"}
STAIRCASE = ["policy", "openapi", "cloudformation", "sam"]  # the dialects: each may use those before it
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
HEAVY = {
    "jsonschema", "jsonschema_rs", "referencing", "cfnlint", "openapi_spec_validator", "samtranslator", "dataclasses", "inspect",
    "importlib.metadata", "difflib", "ast", "tomllib", "asyncio", "logging", "unittest",
}  # fmt: skip

FILES = sorted(HOUSE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=[path.relative_to(HOUSE).as_posix() for path in FILES])


def module(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rooms(name: str) -> list[str]:
    """`apigw_lint.checks.cors` is the room `cors` on the floor of `checks`."""
    return name.split(".")[1:]


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


MODULES = {module(path): path for path in FILES}


def imports(path: Path, *, at_start: bool = False) -> set[str]:
    """The modules of the house that a file imports; with `at_start`, those that are run when it is imported."""
    found: set[str] = set()
    pending: list[ast.AST] = [TREES[path]]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == HOUSE.name:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in below}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == HOUSE.name}
        skipped = at_start and (isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or _is_for_types(node))
        pending += [] if skipped else list(ast.iter_child_nodes(node))
    return found


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@EVERY_FILE
def test_every_import_points_down(path: Path) -> None:
    here = rooms(module(path))
    for name in imports(path):
        there = rooms(name)
        if here and there and there[0] != here[0]:
            assert floor(there[0]) < floor(here[0]), f"{module(path)} imports {name}, which is not below it"


@EVERY_FILE
def test_equals_do_not_import_each_other(path: Path) -> None:
    here = rooms(module(path))
    for name in imports(path):
        there = rooms(name)
        if len(here) < 2 or len(there) < 2 or here[0] not in HALLS or here[0] != there[0] or here[1] == there[1]:
            continue
        stairs = here[0] == "dialects" and {here[1], there[1]} <= {*STAIRCASE}
        shared = here[0] == "dialects" and there[1] not in STAIRCASE
        down = stairs and STAIRCASE.index(there[1]) < STAIRCASE.index(here[1])
        entrance = here[0] == "dialects" and here[1] not in STAIRCASE
        assert down or shared or entrance, f"{module(path)} imports its equal {name}"


def test_there_are_no_circles() -> None:
    """Imports for types alone are not run, so two elements of the model may speak of each other."""
    graph = {name: imports(path, at_start=True) & MODULES.keys() - {name} for name, path in MODULES.items()}
    while leaves := {name for name, needs in graph.items() if not needs & graph.keys()}:
        graph = {name: needs for name, needs in graph.items() if name not in leaves}
    assert not graph, f"modules that import each other in a circle: {sorted(graph)}"


@EVERY_FILE
def test_nothing_imports_the_command(path: Path) -> None:
    assert module(path).split(".")[-1] == "__main__" or not {
        name for name in imports(path) if rooms(name)[:1] == ["cli"]
    }


@EVERY_FILE
def test_no_room_is_a_warehouse(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@EVERY_FILE
def test_no_function_is_long(path: Path) -> None:
    functions = (node for node in ast.walk(TREES[path]) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    long = {node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION}
    assert long == set()


@EVERY_FILE
def test_every_room_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(TREES[path])


def test_only_the_engine_catches_everything() -> None:
    broad = [
        module(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node)
    ]
    assert broad == ["apigw_lint.guard"]


def _is_broad(handler: ast.ExceptHandler) -> bool:
    names = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
        if handler.type
        else {"BaseException"}
    )
    return bool(names & {"Exception", "BaseException"})


@pytest.mark.parametrize("hall", ["checks", "reports"])
def test_no_central_list_names_the_equals(hall: str) -> None:
    """Checks are found by the name that a page gives, reports by walking their folder: nobody else spells them out."""
    for path in FILES:
        if rooms(module(path))[:1] != [hall]:
            named = {
                name
                for name in imports(path)
                if rooms(name)[:1] == [hall] and name not in ("apigw_lint.checks.require", f"apigw_lint.{hall}")
            }
            assert not named, f"{module(path)} names {named}"


def test_no_rule_is_named_in_the_code() -> None:
    """But for the findings that the house itself makes (`by:` on their pages), a rule's name stands on its page alone."""
    from apigw_lint.rulebook.shelf import pages

    names = {page.name for page in pages().values() if "by" not in page}
    for path, tree in TREES.items():
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & names, f"{module(path)} names the rules {texts & names}"


TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Pets:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: pets.list
      Timeout: 10
      Events:
        List:
          Type: Api
          Properties: {Path: /pets, Method: get}
"""


def test_a_small_run_imports_nothing_heavy(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(TEMPLATE, encoding="utf-8")
    program = (
        "import sys; from apigw_lint.check import check; from apigw_lint.request import Request\n"
        "text, code = check(Request(paths=(sys.argv[1],)))\n"
        "print(text, code, *sorted(sys.modules), sep='\\n')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, str(template)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert run.returncode == 0, run.stderr
    assert "[stage-throttle-unbounded]" in run.stdout
    assert not set(run.stdout.splitlines()) & HEAVY
