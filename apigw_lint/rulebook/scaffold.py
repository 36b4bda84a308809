"""A new page to begin with: a small rule that passes its own test, to be written over."""

from __future__ import annotations

import os

from apigw_lint.rulebook.names import FORM, objection
from apigw_lint.rulebook.page import PageError

PAGE = """\
---
severity: warning
profile: default
each: Stage
require:
  name: {matches: "^[a-z]+$"}
message: "Stage '{stage.name}' is not named in lower-case letters."
---

# TITLE

Say in two to five sentences what goes wrong, and for whom.

## Examples

```yaml bad
Resources:
  Pets:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: pets
      ProtocolType: HTTP
  Prod:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Pets
      StageName: Prod-1  # <-- here
```

```yaml good
Resources:
  Pets:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: pets
      ProtocolType: HTTP
  Prod:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Pets
      StageName: prod
```

## Fix

Say what to write instead.
"""


def scaffold(folder: str, rule: str) -> str:
    """Write a page for a rule given as THEME/NAME into a folder of rules, and return its file. Raises PageError."""
    theme, _, name = rule.rpartition("/")
    file = os.path.join(folder, theme, f"{name}.md")
    if not theme or not FORM.match(f"{theme}-x"):
        raise PageError(file, 1, f"a rule is named THEME/NAME, like stage/access-log-missing, not `{rule}`")
    if why := objection(name):
        raise PageError(file, 1, why)
    if os.path.exists(file):
        raise PageError(file, 1, "is there already")
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(PAGE.replace("TITLE", name.replace("-", " ").capitalize()))
    return file
