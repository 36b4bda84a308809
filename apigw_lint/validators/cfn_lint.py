"""cfn-lint, the engine itself: what it says of a template. Runs in a process of its own."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from apigw_lint.source.document import Document

DISTRIBUTION = "cfn-lint"
MARKERS = (b"Resources",)  # a file without it is no template
SETTINGS = (".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml")
NESTED = re.compile(rb"TemplateURL[\"']?\s*:\s*[\"']?([^\s\"',}:]+)")
WORD = re.compile(rb"[^\s\"',\[\]{}]+")  # that may name a file in the settings
VARIABLE = "E1029"  # a variable outside `Fn::Sub`
FAILED = "E0002"  # "Unknown exception while processing rule": a rule of theirs that crashed
LEVELS = {"error": "error", "warning": "warning", "informational": "note"}


def depends(raw: bytes, file: str | None) -> list[bytes]:
    """What, beside a file's own bytes, the answer depends on: settings with what they name, and nested templates beside it.

    [cfn-lint README, config file]: `.cfnlintrc` in the working directory and in the home directory.
    """
    folder = Path(file).parent if file else Path()
    nested = (
        [folder / os.fsdecode(match[1]) for match in NESTED.finditer(raw)]
        if b"AWS::CloudFormation::Stack" in raw
        else []
    )
    settings = _contents(Path(place, name) for place in (Path.cwd(), Path.home()) for name in SETTINGS)
    named = {Path(os.fsdecode(word)) for one in settings for word in WORD.findall(one)}
    schemas = [file for one in named if one.is_dir() for file in one.glob("*.json")]
    return [*settings, *_contents(sorted({*named, *schemas})), *_contents(nested)]


def _contents(files: Iterable[Path]) -> list[bytes]:
    return [one.read_bytes() for one in files if one.is_file()]


class Engine:
    """cfn-lint with its rules, which are loaded once, and with the project's own `.cfnlintrc`."""

    def __init__(self, regions: Sequence[str] = ()) -> None:
        self._more = ["--regions", *regions] if regions else []
        self._rules: Any = None

    def judge(self, document: Document) -> list[dict[str, Any]]:
        """Its findings in a document, in their order; none for what is no template.

        What no alternative fits it says once for the value and once for each alternative: the value is what is wrong.
        """
        if not any(root["Resources"].is_map for root in document.roots):
            return []
        with _on_disk(document) as file:
            matches = self._matches(file)
        known = {match.id for match in matches}
        return [_told(one) for one in matches if getattr(one, "parent_id", None) not in known and not _is_idiom(one)]

    def _matches(self, file: str) -> list[Any]:
        from cfnlint.config import ConfigMixIn
        from cfnlint.runner import Runner
        from cfnlint.runner.template import run_template_by_file_paths

        config = ConfigMixIn(["--template", file, *self._more])
        _trust_no_tree(config)
        if self._rules is None:
            self._rules = Runner(config).rules
        return list(run_template_by_file_paths(config, self._rules))


def _is_idiom(match: Any) -> bool:
    """[DG import-api-aws-variables]: in a definition API Gateway itself replaces `${AWS::Region}` and its like."""
    steps = [str(step) for step in getattr(match, "path", None) or ()]
    return match.rule.id == VARIABLE and steps[2:4] in (["Properties", "Body"], ["Properties", "DefinitionBody"])


def _trust_no_tree(config: Any) -> None:
    """Rules in Python are taken from what is installed, never from a folder of the tree that is judged."""
    named = config.file_args.get("append_rules") or []
    named = [named] if isinstance(named, str) else named
    config.file_args["append_rules"] = [one for one in named if not os.path.isdir(os.path.expanduser(one))]


@contextmanager
def _on_disk(document: Document) -> Iterator[str]:
    """The name of the document's file; of a copy where it has none, or one that cfn-lint would take for a pattern."""
    name = str(document.file or "")
    if name and not set(name) & set("*?["):
        yield name
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, f"template.{document.format}")
        Path(copy).write_bytes(document.raw)
        yield copy


def _told(match: Any) -> dict[str, Any]:
    """A match as plain data. Lines and columns count from one, in code points; `path` leads from the root of the template."""
    rule = match.rule
    said = {
        "id": rule.id,
        "severity": LEVELS.get(rule.severity, "error"),
        "text": str(match.message),
        "path": [str(step) for step in getattr(match, "path", None) or ()],
        "span": [match.linenumber, match.columnnumber, match.linenumberend, match.columnnumberend],
        "title": rule.shortdesc,
        "help": rule.description,
        "link": rule.source_url,
    }
    if rule.id == FAILED:
        said["failed"] = True
    return said
