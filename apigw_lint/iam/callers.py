"""The callers that the policies can tell apart, as a dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.iam.automaton import DIGIT, WORD, Automaton, Chars, Item, Row, at_least_one, literal
from apigw_lint.iam.caller import ACCOUNT, FEDERATED, IDENTITY, ROOT, SESSION, Caller, named
from apigw_lint.iam.condition import Value, holds
from apigw_lint.iam.dimension import Candidate, Dimension
from apigw_lint.iam.statement import Element, Policy, Test
from apigw_lint.iam.text import Text
from apigw_lint.iam.values import combinations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from apigw_lint.iam.environment import Identity
    from apigw_lint.iam.search import Budget
    from apigw_lint.iam.truth import Truth

KEYS = frozenset({"aws:principalarn", "aws:principalaccount"})
_NAME = Chars(WORD.chars | frozenset("+=,.@_-/"))
_STRANGERS = ("999988887777", "444433332222", "666655554444", "121234345656")


class Callers:
    """Collects who is named by the Principal elements and by the tests of aws:PrincipalArn and aws:PrincipalAccount."""

    def __init__(
        self, policies: Sequence[Policy], tests: Sequence[Test], identity: Identity, budget: Budget, *, users: bool
    ) -> None:
        self.budget = budget
        self.partition = identity.partition
        self.own = identity.account
        self.own_known = identity.account_known
        self.users = users
        self.exact = True
        self.tests = tests
        self.elements = [
            statement.principal
            for policy in policies
            for statement in policy.statements
            if statement.principal and not anybody(statement.principal)
        ]
        self.accounts: dict[str, None] = {}
        self.names: dict[str, None] = {}
        self.services: dict[str, None] = {}
        self.unresolved: list[Caller] = []
        for element in self.elements:
            for entry in element.entries:
                self._principal(entry.kind, entry.text)
        for test in tests:
            for text in test.texts:
                self._tested(test, text)

    def _principal(self, kind: str | None, text: Text) -> None:
        if kind == "Service" and text.literal:
            self.services[text.literal] = None
        elif kind == "AWS" and text.literal is None:
            self.unresolved.append(Caller.named_by(text))
        elif kind == "AWS" and text.literal:
            self._name(text.literal)

    def _name(self, name: str) -> None:
        if ACCOUNT.fullmatch(name):
            self.accounts[name] = None
        for form in (ROOT, IDENTITY, FEDERATED):
            if match := form.fullmatch(name):
                self.accounts[match[1]] = None
                if form is not ROOT:
                    self.names[name] = None
        if match := SESSION.fullmatch(name):
            self.accounts[match[2]] = None
            self.names[name] = None

    def _tested(self, test: Test, text: Text) -> None:
        if text.literal is None:
            if not text.varying:
                self.unresolved.append(Caller.named_by(text, of_account=test.key == "aws:principalaccount"))
            return
        self._name(text.literal)
        if test.key == "aws:principalarn" and ROOT.fullmatch(text.literal):
            self.names[text.literal] = None
        head = text.literal.split(":")[4:5]
        if head and ACCOUNT.fullmatch(head[0]):
            self.accounts[head[0]] = None

    def dimension(self) -> Dimension:
        """All callers that differ, the most readable ones first."""

        def judge(test: Element | Test, caller: Caller) -> Truth:
            return named(test, caller) if isinstance(test, Element) else holds(test, _value(test.key, caller))

        def kin(caller: Caller) -> Any:
            return caller.stranger, caller.account if not self.own_known else caller.account == self.own

        return Dimension("caller", [*self.elements, *self.tests], self.candidates(), judge, kin)

    def candidates(self) -> Iterator[Candidate]:
        """Callers of which every class has at least one."""
        callers = [Caller("anonymous")]
        stranger = next(account for account in _STRANGERS if account not in self.accounts)
        accounts = [*dict.fromkeys((self.own, stranger, *self.accounts))]
        arns = [f"arn:{self.partition}:iam::{account}:role/AnyRole" for account in accounts]
        if self.users:
            arns += [arn.replace("role/AnyRole", "user/anyone") for arn in arns]
        arns += self.names
        if any(text.wild or text.varying or not text.known for test in self.tests for text in test.texts):
            arns += self._combinations()
        callers += [Caller.of(arn) for arn in dict.fromkeys(arns)]
        callers += [Caller("service", service=service) for service in self.services]
        callers += self.unresolved
        for caller in callers:
            caller.fresh = caller.signed and not caller.token and str(caller) not in self.names
            caller.stranger = caller.fresh and caller.account != self.own and caller.account not in self.accounts
            yield Candidate(caller, caller.kind, caller.fresh)

    def _combinations(self) -> list[str]:
        """An ARN for every set of names and patterns that some caller meets."""
        head = [*literal(f"arn:{self.partition}:iam::"), *[Item(DIGIT)] * 12, *literal(":")]
        tails = [literal("root"), *([*literal(kind), *at_least_one(_NAME)] for kind in ("role/", "user/"))]
        language = Automaton([*head, *tail] for tail in tails)
        groups: list[list[Row]] = [[self._anyone(self.own)], [self._anyone(account) for account in self.accounts]]
        groups.append([literal(name) for name in self.names])
        groups += [[self._row(name) for name in _known(element)] for element in self.elements]
        for test in self.tests:
            groups.append([self._tested_row(test, text) for text in test.texts if text.known])
            groups += [[self._tested_row(test, text)] for text in test.texts if not text.known]
        found, complete = combinations(language, [Automaton(rows) for rows in groups if rows], self.budget)
        self.exact = complete
        return found

    def _row(self, name: str) -> Row:
        root = ROOT.fullmatch(name)
        return self._anyone(root[1] if root else name) if root or ACCOUNT.fullmatch(name) else literal(name)

    def _anyone(self, account: str) -> Row:
        return Text((f"arn:{self.partition}:iam::{account}:*",)).row()

    def _tested_row(self, test: Test, text: Text) -> Row:
        wild = bool(test.operator and test.operator.wild)
        pattern = text if wild else text.exactly()
        if test.key == "aws:principalarn":
            return pattern.row(arn=wild and bool(test.operator and test.operator.family == "arn"))
        return Text((f"arn:{self.partition}:iam::", *pattern.pieces, ":*")).row()


def anybody(element: Element) -> bool:
    """Whether the element is plainly everybody."""
    return not element.negated and any(one.kind == "AWS" and one.text.literal == "*" for one in element.entries)


def _known(element: Element) -> list[str]:
    """The principals that the element spells out."""
    return [one.text.literal for one in element.entries if one.kind == "AWS" and one.text.literal is not None]


def _value(key: str, caller: Caller) -> Value | None:
    """What the caller's request has under aws:PrincipalArn or aws:PrincipalAccount."""
    if caller.kind == "anonymous":
        return Value("anonymous") if key == "aws:principalaccount" else None
    if caller.kind == "service":
        return None
    text = caller.account if key == "aws:principalaccount" else caller.arn
    if not text:
        return Value(None, token=caller.token if caller.of_account == (key == "aws:principalaccount") else None)
    return Value(text, fresh=caller.stranger if key == "aws:principalaccount" else caller.fresh)
