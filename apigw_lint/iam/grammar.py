"""From a document to a policy: tolerant of anything, and exact about what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.iam import operators
from apigw_lint.iam.statement import Element, Entry, Fault, Policy, Statement, Test
from apigw_lint.iam.text import Text
from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSIONS = ("2012-10-17", "2008-10-17")
PRINCIPAL_KINDS = ("AWS", "Service", "Federated", "CanonicalUser")


def read(document: Any, names: Mapping[Reference, str] | None = None, resource_kind: str = "api") -> Policy:
    """The policy that a document of dicts, lists and scalars states; any value may be UNKNOWN or a Partial.

    `names` gives the text of references that are known after all: the region, account and id of the API itself.
    """
    reader = _Reader(names or {})
    statements = reader.statements(document)
    policy = Policy(statements, reader.faults, resource_kind)
    policy.resolved, policy.variables = reader.resolved, reader.variables
    return policy


class _Reader:
    """Collects the faults while it reads."""

    def __init__(self, names: Mapping[Reference, str]) -> None:
        self.names = names
        self.faults: list[Fault] = []
        self.statement: int | None = None
        self.variables = False
        self.resolved = True

    def fault(self, kind: str, element: str, value: Any = None, **where: Any) -> None:
        self.faults.append(Fault(kind, self.statement, element, value=value, **where))

    def statements(self, document: Any) -> list[Statement]:
        if not isinstance(document, dict):
            if _unresolved(document):
                return [self.unknown(0)]
            self.fault("document-type", "Statement", document)
            return []
        self.version(document)
        if "Statement" not in document:
            self.fault("statement-missing", "Statement")
        written = document.get("Statement", [])
        items = written if isinstance(written, list) else [written]
        return [self.read_statement(index, item) for index, item in enumerate(items)]

    def version(self, document: dict[str, Any]) -> None:
        version = document.get("Version", VERSIONS[1])
        if _unresolved(version):
            self.variables = True
            return
        self.variables = version == VERSIONS[0]
        if version not in VERSIONS:
            self.fault("version-invalid", "Version", version, hint=VERSIONS[0])

    def unknown(self, index: int) -> Statement:
        """A statement of which nothing is known."""
        statement = Statement(index, UNKNOWN)
        statement.doubtful = True
        return statement

    def read_statement(self, index: int, item: Any) -> Statement:
        self.statement = index
        if _unresolved(item):
            return self.unknown(index)
        statement = Statement(index, None)
        if not isinstance(item, dict):
            self.fault("statement-type", "Statement", item)
            statement.broken = True
            return statement
        statement.sid = item["Sid"] if isinstance(item.get("Sid"), str) else None
        statement.effect = self.effect(item)
        statement.principal = self.element(item, "Principal")
        statement.action = self.element(item, "Action")
        statement.resource = self.element(item, "Resource")
        statement.broken = None in (statement.principal, statement.action, statement.resource)
        self.condition(statement, item.get("Condition", {}))
        return statement

    def effect(self, item: dict[str, Any]) -> Any:
        if "Effect" not in item:
            self.fault("element-missing", "Effect")
            return None
        effect = item["Effect"]
        if _unresolved(effect):
            return UNKNOWN
        if effect in ("Allow", "Deny"):
            return effect
        hint = effect.capitalize() if isinstance(effect, str) and effect.capitalize() in ("Allow", "Deny") else None
        self.fault("effect-invalid", "Effect", effect, hint=hint)
        return None

    def element(self, item: dict[str, Any], name: str) -> Element | None:
        """Principal, Action or Resource in its plain or its Not- form."""
        written = [form for form in (name, f"Not{name}") if form in item]
        if not written:
            self.fault("element-missing", name)
            return None
        if len(written) > 1:
            self.fault("element-conflict", written[1])
        form, value = written[0], item[written[0]]
        entries = list(self.principals(form, value) if name == "Principal" else self.entries(form, value))
        return Element(form, tuple(entries), open=_open(value))

    def principals(self, form: str, value: Any) -> Iterator[Entry]:
        if not isinstance(value, dict):
            for entry in self.entries(form, value):
                if entry.text.literal not in (None, "*"):
                    self.fault("principal-text", form, entry.text.literal, at=entry.at)
                yield entry._replace(kind="AWS" if entry.text.literal in (None, "*") else "")
            return
        if not value:
            self.fault("principal-empty", form)
        for kind, names in value.items():
            if kind not in PRINCIPAL_KINDS:
                self.fault("principal-kind", form, kind, operator=str(kind))
            for entry in self.entries(form, names, operator=str(kind)):
                yield entry._replace(kind=str(kind))

    def entries(self, form: str, value: Any, **where: Any) -> Iterator[Entry]:
        """The values of a scalar or a list of scalars."""
        if isinstance(value, list) and not value:
            self.fault("list-empty", form, **where)
        items = enumerate(value) if isinstance(value, list) else ((None, value),)
        for at, item in items:
            if (
                isinstance(item, (dict, list))
                or item is None
                or (form != "Condition" and isinstance(item, (bool, float)))
            ):
                self.fault("value-type", form, item, at=at, **where)
                continue
            text = Text.of(item).filled(self.names)
            self.resolved = self.resolved and text.known
            if self.variables and form in ("Resource", "NotResource"):
                text = text.with_variables()
            yield Entry(text, at)

    def condition(self, statement: Statement, condition: Any) -> None:
        if _unresolved(condition):
            statement.doubtful = True
        elif not isinstance(condition, dict):
            self.fault("condition-type", "Condition", condition)
        else:
            for name, keys in condition.items():
                self.tests(statement, str(name), keys)

    def tests(self, statement: Statement, name: str, keys: Any) -> None:
        operator = operators.parse(name)
        if operator is None:
            self.fault("operator-unknown", "Condition", name, operator=name, hint=operators.suggestion(name))
        if not isinstance(keys, dict):
            if not _unresolved(keys):
                self.fault("condition-type", "Condition", keys, operator=name)
            statement.doubtful = True
            return
        for key, value in keys.items():
            entries = tuple(self.entries("Condition", value, operator=name, key=str(key)))
            if operator and operator.varies and self.variables:
                entries = tuple(entry._replace(text=entry.text.with_variables()) for entry in entries)
            statement.tests.append(Test(name, operator, str(key), entries))


def _unresolved(value: Any) -> bool:
    return value is UNKNOWN or isinstance(value, (Partial, Reference))


def _open(value: Any) -> bool:
    """Whether the value, or the value of a kind of principal, is not known at all and so may be a list."""
    return value is UNKNOWN or (isinstance(value, dict) and any(names is UNKNOWN for names in value.values()))
