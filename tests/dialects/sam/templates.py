"""Templates that together use everything of SAM that the model holds, for the differential test and for fuzzing."""

from __future__ import annotations

HEAD = "Transform: AWS::Serverless-2016-10-31\n"

IMPLICIT = (
    HEAD
    + """
Globals:
  Function: {Runtime: python3.12, Handler: app.handler, Timeout: 40}
  Api:
    OpenApiVersion: 3.0.1
    EndpointConfiguration: REGIONAL
    Cors: {AllowOrigin: "'https://shop.example'", AllowHeaders: "'x-token'", MaxAge: "'600'"}
    Auth:
      DefaultAuthorizer: Pool
      AddDefaultAuthorizerToCorsPreflight: false
      Authorizers:
        Pool: {UserPoolArn: !GetAtt Users.Arn, AuthorizationScopes: [shop/read]}
        Keys: {FunctionArn: !GetAtt Guard.Arn, Identity: {Header: X-Token, ValidationExpression: "^a+$", ReauthorizeEvery: 60}}
    MethodSettings: [{ResourcePath: /*, HttpMethod: '*', ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20, LoggingLevel: INFO}]
Resources:
  Users: {Type: AWS::Cognito::UserPool}
  Guard: {Type: AWS::Serverless::Function, Properties: {InlineCode: x}}
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      AutoPublishAlias: live
      Timeout: 20
      Events:
        List: {Type: Api, Properties: {Path: /goods, Method: get}}
        Buy:
          Type: Api
          Properties:
            Path: /goods/{id}
            Method: POST
            TimeoutInMillis: 9000
            Auth: {Authorizer: Keys}
        Scoped: {Type: Api, Properties: {Path: /scoped, Method: put, Auth: {AuthorizationScopes: [shop/write], Authorizer: Pool}}}
        Free: {Type: Api, Properties: {Path: /free/, Method: any, Auth: {Authorizer: NONE}}}
        Iam: {Type: Api, Properties: {Path: /iam, Method: get, Auth: {Authorizer: AWS_IAM}}}
        Stream: {Type: Api, Properties: {Path: /stream, Method: get, ResponseTransferMode: RESPONSE_STREAM}}
        Own: {Type: Api, Properties: {Path: /free/, Method: options}}
"""
)

EXPLICIT = (
    HEAD
    + """
Parameters:
  StageName: {Type: String, Default: live}
Globals:
  Api:
    BinaryMediaTypes: [image~1png]
    GatewayResponses: {UNAUTHORIZED: {StatusCode: 401, ResponseParameters: {Headers: {X-Why: "'no'"}}}}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref StageName
      Name: shop
      Description: A shop
      EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [vpce-1, vpce-2], IpAddressType: dualstack}
      BinaryMediaTypes: ['application~1zip']
      MinimumCompressionSize: 1000
      Cors: "'*'"
      TracingEnabled: true
      CacheClusterEnabled: true
      CacheClusterSize: '0.5'
      Variables: {table: goods}
      AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: $context.requestId}
      CanarySetting: {PercentTraffic: 10}
      Models: {Order: {type: object, properties: {id: {type: string}}}}
      Auth:
        ApiKeyRequired: true
        AddApiKeyRequiredToCorsPreflight: false
        DefaultAuthorizer: AWS_IAM
        InvokeRole: NONE
        Authorizers:
          Request:
            FunctionArn: !GetAtt Fn.Arn
            FunctionPayloadType: REQUEST
            FunctionInvokeRole: arn:aws:iam::111111111111:role/call
            Identity: {Headers: [X-A], QueryStrings: [b], StageVariables: [table], Context: [identity.sourceIp], ReauthorizeEvery: 0}
        UsagePlan:
          CreateUsagePlan: PER_API
          Throttle: {RateLimit: 5, BurstLimit: 10}
          Quota: {Limit: 1000, Period: DAY}
        ResourcePolicy:
          AwsAccountWhitelist: ['111111111111']
          AwsAccountBlacklist: ['222222222222']
          IpRangeWhitelist: [10.0.0.0/8]
          IpRangeBlacklist: [1.2.3.4]
          SourceVpcWhitelist: [vpc-1, vpce-1]
          IntrinsicVpcBlacklist: [!Ref Net]
          CustomStatements: {Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*}
      Domain:
        DomainName: api.example.com
        CertificateArn: arn:aws:acm:eu-west-1:111111111111:certificate/one
        EndpointConfiguration: EDGE
        SecurityPolicy: TLS_1_2
        BasePath: [one, /two-three]
        Route53: {HostedZoneId: ZONE, IpV6: true}
  Log: {Type: AWS::Logs::LogGroup}
  Net: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      InlineCode: x
      Events:
        Order:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /orders/{id}
            Method: post
            RequestModel: {Model: Order, Required: true, ValidateBody: true, ValidateParameters: true}
            RequestParameters:
              - method.request.header.X-Trace
              - method.request.querystring.page: {Required: true, Caching: true}
        Open: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /open, Method: get, Auth: {ApiKeyRequired: false, Authorizer: NONE}}}
        Policy:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /policy
            Method: any
            Auth: {Authorizer: Request, ResourcePolicy: {IpRangeWhitelist: [192.168.0.0/16]}}
"""
)

BODY = (
    HEAD
    + """
Resources:
  Whole:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod-1
      OpenApiVersion: '2.0'
      Cors: {AllowOrigin: "'https://shop.example'", AllowMethods: "'GET'", AllowCredentials: true}
      Auth:
        DefaultAuthorizer: Pool
        Authorizers: {Pool: {UserPoolArn: arn:aws:cognito-idp:eu-west-1:111111111111:userpool/a}}
      DefinitionBody:
        swagger: '2.0'
        info: {title: Whole, version: '1'}
        x-amazon-apigateway-policy: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}]}
        paths:
          /a:
            get: &call
              x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: https://example.com}
            post:
              security: [{NONE: []}]
              x-amazon-apigateway-integration: {type: http_proxy, httpMethod: POST, uri: https://example.com}
          /b:
            options: *call
            x-amazon-apigateway-any-method: {security: [{api_key: []}], responses: {}}
        securityDefinitions:
          api_key: {type: apiKey, name: x-api-key, in: header}
  Merged:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      MergeDefinitions: true
      DefinitionBody:
        openapi: 3.0.1
        info: {title: Merged, version: '1'}
        paths:
          /a: {get: {description: here, parameters: [{in: query, name: q, schema: {type: string}}]}}
  Pages:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        info: {title: Pages, version: '1'}
        paths:
          /there: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: https://example.com, payloadFormatVersion: '1.0'}}}
          /empty: {get: {operationId: empty}}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      InlineCode: x
      Events:
        A: {Type: Api, Properties: {RestApiId: !Ref Merged, Path: /a, Method: get, RequestParameters: [method.request.header.X]}}
        B: {Type: Api, Properties: {RestApiId: !Ref Merged, Path: /b, Method: post}}
        Override: {Type: Api, Properties: {RestApiId: !Ref Whole, Path: /a, Method: get, Auth: {Authorizer: NONE, OverrideApiAuth: true}}}
        There: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /there, Method: get, TimeoutInMillis: 3000}}
        Empty: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /empty, Method: get}}
        More: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: '/more/{id}', Method: any}}
"""
)

HTTP = (
    HEAD
    + """
Globals:
  HttpApi:
    CorsConfiguration: {AllowOrigins: ['https://shop.example'], AllowMethods: [GET], MaxAge: 60}
    DefaultRouteSettings: {ThrottlingRateLimit: 100}
Resources:
  Pages:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: live
      FailOnWarnings: true
      DisableExecuteApiEndpoint: true
      CorsConfiguration: {AllowHeaders: [x-a], AllowCredentials: true, ExposeHeaders: [x-b]}
      StageVariables: {table: goods}
      AccessLogSettings: {DestinationArn: arn:aws:logs:eu-west-1:111111111111:log-group:a, Format: x}
      RouteSettings: {GET /a: {ThrottlingBurstLimit: 7}}
      Auth:
        EnableIamAuthorizer: true
        DefaultAuthorizer: Tokens
        Authorizers:
          Tokens:
            JwtConfiguration: {issuer: https://issuer.example, audience: [one]}
            IdentitySource: $request.header.Authorization
            AuthorizationScopes: [a]
          Call:
            FunctionArn: !GetAtt Fn.Arn
            AuthorizerPayloadFormatVersion: 2.0
            EnableSimpleResponses: true
            EnableFunctionDefaultPermissions: true
            Identity: {Headers: [X-A], ReauthorizeEvery: 30}
      Domain:
        DomainName: pages.example.com
        CertificateArn: arn:aws:acm:eu-west-1:111111111111:certificate/two
        BasePath: /v1/
        MutualTlsAuthentication: {TruststoreUri: s3://trust/store.pem}
  Any:
    Type: AWS::Serverless::HttpApi
    Properties: {CorsConfiguration: true}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      InlineCode: x
      Events:
        All: {Type: HttpApi}
        A: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /a, Method: GET, RouteSettings: {ThrottlingRateLimit: 3}}}
        B: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: '/b/{id}', Method: post, Auth: {Authorizer: Call}, PayloadFormatVersion: '1.0'}}
        C: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /c, Method: any, Auth: {Authorizer: NONE}}}
        D: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /d, Method: get, Auth: {Authorizer: AWS_IAM}}}
        E: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /e, Method: get, Auth: {AuthorizationScopes: [b]}, TimeoutInMillis: 5000}}
        F: {Type: HttpApi, Properties: {ApiId: !Ref Pages, Path: /f, Method: options}}
        Default: {Type: HttpApi, Properties: {ApiId: !Ref Any}}
"""
)

REST_OF_SAM = (
    HEAD
    + """
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      StageName: talk
      IpAddressType: dualstack
      DefaultRouteSettings: {ThrottlingBurstLimit: 9}
      Auth: {AuthType: CUSTOM, AuthArn: !GetAtt Fn.Arn, IdentitySource: [route.request.header.Token]}
      Routes:
        $connect: {FunctionArn: !GetAtt Fn.Arn}
        $default: {FunctionArn: !GetAtt Fn.Arn, IntegrationTimeout: 2000}
        send: {FunctionArn: !GetAtt Fn.Arn, ApiKeyRequired: true}
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: s3://bucket/flow
      Role: arn:aws:iam::111111111111:role/flow
      Events:
        Start: {Type: Api, Properties: {Path: /start, Method: post}}
  Shared:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: {UsagePlan: {CreateUsagePlan: SHARED, UsagePlanName: everyone}, ApiKeyRequired: true}
      Domain: {DomainName: private.example.com, CertificateArn: arn:aws:acm:eu-west-1:111111111111:certificate/three, EndpointConfiguration: PRIVATE}
  Again:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: {UsagePlan: {CreateUsagePlan: SHARED}}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      InlineCode: x
      Events:
        One: {Type: Api, Properties: {RestApiId: !Ref Shared, Path: /, Method: get}}
        Two: {Type: Api, Properties: {RestApiId: !Ref Again, Path: /, Method: get}}
"""
)

ALL = {"implicit": IMPLICIT, "explicit": EXPLICIT, "body": BODY, "http": HTTP, "rest of sam": REST_OF_SAM}
