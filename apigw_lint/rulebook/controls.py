"""Other tools' ids, and the families that they belong to."""

from __future__ import annotations

import re

FAMILIES = {
    "securityhub": r"APIGateway\.\d+",
    "controltower": r"CT\.APIGATEWAY\.PR\.\d+",
    "config": r"api-?gw[a-z0-9-]+|apigateway(?:v2)?-[a-z0-9-]+",
    "checkov": r"CKV2?_AWS_\d+",
    "cfn-lint": r"[EWI]\d{4}",
    "cfn_nag": r"[WF]\d{1,3}",
    "cfn-guard": r"API_GW[A-Z0-9_]+",
    "cdk-nag": r"(?:AwsSolutions-)?APIG\d+",
    "kics": r"[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}(?:-[0-9a-f]{12})?",
    "prowler": r"apigateway(?:v2)?_[a-z0-9_]+",
    "serverless-rules": r"[EW]S\d{4}",
    "sonar": r"S\d{4}",
    "terrascan": r"AC_AWS_\d+",
    "tflint": r"aws_api_?gateway[a-z0-9_]+",
    "trivy": r"(?:AVD-)?AWS-\d{4}",
}


def family(control: str) -> str | None:
    """Which tool an id belongs to. `tool:id` says it; otherwise the form of the id does; None when that tells nothing."""
    tool, colon, _ = control.partition(":")
    if colon:
        return tool
    return next((name for name, form in FAMILIES.items() if re.fullmatch(form, control)), None)
