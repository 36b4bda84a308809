from __future__ import annotations

from tests.dialects.sam.reading import api, line, read, with_events, written


def shop(properties: str, kind: str = "Api") -> str:
    return f"Resources:\n  Shop: {{Type: AWS::Serverless::{kind}, Properties: {{{properties}}}}}"


def test_a_rest_api_has_its_stage_and_one_called_stage() -> None:
    own, extra = api(read(shop("StageName: live"))).stages
    assert (own.name, own.origin, own.label) == ("live", "sam", "ShopliveStage")
    assert (extra.name, extra.origin) == ("Stage", "sam-extra")
    assert written(own.place) == "live"
    assert written(extra.place) == "Shop"


def test_an_open_api_version_does_without_the_other_stage() -> None:
    assert [one.name for one in api(read(shop("StageName: live, OpenApiVersion: 3.0.1"))).stages] == ["live"]


def test_a_stage_has_what_its_api_says() -> None:
    found = api(
        read(
            shop(
                "StageName: live, TracingEnabled: true, CacheClusterEnabled: true, CacheClusterSize: '0.5', Variables: {a: b}, "
                "AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: x}, CanarySetting: {PercentTraffic: 5}, "
                "MethodSettings: [{ResourcePath: /*, HttpMethod: '*', LoggingLevel: INFO}]"
            )
        )
    ).stages[0]
    assert (found.tracing, found.cache_enabled, found.cache_size, found.variables) == (True, True, "0.5", {"a": "b"})
    assert (found.access_log.format, found.canary.percent, found.default_settings.log_level) == ("x", 5, "INFO")
    assert written(found.at("tracing")) == "true"


def test_a_deployment_is_made_for_every_change() -> None:
    (found,) = read(shop("StageName: live")).deployments
    assert (found.made_by_tool, found.used, found.api.label) == (True, True, "Shop")


def test_an_http_api_deploys_its_default_stage() -> None:
    (found,) = api(read(shop("Name: a", "HttpApi"))).stages
    assert (found.name, found.auto_deploy, found.label) == ("$default", True, "ShopApiGatewayDefaultStage")
    assert written(found.place) == "Shop"


def test_an_http_stage_has_settings_by_route() -> None:
    stack = with_events(
        """
        A: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /a, Method: get, RouteSettings: {ThrottlingRateLimit: 3}}}
        B: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /b, Method: any, RouteSettings: {ThrottlingRateLimit: 4}}}
        """,
        """
        Pages:
          Type: AWS::Serverless::HttpApi
          Properties:
            StageName: live
            DefaultRouteSettings: {ThrottlingRateLimit: 100}
            RouteSettings: {GET /a: {ThrottlingBurstLimit: 7}}
        """,
    )
    (found,) = api(stack).stages
    assert [(one.route_key, one.rate, one.burst) for one in found.method_settings] == [
        (None, 100, None),
        ("GET /a", 3, 7),
        ("ANY /b", 4, None),
    ]
    assert line(found.method_settings[2].place).startswith("B:")


def test_a_stage_can_be_referred_to() -> None:
    stack = read("""
        Resources:
          Acl: {Type: AWS::WAFv2::WebACLAssociation, Properties: {ResourceArn: !Sub 'arn:x::/restapis/${Shop}/stages/live', WebACLArn: a}}
          Other: {Type: AWS::WAFv2::WebACLAssociation, Properties: {ResourceArn: !Sub 'arn:x::/restapis/${Shop}/stages/test', WebACLArn: a}}
          Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live, OpenApiVersion: 3.0.1}}
        """)
    assert [one.label for one in api(stack).stages[0].web_acls] == ["Acl"]


def test_stages_are_called_as_sam_calls_them() -> None:
    names = {"live": "ShopliveStage", "!Ref AWS::StackName": "ShopStage", "live-1": "ShopStage9b4d0a2c9a"}
    found = {name: api(read(shop(f"StageName: {name}"))).stages[0].label for name in names}
    assert found["live"] == names["live"]
    assert found["!Ref AWS::StackName"] == names["!Ref AWS::StackName"]
    assert found["live-1"].startswith("ShopStage") and len(found["live-1"]) == len("ShopStage") + 10
