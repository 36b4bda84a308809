"""The TLS security policies of API Gateway, and where each may be used [DG apigateway-security-policies-list]."""

from __future__ import annotations

LEGACY = ("TLS_1_0", "TLS_1_2")
REGIONAL = (
    "SecurityPolicy_TLS13_1_3_2025_09",
    "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
    "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_2021_06",
    "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",  # in the service's model, though not on the page [boto v1 SecurityPolicy]
)
EDGE = ("SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE")
# TLS 1.3, or 1.2 with forward secrecy alone [SH apigateway-controls, APIGateway.11].
RECOMMENDED = (
    "SecurityPolicy_TLS13_1_3_2025_09",
    "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
    "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    "SecurityPolicy_TLS13_2025_EDGE",
    "SecurityPolicy_TLS12_PFS_2025_EDGE",
)
POLICIES = (*LEGACY, *REGIONAL, *EDGE)
