"""Limits beside what the account has in a Region: the sums, with their arithmetic."""

from __future__ import annotations

from tests.checks.ruled import said

STAGES = """\
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties: {{Name: orders}}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration: {{Type: AWS, IntegrationHttpMethod: POST, Uri: "arn:aws:apigateway:{region}:sqs:path/111122223333/orders"}}
  Release:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Get
    Properties: {{RestApiId: !Ref Orders}}
"""
STAGE = """\
  {id}:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Orders
      DeploymentId: !Ref Release
      StageName: {name}
      MethodSettings: [{{ResourcePath: /*, HttpMethod: "*", ThrottlingRateLimit: {rate}, ThrottlingBurstLimit: {burst}}}]
"""


def messages(region: str, *limits: tuple[str, float, int]) -> list[str]:
    text = STAGES.format(region=region)
    text += "".join(STAGE.format(id=name.title(), name=name, rate=rate, burst=burst) for name, rate, burst in limits)
    return [words for _, words in said("throttle-rate-excessive", text)]


def test_the_stages_of_a_region_with_a_small_quota_are_added_up() -> None:
    assert messages("eu-south-1", ("test", 1000, 100), ("prod", 1500.5, 200)) == [
        "Together the stages may take 1,500.5 (prod) + 1,000 (test) = 2,500.5 requests per second, more than the account's "
        "2,500 in eu-south-1, so one can starve the others."
    ]


def test_the_same_stages_fit_elsewhere() -> None:
    assert messages("eu-west-1", ("test", 1000, 100), ("prod", 1500.5, 200)) == []


def test_a_stage_that_is_too_much_alone_is_not_added() -> None:
    alone, rates, bursts = messages("eu-west-1", ("test", 20000, 100), ("prod", 6000, 200), ("demo", 5000, 4800))
    assert "20000" in alone
    assert "6,000 (prod) + 5,000 (demo) = 11,000 requests per second" in rates
    assert "4,800 (demo) + 200 (prod) + 100 (test) = 5,100 requests" in bursts
