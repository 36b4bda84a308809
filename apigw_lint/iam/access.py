"""The questions: who gets in, from where, and which statements matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.iam import query
from apigw_lint.iam.answer import ACCOUNT, Answer
from apigw_lint.iam.caller import Caller
from apigw_lint.iam.environment import Environment, Route, identify
from apigw_lint.iam.grammar import read
from apigw_lint.iam.inquiry import Inquiry
from apigw_lint.iam.query import Query, Watch
from apigw_lint.iam.request import Decision, Request, completed, decide_all
from apigw_lint.iam.solver import Goal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from apigw_lint.iam.statement import Policy

_STRANGERS = {None: query.stranger, "anonymous": query.anonymous, "signed": query.signed_stranger}
_WHO = {None: query.anyone, "anonymous": query.anonymous, "signed": query.signed, "stranger": query.stranger}


class Access:
    """What a resource policy lets through, alone or with the policies that a request must pass besides.

    `document` is the API's resource policy, `endpoint_policy` that of the VPC endpoint on the way, `domain_policy` that
    of a private custom domain name. Statement indexes are those of `document`.
    """

    def __init__(
        self,
        document: Any,
        environment: Environment | None = None,
        *,
        endpoint_policy: Any = None,
        domain_policy: Any = None,
    ) -> None:
        self.environment = environment or Environment()
        others = ((endpoint_policy, "endpoint"), (domain_policy, "domain"))
        documents = [(document, "api"), *((one, kind) for one, kind in others if one is not None)]
        self.policies = [read(one, None, kind) for one, kind in documents]
        self.identity = identify(self.environment, self.policies)
        if not all(policy.resolved for policy in self.policies):
            self.policies = [read(one, self.identity.names, kind) for one, kind in documents]
        self._inquiry = Inquiry(self.policies, self.environment, self.identity)

    @property
    def policy(self) -> Policy:
        """The resource policy itself, with the faults of its form."""
        return self.policies[0]

    # One request

    def request(self, method: str, path: str, stage: str, caller: str = "anonymous", **context: Any) -> Request:
        """A request to this API; keys of the context that are not given are not known.

        `caller` is `anonymous` or an ARN; keywords are names of `aws:` keys without the prefix: `SourceVpce="vpce-1"`.
        """
        arn = f"{self.identity.prefix}{stage}/{method.upper()}/{path.lstrip('/')}"
        given = {key if ":" in key else f"aws:{key}": value for key, value in context.items()}
        return completed(Request(Caller.of(caller), arn, given), self.environment)

    def decide(self, asked: Request) -> Decision:
        """What the policies say about one request."""
        return decide_all(self.policies, asked, self.identity)

    # Who gets in

    def allows_any(self) -> Answer:
        """Is any request allowed?"""
        return self._inquiry.ask(Query())

    def anonymous(self) -> Answer:
        """Is any unsigned request allowed?"""
        return self._inquiry.ask(Query(query.anonymous))

    def own_account(self) -> Answer:
        """Is any signed request from the account of the API allowed?"""
        return self._by_account(lambda own: Query(query.of_account(own, own=True)))

    def cross_account(self, account: str | None = None) -> Answer:
        """Is any signed request from another account allowed, or from this one?"""
        if account:
            return self._inquiry.ask(Query(query.of_account(account), watched=query.in_account(account)))
        return self._by_account(lambda own: Query(query.not_of_account(own)))

    def organisation(self, organisation: str) -> Answer:
        """Is a caller of this organisation allowed though neither it nor its account is named?"""
        return self._inquiry.ask(Query(lambda caller: caller.stranger, watched=query.in_organisation(organisation)))

    def public(self, who: str | None = None, route: Route | None = None, allow: int | None = None) -> Answer:
        """Is a caller allowed of whom nothing is named, from most of the internet or through any VPC endpoint?

        `who` is anonymous or signed, `route` the method that is called, `allow` the one Allow statement that may count.
        """
        goal = Goal({}, allow=None if allow is None else frozenset({allow}), route=route)
        return self._inquiry.ask(Query(_STRANGERS[who], query.unnamed_stranger, goal, wide=True))

    # From where

    def private_open(self, who: str | None = None, route: Route | None = None, *, everywhere: bool = False) -> Answer:
        """Is a request allowed through a VPC endpoint that nobody named? No request to a public API is one.

        `who` is anonymous, signed or stranger (nobody named), `route` the method that is called; with `everywhere`, no
        private address may be shut out, unless none of its IP version gets in.
        """
        classes = query.unnamed_stranger if who == "stranger" else query.unnamed_network
        goal = Goal({}, route=route)
        return self._inquiry.ask(Query(_WHO[who], classes, goal, only="PRIVATE", everywhere=everywhere))

    def private_open_anonymous(self) -> Answer:
        """Is an unsigned request allowed through a VPC endpoint that nobody named?"""
        return self._inquiry.ask(Query(query.anonymous, query.unnamed_network, only="PRIVATE"))

    def outside(self, *, vpc: str | Iterable[str] = (), vpce: str | Iterable[str] = ()) -> Answer:
        """Is a request allowed that comes through none of these VPCs and none of these VPC endpoints?"""
        return self._inquiry.ask(Query(watched=query.networks(vpc, vpce, passing=False)))

    def via(self, *, vpc: str | Iterable[str] = (), vpce: str | Iterable[str] = ()) -> Answer:
        """Is a request allowed that comes through one of these VPCs, and one of these VPC endpoints?"""
        return self._inquiry.ask(Query(watched=query.networks(vpc, vpce, passing=True), only="PRIVATE"))

    def not_from_ip(self, *ranges: str, key: str | None = None) -> Answer:
        """Is a request allowed from an address outside these ranges? `key` is aws:VpcSourceIp for private APIs."""
        key = key or ("aws:VpcSourceIp" if self.environment.endpoint_type == "PRIVATE" else "aws:SourceIp")
        return self._inquiry.ask(Query(watched=(Watch(key, "IpAddress", ranges, passing=False),)))

    # Which statements matter

    def statement_live(self, index: int, route: Route | None = None) -> Answer:
        """Does this statement apply to any request at all, whatever the others say? `route` is the method that is called."""
        denials = frozenset((which, s.index) for which, policy in enumerate(self.policies) for s in policy.statements)
        goal = Goal({}, ignored=denials, inside=frozenset({(0, index)}), route=route, unopposed=True)
        return self._inquiry.ask(Query(goal=goal, statement=index))

    def resource_live(self, index: int, at: int | None = None) -> bool:
        """Does this entry of the statement's resources cover any operation of the API, or may it?"""
        resource = self.policy.statements[index].resource
        resources = self._inquiry.solver()[0].space.resources
        return any(entry.at == at and resources.matches(entry.text) for entry in (resource.entries if resource else ()))

    def allow_live(self, index: int) -> Answer:
        """Does this Allow allow any request in the end?"""
        return self._inquiry.ask(Query(goal=Goal({}, allow=frozenset({index}))))

    def deny_effective(self, index: int) -> Answer:
        """Does this Deny refuse any request that would be allowed without it?"""
        place = frozenset({(0, index)})
        return self._inquiry.ask(Query(goal=Goal({}, ignored=place, inside=place), statement=index))

    # One method

    def method_reachable(self, verb: str, path: str, who: str | None = None) -> Answer:
        """Do the policies allow a call of this method? `who` is anonymous, own, other (both signed) or an account id."""
        return self._by(who, Goal({}, route=Route(verb, path)))

    def method_undenied(self, verb: str, path: str, who: str | None = None) -> Answer:
        """Is there a call of this method that no Deny refuses? `who` as above."""
        return self._by(who, Goal({}, route=Route(verb, path), unopposed=True))

    def _by(self, who: str | None, goal: Goal) -> Answer:
        if who == "own":
            return self._by_account(lambda own: Query(query.of_account(own, own=True), goal=goal))
        if who == "other":
            return self._by_account(lambda own: Query(query.not_of_account(own), goal=goal))
        if who and who != "anonymous":
            return self._inquiry.ask(Query(query.of_account(who), goal=goal, watched=query.in_account(who)))
        return self._inquiry.ask(Query(query.anonymous if who else query.anyone, goal=goal))

    def _by_account(self, asked: Callable[[str], Query]) -> Answer:
        """The answer for the account of the API; where that is not known, for each that it may be."""
        own = [self.identity.account]
        if not self.identity.account_known:
            callers = [one.value for one in self._inquiry.solver()[0].space.dimensions[0].classes]
            own += [caller.account for caller in callers if caller.account and not caller.stranger]
        answers = [self._inquiry.ask(asked(account)) for account in dict.fromkeys(own)]
        if len({answer.verdict for answer in answers}) == 1:
            return answers[0]
        return Answer("maybe", next((answer.witness for answer in answers if answer.witness), None), ACCOUNT)
