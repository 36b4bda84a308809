"""Shelves of pages to try things with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MATTER = """\
severity: warning
each: Stage
require:
  tracing: true
message: "Stage '{stage.name}' is not traced."
"""
BODY = """\
# Stage without tracing

Slow calls cannot be followed.

## Examples

```yaml bad
one
two  # <-- here
```

```yaml good
one
```

## Fix

Set it. Then deploy.
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[..., str]:
    """Writes pages into a folder of rules: `shelf({"stage/trace-missing": matter})`, and gives the folder."""

    def write(matters: dict[str, str], body: str = BODY, folder: str = "rules") -> str:
        for name, matter in matters.items():
            file = tmp_path / folder / f"{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\n{matter}---\n\n{body}", encoding="utf-8")
        return str(tmp_path / folder)

    return write


@pytest.fixture
def matter() -> str:
    return MATTER
