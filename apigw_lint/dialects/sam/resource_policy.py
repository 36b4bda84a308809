"""The statements that SAM's ResourcePolicy stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.sam.draft import Draft, given
from apigw_lint.dialects.sam.event import ANY, word
from apigw_lint.dialects.sam.nodes import copied, made, put
from apigw_lint.dialects.sam.operation import entries, raw
from apigw_lint.dialects.view import View
from apigw_lint.model.sam import SamApi, SamVpcEntry
from apigw_lint.source.node import Node
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.sam import SamEvent
    from apigw_lint.source.place import Place

POLICY = "x-amazon-apigateway-policy"
ACCOUNTS = {"AwsAccountWhitelist": "Allow", "AwsAccountBlacklist": "Deny"}
ADDRESSES = {"IpRangeWhitelist": "NotIpAddress", "IpRangeBlacklist": "IpAddress"}
NETWORKS = {
    "StringEquals": ("SourceVpcBlacklist", "IntrinsicVpcBlacklist", "IntrinsicVpceBlacklist"),
    "StringNotEquals": ("SourceVpcWhitelist", "IntrinsicVpcWhitelist", "IntrinsicVpceWhitelist"),
}
VARIABLE = Pattern(r"{[a-zA-Z0-9._-]+\+?}")


def starred(path: str) -> str:
    """A path with `*` for its variables, the form that permissions and policies have."""
    return VARIABLE.sub("*", path)


class Shorthand:
    """ResourcePolicy of an API or an event, for some paths of a draft."""

    def __init__(self, draft: Draft, view: View, stage: Node, paths: list[str]) -> None:
        self.view = view
        self.statements: list[Node] = []
        self._resources = [
            (verb, path)
            for path in paths
            for verb in ("*" if key in (ANY, "any") else key.upper() for key in draft.verbs(path))
        ]
        self._stage = stage
        self._opened = False

    @property
    def known(self) -> bool:
        """Whether every entry is read; an intrinsic among the plain VPC lists is refused by SAM."""
        lists = [self.view[name] for name, *_ in NETWORKS.values()]
        return self.view.known and all(one.known and all(word(entry) for entry in one.elements()) for one in lists)

    def expand(self) -> list[Node]:
        """The statements, each standing at the entry that asks for it."""
        if self._resources:
            for name, effect in ACCOUNTS.items():
                self._accounts(name, effect)
            for name, operator in ADDRESSES.items():
                if given(self.view[name]):
                    self._pair(self.view[name].key_place, operator, {"aws:SourceIp": self._entries(name)})
            for operator, names in NETWORKS.items():
                self._networks(operator, *names)
        custom = raw(self.view, "CustomStatements")
        return [*self.statements, *(custom.elements() if custom.is_list else [custom] if custom.is_map else [])]

    def _accounts(self, name: str, effect: str) -> None:
        if given(self.view[name]):
            at = self.view[name].key_place
            self._add(at, Effect=effect, Principal={"AWS": self._entries(name)})

    def _networks(self, operator: str, plain: str, vpcs: str, endpoints: str) -> None:
        tests: dict[str, list[Node]] = {}
        for entry in entries(self.view, plain):
            text = word(View(self.view.scope, entry)) or ""
            key = "aws:SourceVpce" if text.startswith("vpce-") else "aws:SourceVpc" if text.startswith("vpc-") else None
            if key:
                tests.setdefault(key, []).append(entry)
        for name, key in ((vpcs, "aws:SourceVpc"), (endpoints, "aws:SourceVpce")):
            if given(self.view[name]):
                tests.setdefault(key, []).extend(entries(self.view, name))
        if any(tests.values()):
            at = next(self.view[name].key_place for name in (plain, vpcs, endpoints) if given(self.view[name]))
            self._pair(at, operator, tests)

    def _pair(self, at: Place, operator: str, tests: dict[str, Any]) -> None:
        """Allow everyone, once, and deny whom the test catches."""
        if not self._opened:
            self._add(at, Effect="Allow", Principal="*")
            self._opened = True
        self._add(at, Effect="Deny", Principal="*", Condition={operator: tests})

    def _add(self, at: Place, **parts: Any) -> None:
        resources = [
            {"Fn::Sub": [f"execute-api:/${{__Stage__}}/{verb}{starred(path)}", {"__Stage__": self._stage}]}
            for verb, path in self._resources
        ]
        self.statements.append(made(at, {**parts, "Action": "execute-api:Invoke", "Resource": resources}))

    def _entries(self, name: str) -> Any:
        node = raw(self.view, name)
        several = isinstance(self.view[name].value(), list) or (node.is_list and not node.tag)
        return node if several else [node]


def no_text(scope: Scope, node: Node) -> bool:
    """Whether SAM finds no text here but a function, well spelt or not; references to parameters it has replaced by their values."""
    call = functions.call(node)
    if call is not None:
        return not (call[0] == "Ref" and (call[1].text or "") in scope.root["Parameters"])
    return node.is_map or node.is_list


def attach(draft: Draft, shorthand: Shorthand) -> None:
    """Add what a shorthand stands for to the policy of a draft."""
    statements = shorthand.expand()
    if not statements:
        return
    at = shorthand.view.key_place
    there = draft.root[POLICY]
    document = copied(there) if there.is_map else made(at, {"Version": "2012-10-17"})
    old = document["Statement"]
    before = old.elements() if old.is_list else [old] if old.is_map else []
    put(document, "Statement", Node([*before, *statements], at.document, at.start, at.end), at)
    put(draft.root, POLICY, document, at)


def document(owner: SamApi | SamEvent, view: View) -> None:
    """Note a policy document in the place of SAM's own lists: SAM looks for no `Statement`."""
    statement = view["Statement"]
    if statement.is_list or statement.is_map:
        owner.policy_dropped = True
        owner.places["policy_dropped"] = statement.key_place


def vpc_entries(owner: SamApi, view: View) -> None:
    """The entries of the two lists that SAM sorts by their prefix."""
    for name, *_ in NETWORKS.values():
        for entry in entries(view, name):
            one = View(view.scope, entry)
            found = SamVpcEntry(one.place, name, intrinsic=no_text(one.scope, entry))
            found.value = one.text()
            found.places["value"] = one.place
            found.within(owner)
            owner.vpc_entries.append(found)
