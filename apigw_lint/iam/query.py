"""What a question asks for: which callers, which values, and how the statements are to be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.iam import keys, operators
from apigw_lint.iam.caller import Caller, names_one
from apigw_lint.iam.dimension import GIVEN, Class
from apigw_lint.iam.solver import Goal
from apigw_lint.iam.statement import Entry, Test
from apigw_lint.iam.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from apigw_lint.iam.truth import Truth

_PERSONAL = ("aws:principalorgid", "aws:principalorgpaths", "aws:userid", "aws:username")


class Watch(NamedTuple):
    """A distinction that a question makes: a test that requests must pass, must fail, or need only be told apart by."""

    key: str
    operator: str
    values: tuple[str, ...]
    passing: bool | None

    def test(self) -> Test:
        """The same as a test of a policy."""
        values = tuple(Entry(Text.of(value)) for value in self.values)
        return Test(self.operator, operators.parse(self.operator), self.key, values)


def anyone(_: Caller) -> Truth:
    """Every caller."""
    return True


def any_class(_key: str, _one: Class) -> Truth:
    """Every value of every key."""
    return True


class Query(NamedTuple):
    """A question before it meets a space.

    `caller` and `classes` choose callers and values of keys, `goal` says how the statements are used, `statement` keeps
    to the requests that this one applies to, `only` to one endpoint type. With `wide` the requests must come from most of
    the internet, with `everywhere` from all private addresses, of one version at least.
    """

    caller: Callable[[Caller], Truth] = anyone
    classes: Callable[[str, Class], Truth] = any_class
    goal: Goal = Goal({})
    watched: tuple[Watch, ...] = ()
    statement: int | None = None
    only: str | None = None
    wide: bool = False
    everywhere: bool = False


def anonymous(caller: Caller) -> Truth:
    """Unsigned callers."""
    return caller.kind == "anonymous"


def signed(caller: Caller) -> Truth:
    """Signed callers."""
    return caller.signed


def signed_stranger(caller: Caller) -> Truth:
    """Signed callers of whom nothing is named."""
    return caller.stranger


def stranger(caller: Caller) -> Truth:
    """Unsigned callers and signed ones of whom nothing is named."""
    return caller.kind == "anonymous" or caller.stranger


def of_account(account: str, *, own: bool = False) -> Callable[[Caller], Truth]:
    """Signed callers of this account; `own` if it is that of the API, where the resources of its template live."""

    def wanted(caller: Caller) -> Truth:
        if not caller.signed or caller.account:
            return caller.signed and caller.account == account
        return True if own and _of_template(caller) else None

    return wanted


def not_of_account(account: str) -> Callable[[Caller], Truth]:
    """Signed callers of any account but that of the API."""

    def wanted(caller: Caller) -> Truth:
        if not caller.signed or caller.account:
            return caller.signed and caller.account != account
        return False if _of_template(caller) else None

    return wanted


def _of_template(caller: Caller) -> bool:
    """Whether the caller is a resource of the API's own template."""
    return caller.token is not None and not caller.of_account and names_one(caller.token)


def unnamed_network(key: str, one: Class) -> Truth:
    """Requests from a VPC and a VPC endpoint that nobody named, and of an origin that nobody named."""
    found = keys.find(key)
    doubtful = found is not None and found.presence == "doubtful" and found.type in ("string", "arn")
    return one.fresh or not (doubtful or key in keys.NETWORK)


def unnamed_stranger(key: str, one: Class) -> Truth:
    """The same, of callers of whom no organisation, id or name is named."""
    return unnamed_network(key, one) and (one.fresh or one.tag != GIVEN or key not in _PERSONAL)


def in_account(account: str) -> tuple[Watch, ...]:
    """Callers of this account are told apart from others."""
    return (Watch("aws:PrincipalAccount", "StringEquals", (account,), None),)


def in_organisation(organisation: str) -> tuple[Watch, ...]:
    """Callers of this organisation."""
    return (Watch("aws:PrincipalOrgID", "StringEquals", (organisation,), True),)


def networks(vpc: Iterable[str], vpce: Iterable[str], *, passing: bool) -> tuple[Watch, ...]:
    """Requests from these VPCs and these VPC endpoints, or from none of them."""
    named = (("aws:SourceVpc", vpc), ("aws:SourceVpce", vpce))
    lists = ((key, (ids,) if isinstance(ids, str) else tuple(ids)) for key, ids in named)
    return tuple(Watch(key, "StringEquals", ids, passing) for key, ids in lists if ids)
