"""Definitions as API Gateway takes them, put into words that hold by the letter of OpenAPI.

Each of these is imported by API Gateway, or exported by it, and would be called a fault: what is left for the judge is true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.validators.openapi.plain import Plain

if TYPE_CHECKING:
    from apigw_lint.source.node import Node

ANY = "x-amazon-apigateway-any-method"
DEFAULT_ROUTE, DEFAULT_FLAG = "$default", "isDefaultRoute"  # [DG http-api-open-api]
VERBS = ("trace", "head", "options", "patch", "put", "delete", "post", "get")
ALL_VERBS = frozenset(VERBS)
KNOWN = {"swagger": re.compile(r"2\.0"), "openapi": re.compile(r"3\.[01]\.\d+")}
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
AUTHORIZATION = ("x-amazon-apigateway-authorizer", "x-amazon-apigateway-authtype")


class Sample:
    """A definition as `data` for the judge. `version` is empty where its own is none that the judge knows."""

    def __init__(self, root: Node) -> None:
        plain = Plain(root)
        self.data: dict[str, Any] = plain.data
        self.open = plain.open
        self._paths: dict[str, str] = {}
        self._any: dict[str, str] = {}
        self.version = self._version(root)
        self._root()
        self._references(self.data, ())
        self._drop_extensions(self.data, ())

    def original(self, path: list[str]) -> list[str]:
        """A path in `data` as one in the definition that was written."""
        if path[:1] != ["paths"] or len(path) < 2:
            return path
        method = [ANY if self._any.get(path[1]) == verb else verb for verb in path[2:3]]
        return ["paths", self._paths.get(path[1], path[1]), *method, *path[3:]]

    def said(self, text: str, path: list[str]) -> str:
        """A message about an operation in the words of the definition that was written."""
        if path[:1] == ["paths"] and len(path) > 1:
            text = text.replace(f"in '{path[1]}'", f"in '{self._paths.get(path[1], path[1])}'")
            if self._any.get(path[1]):
                text = text.replace(f"for '{self._any[path[1]]}'", f"for '{ANY}'")
        return text

    def is_open(self, path: list[str], error: Any) -> bool:
        """Whether what only the deployed stack knows could make an error untrue."""
        at = tuple(path)
        judged = getattr(error, "validator", None)
        for one in self.open:
            below = one[: len(at)] == at
            if at[: len(one)] == one or (below and judged in ("oneOf", "anyOf", "not", "uniqueItems")):
                return True
            if below and len(one) == len(at) + 1 and judged in ("required", "minItems", "minProperties"):
                return True
            if not isinstance(judged, str) and one[:2] == at[:2] and "parameters" in one:
                return True
        return False

    def _version(self, root: Node) -> str:
        """API Gateway takes `2`, `3` and `3.0` too, as texts or as numbers."""
        if "openapi" in root and "swagger" in root:
            return ""
        key = "openapi" if "openapi" in root else "swagger"
        written = root[key].text or ""
        self.data[key] = {"2": "2.0", "3": "3.0.1", "3.0": "3.0.1"}.get(written, written)
        return written if KNOWN[key].fullmatch(self.data[key]) else ""

    def _root(self) -> None:
        data = self.data
        info = data.setdefault("info", {})
        if isinstance(info, dict):
            info.setdefault("title", "API")
            info["version"] = str(info.get("version") or "1")
        paths = data.setdefault("paths", {})
        for server in _items(data.get("servers")):
            server.setdefault("url", "/")
        for holder in (data.get("securityDefinitions"), _map(data.get("components")).get("securitySchemes")):
            schemes = _map(holder)
            for name, scheme in schemes.items():
                if any(key in _map(scheme) for key in AUTHORIZATION):
                    schemes[name] = {"type": "apiKey", "name": "Authorization", "in": "header"}
        for key, item in list(_map(paths).items()):
            self._path(paths, key, item)

    def _path(self, paths: dict[str, Any], key: str, item: Any) -> None:
        """A greedy variable is a variable, the default route is a path, and the method of all methods is one of them."""
        plain = f"/{key}" if key == DEFAULT_ROUTE else key.replace("+}", "}")
        if plain != key and plain not in paths:
            self._rename(("paths", key), ("paths", plain))
            paths[plain] = paths.pop(key)
            self._paths[plain] = key
            key = plain
        if not isinstance(item, dict):
            return
        free = [verb for verb in VERBS[0 if "openapi" in self.data else 1 :] if verb not in item]
        if ANY in item and free:
            self._rename(("paths", key, ANY), ("paths", key, free[0]))
            item[free[0]] = item.pop(ANY)
            self._any[key] = free[0]
        for verb, operation in item.items():
            if verb in ALL_VERBS and isinstance(operation, dict):
                operation.pop(DEFAULT_FLAG, None)
                operation["responses"] = operation.get("responses") or {"default": {"description": ""}}

    def _rename(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        size = len(old)
        self.open = {new + one[size:] if one[:size] == old else one for one in self.open}

    def _references(self, node: Any, path: tuple[str, ...]) -> None:
        """References that lead out of the definition are not followed, and those that lead nowhere are said by our own rule.

        An `$id` would give the references in a schema another document to lead to.
        """
        if isinstance(node, dict):
            targets = [node[key] for key in REFERENCES if isinstance(node.get(key), str)]
            if not all(map(self._leads, targets)):
                node.clear()
                self.open.add(path)
            elif isinstance(node.get("$id"), str):
                del node["$id"]
        entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in entries:
            self._references(value, (*path, str(key)))

    def _leads(self, target: str) -> bool:
        if not target.startswith("#/"):
            return False
        node: Any = self.data
        for step in target[2:].split("/"):
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(node, list) and name.isdecimal() and int(name) < len(node):
                node = node[int(name)]
            elif isinstance(node, dict) and name in node:
                node = node[name]
            else:
                return "%" in step
        return True

    def _drop_extensions(self, node: Any, path: tuple[str, ...]) -> None:
        """Extensions may hold anything. Names of properties, headers and the like are not extensions."""
        if isinstance(node, list):
            for item in node:
                self._drop_extensions(item, (*path, ""))
        elif isinstance(node, dict):
            if path[-1:] not in (("properties",), ("headers",), ("definitions",), ("schemas",)):
                for key in [key for key in node if key.startswith("x-")]:
                    del node[key]
            for key, value in node.items():
                self._drop_extensions(value, (*path, key))


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _items(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
