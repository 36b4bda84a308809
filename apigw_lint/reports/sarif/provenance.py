"""Which commit of which repository was judged, as far as the files of git say so."""

from __future__ import annotations

import os
import re
from typing import Any

ORIGIN = re.compile(r"^\[remote \"origin\"\]\s*$(?:\n[ \t]+.*$)*?\n[ \t]+url[ \t]*=[ \t]*(\S+)", re.MULTILINE)
SCP_FORM = re.compile(r"(?:\w[\w.-]*@)?([\w.-]+):(?!//)(.+)")
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def provenance(root: str) -> dict[str, Any] | None:
    """Repository, commit and branch; None without a repository or without a remote that has an address for others."""
    folder = _git_folder(root)
    common = os.path.join(folder, _read(folder, "commondir") or ".")
    origin = ORIGIN.search(_read(common, "config"))
    uri = _public(origin[1]) if origin else None
    if uri is None:
        return None
    known: dict[str, Any] = {"repositoryUri": uri}
    head = _read(folder, "HEAD")
    reference = head.removeprefix("ref: ")
    revision = head if reference == head else _read(common, reference) or _packed(common, reference)
    if COMMIT.fullmatch(revision):
        known["revisionId"] = revision
    if reference.startswith("refs/heads/"):
        known["branch"] = reference.removeprefix("refs/heads/")
    return {**known, "mappedTo": {"uriBaseId": "%SRCROOT%"}}


def _git_folder(root: str) -> str:
    """`.git`, or where it points to in a further work tree."""
    pointer = _read(root, ".git")
    return os.path.join(root, pointer.removeprefix("gitdir: ") if pointer else ".git")


def _read(folder: str, name: str) -> str:
    """A small file's text, empty when there is none."""
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as stream:
            return stream.read().strip()
    except OSError:
        return ""


def _packed(folder: str, reference: str) -> str:
    found = re.search(rf"^([0-9a-f]+) {re.escape(reference)}$", _read(folder, "packed-refs"), re.MULTILINE)
    return found[1] if found else ""


def _public(url: str) -> str | None:
    """The address as a URI without name and password, which have no place in a report; None for a folder of this machine."""
    if match := re.fullmatch(r"(https?|ssh|git)://(?:[^/@]*@)?([^/@]+/.+)", url):
        return f"{match[1]}://{match[2]}"
    if (match := SCP_FORM.fullmatch(url)) and len(match[1]) > 1:
        return f"ssh://{match[1]}/{match[2].lstrip('/')}"
    return None
