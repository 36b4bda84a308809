"""Where the installed cfn-lint carries its schemas, and how they are laid out there. Its code is never run."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

PACKAGE = "cfnlint"
RESOURCES = os.path.join("data", "schemas", "resources")
PROVIDERS = os.path.join("data", "schemas", "providers")
REGION_MAPS = ("us-east-1.json", "us_east_1.py")  # of cfn-lint 1.58, of 1.51
REGION_FOLDER = "us_east_1"  # of 1.40: a file for each type
SAM_MAP = "sam.json"
HASH = 16  # letters of the name of a schema's file


class Carrier(NamedTuple):
    """A cfn-lint that was found. `maps` are the texts that say which file holds the schema of a type; none where a folder says it.

    `problem` says, in words, why nothing can be read from it; it is empty when all is well. us-east-1 has every type in its newest
    form, other Regions follow.
    """

    root: str
    version: str = ""
    maps: tuple[str, ...] = ()
    problem: str = ""

    def file_of(self, kind: str) -> str | None:
        """The file with the schema of a resource type; None when cfn-lint does not know the type. Raises LayoutError."""
        if self.problem:
            return None
        if not self.maps:
            file = os.path.join(self.root, PROVIDERS, REGION_FOLDER, kind.lower().replace("::", "-") + ".json")
            return file if os.path.isfile(file) else None
        for text in self.maps:
            key = f'"{kind}": "'
            at = text.find(key)
            if at >= 0:
                name, quote, _ = text[at + len(key) :][: HASH + 1].partition('"')
                file = os.path.join(self.root, RESOURCES, f"{name}.json")
                if len(name) != HASH or not quote or not name.isalnum() or not os.path.isfile(file):
                    raise LayoutError(f"names no file with the schema of {kind}")
                return file
        return None

    def kinds(self, prefix: str) -> list[str]:
        """The resource types whose names begin so."""
        found = []
        for text in self.maps:
            at = text.find(f'"{prefix}')
            while at >= 0:
                found.append(text[at + 1 : text.index('"', at + 1)])
                at = text.find(f'"{prefix}', at + 1)
        return found


class LayoutError(Exception):
    """cfn-lint carries its schemas in a way that is not known here."""


def find() -> Carrier:
    """The cfn-lint that an import would find; its parts may be missing, and then `problem` says which."""
    root = _root()
    if root is None:
        return Carrier("", problem="cfn-lint is not installed")
    version = _quoted(_text(os.path.join(root, "version.py")), "__version__ = ") or "of an unknown version"
    providers = os.path.join(root, PROVIDERS)
    for name in REGION_MAPS:
        text = _text(os.path.join(providers, name))
        if "AWS::ApiGateway::RestApi" in text:
            return Carrier(root, version, (text, _text(os.path.join(providers, SAM_MAP))))
    if os.path.isfile(os.path.join(providers, REGION_FOLDER, "aws-apigateway-restapi.json")):
        return Carrier(root, version)
    return Carrier(root, version, problem=f"cfn-lint {version} carries its schemas in a way that is not known here")


def _root() -> str | None:
    """The folder of the package, found as an import does, without importing anything."""
    for finder in sys.meta_path:
        spec = finder.find_spec(PACKAGE, None) if hasattr(finder, "find_spec") else None
        if spec is not None:
            return os.path.dirname(spec.origin) if spec.origin and os.path.isabs(spec.origin) else None
    return None


def _text(file: str) -> str:
    """The text of a file; empty when there is none."""
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""


def _quoted(text: str, key: str) -> str:
    """What stands in quotes after a key."""
    _, _, rest = text.partition(f'{key}"')
    return rest.partition('"')[0]
