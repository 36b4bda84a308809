"""A resource policy together with the API that it protects.

What is known of the API serves two ends. For what gets in, the stages and routes that are *declared* are enough: one that
an unread part adds only lets more in. For what never happens, *all* of them must be known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.iam import faults, keys
from apigw_lint.iam.access import Access
from apigw_lint.iam.authorizer import callable_by_somebody
from apigw_lint.iam.condition import holds
from apigw_lint.iam.environment import Environment, Route
from apigw_lint.iam.request import acts
from apigw_lint.model.value import UNKNOWN, Reference, Undetermined
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from apigw_lint.iam import statement as iam
    from apigw_lint.iam.answer import Answer
    from apigw_lint.model import api as model
    from apigw_lint.model.policy import Policy, Statement

    T = TypeVar("T")

STAGE = Pattern(r"(?:execute-api:|arn:[^/]*)/([^/*?]+)")


class Reading:
    """A policy and its API; `api` is None for a policy in a file of its own.

    `endpoint_type` is REGIONAL, EDGE, PRIVATE, or None when it is not known; `routes` are those of which verb and path are
    known, as `iam` sees them; `all_routes` says that there are some, and no others.
    """

    def __init__(self, policy: Policy, endpoint_type: str | None = None) -> None:
        self.policy = policy
        self.api: model.Api | None = policy.api
        self.endpoint_type = endpoint_type or (_known(self.api.endpoint_type) if self.api else None)
        self.routes = [(one, iam) for one in self.api.routes if (iam := as_route(one))] if self.api else []
        self.all_routes = bool(self.routes) and self._all_routes()
        self.stages = [one.name for one in self.api.stages if isinstance(one.name, str)] if self.api else []
        self.all = Access(policy.document, self._environment(whole=True))
        self._declared: Access | None = None
        self._answers: dict[Any, Any] = {}

    @property
    def declared(self) -> Access:
        """What the policy does for the stages and routes that are declared. Raises Undetermined when it treats stages
        differently and their names are not known."""
        if self._declared is None:
            unnamed = self.api is not None and len(self.stages) < len(self.api.stages)
            if unnamed and any(_names_stage(one) for one in self.all.policy.statements):
                raise Undetermined
            same = self._all_stages() and (self.all_routes or not self.routes)
            self._declared = self.all if same else Access(self.policy.document, self._environment(whole=False))
        return self._declared

    def once(self, key: Any, question: Callable[[], T]) -> T:
        """The answer to a question that several rules or elements put, worked out the first time."""
        if key not in self._answers:
            self._answers[key] = question()
        found: T = self._answers[key]
        return found

    @property
    def faulty(self) -> frozenset[int]:
        """The statements that are reported for their form."""
        return self.once("faulty", lambda: frozenset(one.statement for one in self.faults if one.statement is not None))

    @property
    def faults(self) -> list[iam.Fault]:
        """What is wrong with the form."""
        return self.once("faults", lambda: faults.examine(self.all.policy))

    @property
    def size(self) -> int:
        """Its length in characters, without the parts that only the deployment knows."""
        return faults.size(self.policy.document)

    def statement(self, element: Statement) -> iam.Statement:
        """What a statement of the model means."""
        return self.all.policy.statements[element.index]

    def element(self, index: int | None) -> Statement | None:
        """The statement of the model with this number; None for one that was not read."""
        return next((one for one in self.policy.statements if one.index == index), None)

    def is_of(self, auth: str) -> bool:
        """Whether the routes are known and every one that is no preflight is authorized so."""
        guarded = [one for _, one in self.routes if one.verb != "OPTIONS"] or [one for _, one in self.routes]
        return self.all_routes and bool(guarded) and all(one.auth == auth for one in guarded)

    def covered(self, index: int) -> list[tuple[model.Route, Route]]:
        """The routes that a statement applies to, or may apply to."""
        return [pair for pair in self.routes if self.all.statement_live(index, pair[1]).verdict != "no"]

    def is_invoke(self, index: int) -> bool:
        """Whether a statement speaks of calling the API; InvalidateCache and ManageConnections decide nothing about that."""
        action = self.all.policy.statements[index].action
        return action is None or acts(action) is not False

    def presence(self, key: str) -> str:
        """When requests have a condition key: always, never, sent, signed, constant or doubtful."""
        return keys.presence(key, self.endpoint_type or "REGIONAL")

    def holds_without(self, test: iam.Test) -> bool | None:
        """Whether a test holds for requests that lack its key; None when that cannot be told."""
        return holds(test, None)

    def callable(self, route: Route) -> Answer:
        """Whether anybody can call a method, its authorizer and the caller's own policies allowing what they can."""
        return self.once(("callable", route), lambda: callable_by_somebody(self.all, route))

    def _all_routes(self) -> bool:
        """Whether no other route can be."""
        return self.api is not None and self.api.routes_known and len(self.routes) == len(self.api.routes)

    def _all_stages(self) -> bool:
        """Whether no other stage can be."""
        api = self.api
        if api is None or api.standalone or api.exported or not api.stack.complete:
            return False
        return bool(self.stages) and len(self.stages) == len(api.stages)

    def _environment(self, *, whole: bool) -> Environment:
        api = self.api
        routes = [one for _, one in self.routes] if self.all_routes or not whole else None
        return Environment(
            self.endpoint_type,
            dualstack=_dualstack(api),
            identity=_identity(api) if api else None,
            stages=self.stages if self._all_stages() or not whole else None,
            routes=routes,
        )


def as_route(route: model.Route) -> Route | None:
    """A route as `iam` sees it; None when its verb or path is not known."""
    if not isinstance(route.verb, str) or not isinstance(route.route_path, str):
        return None
    return Route(route.verb, route.route_path, "NONE" if route.auth is None else _known(route.auth))


def _names_stage(statement: iam.Statement) -> bool:
    entries = statement.resource.entries if statement.resource else ()
    return statement.effect == "Deny" and any(STAGE.match(str(one.text)) for one in entries)


def _identity(api: model.Api) -> dict[str, Any]:
    region = _known(api.stack.region) if api.stack else None
    return {"region": region, "api": Reference(api.label, plain=True) if not api.standalone else None}


def _dualstack(api: model.Api | None) -> bool | None:
    """Public REST APIs answer on IPv4 alone unless they say otherwise [DG api-gateway-ip-address-type]."""
    if api is None or api.standalone or api.ip_address_type is UNKNOWN:
        return None
    return isinstance(api.ip_address_type, str) and api.ip_address_type == "dualstack"


def _known(value: Any) -> str | None:
    return value if isinstance(value, str) else None
