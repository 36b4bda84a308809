"""Which limit holds for which route, and where it comes from.

A request passes the limits in this order: the usage plan's for the method, or else for the client; the stage's for the method or
route, or else the stage's default; the account's for the Region. The first one that is used up answers 429, so the tightest decides
[DG api-gateway-request-throttling].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.analysis.plan import covering
from apigw_lint.analysis.region import SMALL, region_of
from apigw_lint.analysis.setting import names, setting
from apigw_lint.model.value import UNKNOWN, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.model.api import Route
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import MethodSettings, Stage
    from apigw_lint.source.place import Place

PLAN, STAGE, ACCOUNT = "usage plan", "stage", "account"
USUAL, REDUCED = (10_000, 5_000), (2_500, 1_250)


class Limit(NamedTuple):
    """A rate in requests per second, or a burst in requests. `source` is one of PLAN, STAGE and ACCOUNT.

    `place` is where the number is written; None for the account's.
    """

    value: Any
    source: str
    place: Place | None


class Throttle(NamedTuple):
    """The limits that a request to one route passes, in the order of API Gateway; the account's is the last of each."""

    rates: list[Limit]
    bursts: list[Limit]

    @property
    def rate(self) -> Limit:
        return tightest(self.rates)

    @property
    def burst(self) -> Limit:
        return tightest(self.bursts)


def tightest(limits: Iterable[Limit]) -> Limit:
    """The limit that is used up first. Raises Undetermined when one of them is unknown."""
    return min(limits, key=lambda limit: limit.value)


def quota(stack: Stack) -> tuple[int, int]:
    """The account's rate and burst in the stack's Region; the larger numbers where the Region is not known [DG limits]."""
    region = region_of(stack)
    return REDUCED if isinstance(region, str) and region in SMALL else USUAL


def shown(most: int, stack: Stack) -> str:
    """The account's number as a message says it, with the Region when that is known."""
    region = region_of(stack)
    return f"{most:,} in {region}" if isinstance(region, str) else f"{most:,}"


def effective(stage: Stage, route: Route) -> Throttle:
    """The limits for a route on a stage. Those of usage plans count when the route asks for a key and every plan has one."""
    found = Throttle([], [])
    for limits, field in ((found.rates, "rate"), (found.bursts, "burst")):
        planned = _planned(stage, route, field) if route.api_key_required else []
        if planned:
            limits.append(max(planned, key=lambda limit: limit.value))
        value, place = setting(stage, route, field)
        if value is not None:
            limits.append(Limit(value, STAGE, place))
    rate, burst = quota(stage.stack)
    found.rates.append(Limit(rate, ACCOUNT, None))
    found.bursts.append(Limit(burst, ACCOUNT, None))
    return found


def _planned(stage: Stage, route: Route, field: str) -> list[Limit]:
    """What each usage plan of the stage allows its clients on a route; nothing when one of them sets no limit."""
    found = []
    for plan, covered in covering(stage):
        own = next((one for one in covered.limits if getattr(one, field) is not None and names(one, route)), None)
        limited: Any = own or plan
        value = getattr(limited, field)
        if value is None:
            return []
        found.append(Limit(value, PLAN, limited.at(field)))
    return found


def is_unbounded(stage: Stage) -> bool:
    """Whether some route of the stage has no rate limit but the account's. Raises Undetermined when that cannot be known."""
    if not stage.settings_known:
        raise Undetermined
    if any(one.is_default is UNKNOWN for one in stage.method_settings):
        raise Undetermined
    default = stage.default_settings
    if default is not None and default.rate is not None:
        return False
    api = stage.api
    if not (_limited(stage.method_settings) or any(covering(stage))):
        return True
    if api is None or not api.routes_known:
        raise Undetermined
    routes = [route for route in api.routes if not route.is_preflight]
    return not routes or any(effective(stage, route).rates[0].source == ACCOUNT for route in routes)


def _limited(settings: Iterable[MethodSettings]) -> bool:
    return any(one.rate is not None for one in settings)
