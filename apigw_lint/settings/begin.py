"""A settings file to begin with."""

from __future__ import annotations

import os

from apigw_lint.settings.file import OWN, SettingsError

BEGINNING = """\
# Settings of apigw-lint for this folder and those below it. What is commented out is as if it were not written.

# profile = "strict"             # the default profile is quiet; strict adds hardening and advice
# select = ["securityhub"]       # rules, themes or other tools' ids, in place of the profile
# ignore = ["stage-tracing-disabled"]
# fail-on = "warning"            # the least severity that makes the exit code 1: error, warning, note or none
# exclude = ["vendor/", "**/generated/*.yaml"]
# rules = ["api-rules"]          # folders with rules of your own
# region = "eu-west-1"           # where it is deployed to
# public-paths = ["/health"]     # paths of APIs that may be open to everybody
# integration-timeout-quota = 60000  # milliseconds, if yours is raised
# validate = ["cfn-lint", "openapi"]  # other judges to be asked as well; "cfn-lint:all" speaks of other services too
# require-reason = true          # an ignore comment must say why
# read-suppressions = ["checkov"]    # cfn_nag, checkov, cfn-lint: what quietens them quietens the same rules here

# [parameters]                   # values of template parameters
# Stage = "prod"

# [[overrides]]                  # other rules for some files; later ones win
# files = ["examples/"]
# ignore = ["access-log-missing"]

# [[ignores]]                    # findings that are accepted
# files = ["template.yaml"]
# pointer = "/Resources/Legacy"
# rules = ["cors-preflight-missing"]
# reason = "Is replaced in the summer."
"""


def write(folder: str = ".") -> str:
    """Write a settings file into a folder, and say so. Raises SettingsError when there is one already."""
    file = os.path.normpath(os.path.join(folder, OWN))
    try:
        with open(file, "x", encoding="utf-8", newline="\n") as stream:
            stream.write(BEGINNING)
    except FileExistsError:
        raise SettingsError(file, 1, "is there already") from None
    except OSError as error:
        raise SettingsError(file, 1, f"cannot be written: {error.strerror}") from None
    return f"Wrote {file}. Everything in it is commented out."
