"""The naming law: `<thing>-<part>-<fault>`, the fault last and from a closed list."""

from __future__ import annotations

from apigw_lint.source.pattern import Pattern

LONGEST = 34  # letters, hyphens included: a longer name does not fit beside its place in a terminal
FAULTS = (
    "missing",
    "unused",
    "unknown",
    "undefined",
    "duplicate",
    "conflicting",
    "public",
    "wildcard",
    "plaintext",
    "unbounded",
    "unrestricted",
    "excessive",
    "mismatched",
    "deprecated",
    "ignored",
    "unreachable",
    "invalid",
    "weak",
    "disabled",
    "stale",
    "cross-region",
)
FORM = Pattern(r"[a-z]+(?:-[a-z]+)+\Z")
FAULT = Pattern(rf"-(?:{'|'.join(FAULTS)})\Z")


def objection(name: str) -> str | None:
    """What the law has against a name; None when it is fine."""
    if not FORM.match(name):
        return f"`{name}` is no rule name: lower-case words joined by hyphens, without numbers"
    if len(name) > LONGEST:
        return f"`{name}` has {len(name)} letters; a rule name has at most {LONGEST}"
    if not FAULT.search(name):
        return f"`{name}` must end with its fault, one of {', '.join(FAULTS)}"
    return None
