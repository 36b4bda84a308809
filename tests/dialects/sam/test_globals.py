from __future__ import annotations

from tests.dialects.sam.reading import api, line, read, written

TEMPLATE = """
    Globals:
      Function: {Timeout: 40}
      Api:
        MethodSettings: [{ResourcePath: /*, HttpMethod: '*', ThrottlingRateLimit: 5}]
        EndpointConfiguration: {Type: REGIONAL}
        Variables: {table: wide, size: small}
    Resources:
      Shop:
        Type: AWS::Serverless::Api
        Properties:
          StageName: live
          MethodSettings: [{ResourcePath: /a, HttpMethod: GET, ThrottlingBurstLimit: 3}]
          Variables: {table: own}
      Plain: {Type: AWS::Serverless::Api, IgnoreGlobals: '*', Properties: {StageName: live}}
      Less: {Type: AWS::Serverless::Api, IgnoreGlobals: [Variables], Properties: {StageName: live}}
      Slow: {Type: AWS::Serverless::Function}
      Fast: {Type: AWS::Serverless::Function, Properties: {Timeout: 3}}
      Bare: {Type: AWS::Lambda::Function, Properties: {}}
    """


def test_mappings_merge_lists_join_and_scalars_are_overridden() -> None:
    stage = api(read(TEMPLATE), "Shop").stages[0]
    assert [(one.resource_path, one.rate, one.burst) for one in stage.method_settings] == [
        ("/*", 5, None),
        ("/a", None, 3),
    ]
    assert stage.variables == {"table": "own", "size": "small"}
    assert [one.timeout for one in read(TEMPLATE).functions] == [40, 3, None]


def test_what_globals_say_stands_in_globals() -> None:
    stack = read(TEMPLATE)
    shop = api(stack, "Shop")
    assert line(shop.at("endpoint_types")) == "EndpointConfiguration: {Type: REGIONAL}"
    assert line(shop.stages[0].at("variables/table")) == "Variables: {table: own}"
    assert line(shop.stages[0].at("variables/size")) == "Variables: {table: wide, size: small}"
    assert line(stack.functions[0].at("timeout")) == "Function: {Timeout: 40}"


def test_a_resource_may_ignore_globals() -> None:
    stack = read(TEMPLATE)
    assert api(stack, "Plain").endpoint_type == "EDGE"
    assert api(stack, "Less").endpoint_type == "REGIONAL"
    assert api(stack, "Less").stages[0].variables is None


def test_an_intrinsic_function_is_overridden_as_a_whole() -> None:
    stack = read("""
        Globals: {Api: {Variables: {Fn::If: [Live, {a: b}, {}]}}}
        Resources: {Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live, Variables: {c: d}}}}
        """)
    assert api(stack).stages[0].variables == {"c": "d"}


def test_globals_apply_to_the_implicit_api() -> None:
    stack = read("""
        Globals: {Api: {TracingEnabled: true, StageName: ignored}}
        Resources:
          Fn: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: Api, Properties: {Path: /, Method: get}}}}}
        """)
    stage = api(stack).stages[0]
    assert (stage.name, stage.tracing) == ("Prod", True)
    assert written(stage.place) == "Api"
    assert line(stage.at("tracing")).startswith("Globals:")
