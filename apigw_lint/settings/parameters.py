"""Files of parameter values: the forms of the AWS CLI, of CodePipeline and of SAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.settings.file import SettingsError
from apigw_lint.source.nearest import nearest
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from apigw_lint.source.node import Node

KEY, VALUE = "ParameterKey", "ParameterValue"
BESIDE = ("UsePreviousValue", "ResolvedValue")


def read_parameters(file: str) -> dict[str, str]:
    """The values in a parameter file, JSON or YAML. Raises SettingsError.

    The forms are those of `aws cloudformation create-stack --parameters` (a list of `ParameterKey` and `ParameterValue`) and
    `deploy --parameter-overrides` (a list of `NAME=VALUE`), `{"Parameters": {...}}`, and names with values.
    """
    try:
        with open(file, "rb") as stream:
            root = read(stream.read(), file).root
    except OSError as error:
        raise SettingsError(file, 1, f"cannot be read: {error.strerror}") from None
    except ReadError as error:
        raise SettingsError(file, error.place.span.line, error.reason) from None
    if root is None:
        return {}
    if root.is_list:
        return dict(_entry(one, file) for one in root.elements())
    inside = root["Parameters"] or root
    if not inside.is_map:
        raise _wrong(inside, file, "parameters are a list, or a mapping of names and values")
    return {name: _value(value, name, file) for name, value in inside.items()}


def _entry(node: Node, file: str) -> tuple[str, str]:
    """One item of a list: a text `NAME=VALUE`, or a mapping of ParameterKey and ParameterValue."""
    if isinstance(node.data, str):
        name, equals, value = node.data.partition("=")
        if name and equals:
            return name, value
    for key, _ in node.items():
        if key not in (KEY, VALUE, *BESIDE):
            raise _wrong(node, file, f"`{key}` is no key of a parameter{nearest(key, (KEY, VALUE))}")
    name = node[KEY].text or ""
    if not name:
        raise _wrong(node, file, f"a parameter is `NAME=VALUE`, or a mapping of `{KEY}` and `{VALUE}`")
    if not node[VALUE]:
        raise _wrong(node, file, f"`{name}` has no `{VALUE}`")
    return name, _value(node[VALUE], name, file)


def _value(node: Node, name: str, file: str) -> str:
    """A value as CloudFormation takes it: a text; a list becomes one text with commas."""
    if node.is_list:
        return ",".join(_value(one, name, file) for one in node.elements())
    if isinstance(node.data, bool):
        return str(node.data).lower()
    if node.text is None:
        raise _wrong(node, file, f"the value of `{name}` is a text, a number, true or false, or a list of them")
    return node.text


def _wrong(node: Node, file: str, why: str) -> SettingsError:
    return SettingsError(file, node.place.span.line, why)
