"""What a resource policy means: an exact decision procedure for the policies of API Gateway.

Everything a rule needs is in four rooms: `access` (questions), `environment` (what is known about the API), `faults`
(the form of a policy) and `authorizer` (policy and authorizer together). Nothing here knows of files or places.

**The policy** is plain data: dicts, lists, str, numbers, bools, in which any value may be `UNKNOWN` or a `Partial`
(model/value.py). Two `Partial`s that are the same one reference are the same constant, so "only through this endpoint"
is decided although nobody knows its id. A `plain` reference (the id of a resource) holds no wildcard. The pseudo
parameters `AWS::Region`, `AWS::AccountId` and `AWS::Partition` stand for the API's own.

**The environment** says what is known about the API; what is left out is not known, and answers allow for it:

    environment = Environment(
        "PRIVATE",                                      # or REGIONAL, EDGE, None
        dualstack=False,                                # None: not known; a private API always answers on IPv6
        identity={"account": "123456789012", "api": Reference("Api")},   # partition, region, account, api
        stages=["prod"],                                # only if these are all
        routes=[("GET", "/orders/{id}", "AWS_IAM")],    # only if these are all; verb ANY, greedy parameters as written
    )

A part of the identity that is not given is taken from the ARNs that the policy itself names, so that a policy alone is
not said to speak of another API. Where the account stays unknown, "own or other account?" is answered maybe.

**The questions** are methods of `Access(document, environment, endpoint_policy=..., domain_policy=...)`; the other two
policies, of the VPC endpoint and of the private custom domain name, must let a request pass as well.

    access.allows_any()                    access.private_open()               access.statement_live(index)
    access.anonymous()                     access.private_open_anonymous()     access.allow_live(index)
    access.own_account()                   access.outside(vpc=, vpce=)         access.deny_effective(index)
    access.cross_account(account)          access.via(vpc=, vpce=)             access.method_reachable(verb, path, who)
    access.organisation(organisation)      access.not_from_ip("192.0.2.0/24")  access.method_undenied(verb, path, who)
    access.public()                        access.resource_live(index, at)

`public` and `private_open` also take `who`, the kind of caller, and `route`, the method that is called.

Make one `Access` for each policy and environment and ask it everything: the work is done by the first question.

**An answer** has a `verdict`, `yes`, `no` or `maybe`, and is true in an `if` only when it is a certain yes. A maybe has
a `reason` (the constants of `answer`; with DOUBTFUL the key is the `detail`): an unresolved value, a key of which
nobody can say whether requests have it (`aws:SourceIp` on a private API is one), what is not known about the API, or
too many cases. Rules report certain answers. A yes, and often a maybe, has a `witness`, one readable request:

    answer = access.private_open()
    if answer:
        str(answer.witness)          # GET /anything (stage prod), caller anonymous, through VPC endpoint vpce-0attacker ...
        answer.witness.statement     # the index of the Allow that admits it; one that leans on no doubtful key if any does
        answer.witness.method, .path, .stage, .caller, .keys["aws:VpcSourceIp"]

`witness.caller.kind` is anonymous, role, user, root, service or unknown (named by an unresolved text).

**One request**: `access.decide(access.request("GET", "/orders", "prod", "arn:aws:iam::111122223333:role/x",
SourceVpce="vpce-1"))` gives a `Decision(outcome, policy, statement)`: Allow, Deny, Neither, or None where it depends on
something that is not known; the deciding statement is an index.

**The form**: `faults.examine(access.policy)` lists what is wrong, `faults.size(document)` the length in characters.
A `Fault` points at (`statement`, `element`) and, within it, at (`operator`, `key`, `at`): `at` is the place in a list,
None for a single value; under Principal `operator` is the kind (AWS, Service). The list of kinds is in `faults`.

**Statements** are there to be walked: `access.policy.statements[i].tests` have `key` (lower case), `operator_name` and
`key_name` as written, `operator` (base, negated, qualifier, if_exists), `values[n].text.literal` (None: not known) and
`passes_when_absent`. `keys.presence(key, endpoint_type)` says when requests have a key.

**Authorizers**: `authorizer.combined` is the table of outcomes, `authorizer.callable_by_somebody(access, route)` asks
whether a call of a method can succeed at all, `authorizer.opened_by_policy(access, route)` whether the policy alone
lets it through.

How it works: `dimension`, `values` and `callers` find for each condition key the finitely many classes of values that
no test can tell apart; `space` makes statements boxes of such classes; `resources` keeps paths as languages; `solver`
subtracts the Deny boxes from the Allow boxes; `inquiry` does so in every world that may be the case. `request` decides
one request without any of this, and the tests hold the two against each other.
"""
