"""AWS SAM templates into the model, as SAM's transform means them, every place kept."""

from __future__ import annotations

from apigw_lint.dialects.sam.read import read

__all__ = ["read"]
