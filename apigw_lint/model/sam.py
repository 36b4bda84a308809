"""SAM's own words, where a rule is about them and not about what they generate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route


class SamEvent(Element):
    """An event of a function that becomes a route. `type` is Api, HttpApi or WebSocket; `names_api`: it says which API it means."""

    type: str = ""
    api: Api | None = None
    route: Route | None = None
    names_api: bool = False
    authorizer_name: str | None = None
