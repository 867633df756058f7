// Every route of the program's own OpenAPI document, with values made from its own schemas: no 5xx, no hang, no nonsense.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { ask, press, signIn } from './support/asking.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'
import { fromSchema, type Schema } from './support/junk.ts'

const SEED = Number(process.env.SEED ?? 20261124)
const RUNS = Number(process.env.FUZZ_RUNS ?? 60)
const ANSWER_WITHIN_MS = 10_000
/** Each costs the memory and time that a password is worth. */
const SLOW_RUNS = 8
const SLOW = [
  'post /api/v1/session',
  'post /api/v1/staff',
  'put /api/v1/session/password',
  'post /api/v1/session/code',
  'post /api/v1/session/code/off',
]

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema: Schema
}
interface Operation {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
interface Asked {
  path: unknown[]
  query: unknown[]
  body: unknown
  who: 'nobody' | 'manager'
}

let server: HallServer
let key: string
before(async () => {
  server = await openHallServer({ LIMIT_SIGN_INS: '100000' })
  const { body } = await press(server, { do: 'take', service: 'id-card' })
  key = (body.ticket as { key: string }).key
})

test(`every route withstands ${RUNS} requests made from its own schema`, { timeout: 120_000 }, async (t) => {
  const { body } = await ask(server.url, 'GET', '/openapi.json')
  const paths = body.paths as Record<string, Record<string, Operation>>
  const statuses = new Map<number, number>()
  for (const [path, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      const token = await signIn(server.url, 'admin', ADMIN_PASSWORD)
      const runs = SLOW.includes(`${method} ${path}`) ? SLOW_RUNS : RUNS
      await fc.assert(
        fc.asyncProperty(requests(operation), async (asked) => {
          const status = await send(method, path, operation, asked, token)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
          assert.ok(status < 500, `${method} ${path} answered ${status}`)
        }),
        { seed: SEED, numRuns: runs, endOnFailure: true },
      )
    }
  t.diagnostic(JSON.stringify([...statuses].sort()))
  assert.ok((statuses.get(200) ?? 0) > RUNS, 'hardly anything was let in: the requests are not worth much')
  assert.equal((await ask(server.url, 'GET', '/health/ready')).status, 200)
  assert.equal((await press(server, { do: 'take', service: 'id-card' })).status, 200)
})

function requests(operation: Operation): fc.Arbitrary<Asked> {
  const of = (where: Parameter['in']) => (operation.parameters ?? []).filter((one) => one.in === where)
  const schema = operation.requestBody?.content['application/json']?.schema
  return fc.record({
    path: fc.tuple(...of('path').map((one) => pathValue(one))),
    query: fc.tuple(...of('query').map((one) => fromSchema(one.schema))),
    body: schema === undefined ? fc.constant(undefined) : fromSchema(schema),
    who: fc.constantFrom('nobody' as const, 'manager' as const, 'manager' as const),
  })
}

/** Mostly of something that is there. */
function pathValue({ name, schema }: Parameter): fc.Arbitrary<unknown> {
  const there = fc.constant(null).map(() => (name === 'hall' ? server.hall : name === 'key' ? key : 'nobody'))
  return fc.oneof({ weight: 4, arbitrary: there }, { weight: 1, arbitrary: fromSchema(schema) })
}

async function send(method: string, path: string, operation: Operation, asked: Asked, token: string): Promise<number> {
  const named = (where: Parameter['in']) => (operation.parameters ?? []).filter((one) => one.in === where)
  let address = path
  for (const [n, { name }] of named('path').entries())
    address = address.replace(`{${name}}`, encode(asked.path[n]) || 'x')
  const query = named('query').map(({ name }, n) =>
    asked.query[n] === undefined ? '' : `${name}=${encode(asked.query[n])}`,
  )
  const body = asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }
  const response = await fetch(`${server.url}${address}?${query.filter(Boolean).join('&')}`, {
    method: method.toUpperCase(),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    headers: {
      ...(asked.who === 'nobody' ? {} : { authorization: `Bearer ${token}` }),
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...body,
  })
  const text = await response.text()
  const kind = response.headers.get('content-type') ?? ''
  if (kind.includes('json')) JSON.parse(text)
  if (response.status >= 400) assert.match(kind, /problem\+json/, `${method} ${path} ${response.status}: ${text}`)
  return response.status
}

/** A lone half of a character cannot be written into an address; everything else can. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?')).replace(/^\.+$/, 'x')
}
