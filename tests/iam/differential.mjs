// A line of input is {policy, requests: [{principal, arn, context}]}; a line of output the list of results.
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

const entry = process.argv[2]
const { runSimulation, anonymousPrincipal } = await import(entry.startsWith('/') ? pathToFileURL(entry).href : entry)

async function outcome (policy, request) {
  const anonymous = request.principal === 'anonymous'
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
  const unit = { orgIdentifier: 'unit', policies: [{ name: 'everything', policy: everything }] }
  const result = await runSimulation({
    identityPolicies: [],
    serviceControlPolicies: anonymous ? [] : [unit],
    resourceControlPolicies: [],
    resourcePolicy: policy,
    request: {
      action: 'execute-api:Invoke',
      principal: anonymous ? anonymousPrincipal : request.principal,
      resource: { accountId: request.arn.split(':')[4], resource: request.arn },
      contextVariables: request.context
    }
  }, {})
  return result.resultType === 'error' ? JSON.stringify(result.errors) : result.result.analysis.resourceAnalysis?.result
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { policy, requests } = JSON.parse(line)
  const results = []
  for (const request of requests) results.push(await outcome(policy, request))
  console.log(JSON.stringify(results))
}
