from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.dialects.conditions import Conditions
from apigw_lint.dialects.formula import Rest
from apigw_lint.dialects.scope import Scope
from apigw_lint.source.read import parse


def conditions(text: str, region: str | None = None, **given: str) -> Conditions:
    return Conditions(Scope(parse(text, "template.yaml").roots[0], given=given, region=region))


def together(read: Conditions) -> set[frozenset[tuple[str, bool]]]:
    """Every combination of truths that is possible."""
    names = [name for name, formula in read.names.items() if formula]
    rows = (dict(zip(names, row, strict=True)) for row in product([True, False], repeat=len(names)))
    return {frozenset(row.items()) for row in rows if read.possible(row)}


def true_ones(read: Conditions) -> set[frozenset[str]]:
    """Of every combination that is possible, the conditions that hold."""
    return {frozenset(name for name, truth in row if truth) for row in together(read)}


def sets(*names: str) -> set[frozenset[str]]:
    return {frozenset(name.split()) for name in names}


def test_a_parameter_is_in_one_class() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsTest: !Equals [test, !Ref Stage]
          IsEither: !Or [!Condition IsProd, {Condition: IsTest}]
          IsNeither: !Not [!Condition IsEither]
    """)
    assert true_ones(read) == sets("IsProd IsEither", "IsTest IsEither", "IsNeither")


def test_allowed_values_bound_the_classes() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsDev: !Equals [!Ref Stage, dev]
          IsStaging: !Equals [!Ref Stage, staging]
    """)
    assert true_ones(read) == sets("IsProd", "IsDev")


def test_the_only_value_left_is_known() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
        Conditions: {IsProd: !Equals [!Ref Stage, prod]}
    """)
    assert read.classes("Stage", {"IsProd": False}) == ["dev"]


def test_a_default_pins_nothing() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String, Default: dev}}
        Conditions: {IsProd: !Equals [!Ref Stage, prod]}
    """)
    assert true_ones(read) == sets("IsProd", "")


def test_a_given_value_does() -> None:
    read = conditions(
        """
        Parameters: {Stage: {Type: String}, Domain: {Type: String}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          HasDomain: !Not [!Equals [!Ref Domain, ""]]
        """,
        Stage="prod",
    )
    assert true_ones(read) == sets("IsProd", "IsProd HasDomain")


def test_numbers_and_truth_are_compared_as_text() -> None:
    read = conditions("""
        Parameters: {Trace: {Type: String, AllowedValues: [true, false]}, Count: {Type: Number, AllowedValues: [1, 2]}}
        Conditions:
          Traced: !Equals [!Ref Trace, "true"]
          Untraced: !Equals [!Ref Trace, false]
          One: !Equals [!Ref Count, "1"]
          Two: !Equals [!Ref Count, 2]
    """)
    assert true_ones(read) == sets("Traced One", "Traced Two", "Untraced One", "Untraced Two")


def test_two_parameters_compared_with_each_other() -> None:
    read = conditions("""
        Parameters: {A: {Type: String}, B: {Type: String}}
        Conditions:
          Same: !Equals [!Ref A, !Ref B]
          AIsX: !Equals [!Ref A, x]
          BIsX: !Equals [!Ref B, x]
    """)
    assert true_ones(read) == sets("Same AIsX BIsX", "AIsX", "BIsX", "Same", "")


def test_parameters_that_have_no_value_in_common() -> None:
    read = conditions("""
        Parameters: {A: {Type: String, AllowedValues: [a, b, c]}, B: {Type: String, AllowedValues: [d, e, f]}}
        Conditions: {Same: !Equals [!Ref A, !Ref B]}
    """)
    assert true_ones(read) == sets("")


def test_a_region_that_is_known_settles_its_comparisons() -> None:
    text = """
        Conditions:
          Virginia: !Equals [!Ref AWS::Region, us-east-1]
          China: !Equals [!Ref AWS::Partition, aws-cn]
    """
    assert true_ones(conditions(text)) == sets("Virginia China", "Virginia", "China", "")
    assert true_ones(conditions(text, region="us-east-1")) == sets("Virginia")
    assert true_ones(conditions(text, region="cn-north-1")) == sets("China")


def test_a_mapping_is_looked_up() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String, AllowedValues: [dev, test, prod]}}
        Mappings: {Stages: {dev: {log: "no", wide: "no"}, test: {log: "yes", wide: "no"}, prod: {log: "yes", wide: "yes"}}}
        Conditions:
          Logged: !Equals [!FindInMap [Stages, !Ref Stage, log], "yes"]
          Wide: !Equals [!FindInMap [Stages, !Ref Stage, wide], "yes"]
    """)
    assert true_ones(read) == sets("", "Logged", "Logged Wide")


def test_a_list_that_is_joined_is_empty_or_not() -> None:
    read = conditions("""
        Parameters: {Subnets: {Type: CommaDelimitedList}}
        Conditions: {InVpc: !Not [!Equals [!Join ["", !Ref Subnets], ""]]}
    """)
    assert true_ones(read) == sets("", "InVpc")


def test_the_same_unread_comparison_has_one_truth() -> None:
    read = conditions("""
        Conditions:
          A: !Equals [!ImportValue Shared, "1"]
          B: !Equals ["1", {"Fn::ImportValue": Shared}]
    """)
    assert true_ones(read) == sets("", "A B")


def test_rules_forbid_combinations() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String}, Domain: {Type: String}}
        Rules:
          ProdHasDomain:
            RuleCondition: !Equals [!Ref Stage, prod]
            Assertions: [{Assert: !Not [!Equals [!Ref Domain, ""]]}]
          Known:
            Assertions: [{Assert: {"Fn::Contains": [[dev, prod], !Ref Stage]}}]
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsTest: !Equals [!Ref Stage, test]
          HasDomain: !Not [!Equals [!Ref Domain, ""]]
    """)
    assert true_ones(read) == sets("", "HasDomain", "IsProd HasDomain")


def test_rules_that_nothing_satisfies_are_passed_over() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String}}
        Rules: {Never: {Assertions: [{Assert: !Equals [a, b]}]}}
        Conditions: {IsProd: !Equals [!Ref Stage, prod]}
    """)
    assert true_ones(read) == sets("", "IsProd")


@pytest.mark.parametrize(
    "text",
    [
        "A: !Condition A",
        "A: !Not [!Condition B]\n          B: !And [!Condition A, !Equals [x, x]]",
        "A: !Or [!Condition Nowhere, !Equals [x, x]]",
    ],
)
def test_a_condition_without_meaning_is_open(text: str) -> None:
    read = conditions(f"""
        Conditions:
          {text}
    """)
    assert read.names["A"] is None


def test_a_chain_of_conditions_is_followed_and_bounded() -> None:
    chain = "\n".join(f"  C{number}: !Not [!Condition C{number - 1}]" for number in range(1, 5000))
    read = conditions(f"Conditions:\n  C0: !Equals [a, a]\n{chain}\n")
    assert read.possible({"C0": True, "C1": False, "C2": True})
    assert not read.possible({"C0": True, "C1": True})


def test_conditions_that_double_at_each_step_are_evaluated_once_each() -> None:
    steps = "\n".join(
        f"  C{n}: !Or [!And [!Condition C{n - 1}, !Condition D], !And [!Condition C{n - 1}, !Condition E]]"
        for n in range(1, 45)
    )
    read = conditions(f"""
Parameters: {{P: {{Type: String}}, Q: {{Type: String}}, R: {{Type: String}}}}
Conditions:
  D: !Equals [!Ref P, x]
  E: !Equals [!Ref Q, x]
  C0: !Equals [!Ref R, x]
{steps}
""")
    assert read.possible({"C44": True})
    assert not read.possible({"C44": True, "C0": False})


def test_forty_independent_conditions_are_answered_one_by_one() -> None:
    names = range(40)
    parameters = "\n".join(f"  P{n}: {{Type: String}}" for n in names)
    rows = "\n".join(f"  C{n}: !Equals [!Ref P{n}, x]" for n in names)
    read = conditions(f"Parameters:\n{parameters}\nConditions:\n{rows}\n")
    assert read.possible({f"C{n}": n % 3 == 0 for n in names})


VALUES = ["", "a", "b", "c"]
PARAMETERS = ["P", "Q"]
comparisons = st.tuples(
    st.just("Equals"),
    st.sampled_from([*PARAMETERS, *(f"={value}" for value in VALUES)]),
    st.sampled_from([*PARAMETERS, *(f"={value}" for value in VALUES)]),
)
formulas = st.recursive(
    comparisons | st.tuples(st.just("Condition"), st.sampled_from(["C0", "C1"])),
    lambda inner: st.tuples(st.just("Not"), inner) | st.tuples(st.sampled_from(["And", "Or"]), inner, inner),
    max_leaves=4,
)


def written(formula: tuple[Any, ...]) -> str:
    name, *parts = formula
    if name == "Condition":
        return f"!Condition {parts[0]}"
    if name == "Equals":
        sides = [f'"{part[1:]}"' if str(part).startswith("=") else f"!Ref {part}" for part in map(str, parts)]
        return f"!Equals [{', '.join(sides)}]"
    return f"!{name} [{', '.join(written(part) for part in parts)}]"


def truth(formula: tuple[Any, ...], values: dict[str, str], earlier: dict[str, bool]) -> bool:
    name, *parts = formula
    if name == "Condition":
        return earlier[str(parts[0])]
    if name == "Equals":
        one, other = (part[1:] if part.startswith("=") else values[part] for part in parts)
        return one == other
    answers = [truth(part, values, earlier) for part in parts]
    return not answers[0] if name == "Not" else all(answers) if name == "And" else any(answers)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(comparisons, min_size=2, max_size=2),
    st.lists(formulas, min_size=1, max_size=3),
    st.lists(st.lists(st.sampled_from(VALUES), min_size=1, unique=True) | st.none(), min_size=2, max_size=2),
)
def test_possible_is_what_trying_every_value_finds(
    first: list[tuple[str, str, str]], more: list[tuple[Any, ...]], allowed: list[list[str] | None]
) -> None:
    every = {f"C{number}": formula for number, formula in enumerate([*first, *more])}
    declared = [
        f"{name}: {{Type: String{f', AllowedValues: {only}' if only else ''}}}"
        for name, only in zip(PARAMETERS, allowed, strict=True)
    ]
    text = "\n".join(
        [
            "Parameters:",
            *(f"  {one}" for one in declared),
            "Conditions:",
            *(f"  {name}: {written(one)}" for name, one in every.items()),
        ]
    )
    expected = set()
    for values in product(*(only or [*VALUES, "x", "y"] for only in allowed)):
        truths: dict[str, bool] = {}
        for name, formula in every.items():
            truths[name] = truth(formula, dict(zip(PARAMETERS, values, strict=True)), truths)
        expected.add(frozenset(truths.items()))
    assert together(conditions(text)) == expected


def test_what_is_left_of_the_allowed_values_is_told() -> None:
    read = conditions("""
        Parameters: {Stage: {Type: String, AllowedValues: [a, b, c]}}
        Conditions: {IsA: !Equals [!Ref Stage, a]}
    """)
    (rest,) = read.classes("Stage", {"IsA": False})
    assert isinstance(rest, Rest)
    assert rest.values == ("b", "c")
