"""What a team has settled for its project."""

from __future__ import annotations

from apigw_lint.settings.settings import Exemption, Override, Settings

__all__ = ["Exemption", "Override", "Settings"]
