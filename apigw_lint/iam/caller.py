"""Who sends a request, and whether a Principal element names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigw_lint.iam.truth import Truth, negate, some
from apigw_lint.model.value import Reference
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.iam.statement import Element, Entry
    from apigw_lint.iam.text import Text

ACCOUNT = Pattern(r"[0-9]{12}", re.ASCII)
ROOT = Pattern(r"arn:[a-z-]+:iam::([0-9]{12}):root", re.ASCII)
IDENTITY = Pattern(r"arn:[a-z-]+:iam::([0-9]{12}):(role|user)/[^*?]+", re.ASCII)
SESSION = Pattern(r"arn:([a-z-]+):sts::([0-9]{12}):assumed-role/([^/*?]+)/([^*?]+)", re.ASCII)
FEDERATED = Pattern(r"arn:[a-z-]+:sts::([0-9]{12}):federated-user/[^*?]+", re.ASCII)


class Caller:
    """A caller of one `kind`: anonymous, service, role, user, root, or unknown for one that an unresolved text names.

    `fresh` says that the policy does not name this very principal, `stranger` that it does not name its account either.
    `account` is empty where nobody knows it. A session's `arn` is that of its role, as in aws:PrincipalArn. `token` is the
    text that names an unknown caller, or the account of one if `of_account`.
    """

    __slots__ = ("account", "arn", "fresh", "kind", "of_account", "service", "session", "stranger", "token")

    def __init__(self, kind: str, arn: str = "", account: str = "", *, session: str = "", service: str = "") -> None:
        self.kind = kind
        self.arn = arn
        self.account = account
        self.session = session
        self.service = service
        self.token: Text | None = None
        self.of_account = False
        self.fresh = False
        self.stranger = False

    @classmethod
    def of(cls, name: str) -> Caller:
        """The caller of this name: `anonymous`, an ARN, or a service such as events.amazonaws.com."""
        if name == "anonymous":
            return cls("anonymous")
        if session := SESSION.fullmatch(name):
            role = f"arn:{session[1]}:iam::{session[2]}:role/{session[3]}"
            return cls("role", role, session[2], session=name)
        if name.endswith((".amazonaws.com", ".amazonaws.com.cn")):
            return cls("service", service=name)
        kind = "role" if ":role/" in name else "root" if name.endswith(":root") else "user"
        return cls(kind, name, (name.split(":") + [""] * 5)[4])

    @classmethod
    def named_by(cls, text: Text, *, of_account: bool = False) -> Caller:
        """The caller, or some caller of the account, that an unresolved text of the policy names."""
        head = re.match(r"arn:[a-z-]+:(?:iam|sts)::([0-9]{12}):", str(text))
        caller = cls("unknown", account=head[1] if head else "")
        caller.token = text
        caller.of_account = of_account
        return caller

    @property
    def signed(self) -> bool:
        """Whether the request carries a signature of IAM."""
        return self.kind not in ("anonymous", "service")

    def __str__(self) -> str:
        if self.kind == "anonymous":
            return "anonymous"
        return self.session or self.arn or self.service or str(self.token)


def named(principal: Element, caller: Caller) -> Truth:
    """Whether the Principal or NotPrincipal element applies to the caller."""
    result = some(_named_by(entry, caller) for entry in principal.entries)
    if principal.open and result is False:
        result = None
    return negate(result) if principal.negated else result


def _named_by(entry: Entry, caller: Caller) -> Truth:
    text = entry.text
    if entry.kind == "Service":
        return text.equals(caller.service) if caller.kind == "service" else False
    if entry.kind != "AWS":
        return False
    if text.literal == "*":
        return True
    if text.same(caller.token):
        return True
    if text.literal is None:
        return _may_name(text, caller)
    return _is(text.literal, caller)


def _is(name: str, caller: Caller) -> Truth:
    """An account id and the root ARN name every principal of the account; a role's ARN names its sessions too."""
    if not caller.signed:
        return False
    root = ROOT.fullmatch(name)
    account = root[1] if root else name if ACCOUNT.fullmatch(name) else None
    if account:
        return caller.account == account if caller.account else None
    if caller.token:
        return False if not caller.of_account and caller.token.equals(name) is False else None
    return name in (caller.arn, caller.session)


def _may_name(text: Text, caller: Caller) -> Truth:
    """Whether an unresolved text could be one of the names that the caller goes by."""
    names = [] if text.constant else ["*"]
    if caller.token and not caller.account:
        return None
    if caller.signed and not caller.stranger and not names_one(text):
        partition = caller.arn.split(":")[1] if caller.arn else "aws"
        names += [caller.account, f"arn:{partition}:iam::{caller.account}:root"]
    if caller.token:
        return None
    if caller.signed and not caller.fresh:
        names += [caller.arn, caller.session]
    return None if any(name and text.equals(name) is not False for name in names) else False


def names_one(text: Text) -> bool:
    """Whether the text is an attribute of a resource, which is never an account."""
    only = text.pieces[0] if len(text.pieces) == 1 else None
    return isinstance(only, Reference) and only.plain and not only.atom
