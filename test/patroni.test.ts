// Patroni's own answers, read for what would lose answered presses: each unsafe setting is named, and the documented ones are not.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Told, unsafeIn } from '../scripts/patroni/unsafe.ts'

const ROOT = join(import.meta.dirname, '..')
/** In the form that Patroni documents for its REST interface. */
const SAFE: Told = {
  patroni: {
    state: 'running',
    postmaster_start_time: '2026-11-28 08:00:01.123456+08:00',
    role: 'primary',
    server_version: 150018,
    xlog: { location: 67419584 },
    timeline: 3,
    replication: [
      {
        usename: 'replicator',
        application_name: 'db2',
        client_addr: '10.0.0.2',
        state: 'streaming',
        sync_state: 'sync',
        sync_priority: 1,
      },
    ],
    dcs_last_seen: 1795849200,
    database_system_identifier: '7287000000000000000',
    patroni: { version: '3.3.2', scope: 'tingxu', name: 'db1' },
  },
  config: {
    ttl: 20,
    loop_wait: 5,
    retry_timeout: 5,
    maximum_lag_on_failover: 1048576,
    synchronous_mode: true,
    failsafe_mode: true,
    postgresql: { use_pg_rewind: true, use_slots: true, parameters: { wal_keep_size: '512MB', max_connections: 100 } },
  },
  cluster: {
    members: [
      {
        name: 'db1',
        role: 'leader',
        state: 'running',
        api_url: 'http://10.0.0.1:8008/patroni',
        host: '10.0.0.1',
        port: 5432,
        timeline: 3,
      },
      {
        name: 'db2',
        role: 'sync_standby',
        state: 'streaming',
        api_url: 'http://10.0.0.2:8008/patroni',
        host: '10.0.0.2',
        port: 5432,
        timeline: 3,
        lag: 0,
      },
    ],
    scope: 'tingxu',
  },
  file: 'scope: tingxu\nwatchdog:\n  mode: required # or it does not lead\n  device: /dev/watchdog\ntags:\n  mode: other\n',
}

function changed(change: (told: Told) => void): string[] {
  const told = structuredClone(SAFE)
  change(told)
  return unsafeIn(told).unsafe
}

const version = (told: Told, now: string) => {
  told.patroni.patroni = { version: now }
}

test('what is documented is safe', () => {
  assert.deepEqual(
    changed(() => {}),
    [],
  )
  for (const now of ['3.0.3', '3.1.0', '4.0.0', '10.0.1'])
    assert.deepEqual(
      changed((told) => version(told, now)),
      [],
      now,
    )
})

const UNSAFE: [what: RegExp, change: (told: Told) => void][] = [
  [/^Patroni 3\.0\.2 is too old/, (told) => version(told, '3.0.2')],
  [/^Patroni 2\.1\.7 is too old/, (told) => version(told, '2.1.7')],
  [/does not say its version/, (told) => delete told.patroni.patroni],
  [/^synchronous_mode is off/, (told) => delete told.config.synchronous_mode],
  [/^synchronous_mode is off/, (told) => Object.assign(told.config, { synchronous_mode: 'off' })],
  [/^failsafe_mode is off/, (told) => delete told.config.failsafe_mode],
  [/^it is paused/, (told) => Object.assign(told.patroni, { pause: true })],
  [/^ttl is 30/, (told) => delete told.config.ttl],
  [/^loop_wait \+ 2 × retry_timeout is 25/, (told) => Object.assign(told.config, { retry_timeout: 10 })],
  [/^synchronous_commit is local/, (told) => setParameter(told, 'synchronous_commit', 'local')],
  [/^synchronous_commit is remote_write/, (told) => setParameter(told, 'synchronous_commit', 'remote_write')],
  [/^fsync is off/, (told) => setParameter(told, 'fsync', 'off')],
  [/^full_page_writes is off/, (told) => setParameter(told, 'full_page_writes', false)],
  [
    /^no synchronous standby/,
    (told) => Object.assign((told.cluster.members as object[])[1] ?? {}, { role: 'replica' }),
  ],
  [
    /^no synchronous standby/,
    (told) => Object.assign((told.cluster.members as object[])[1] ?? {}, { state: 'start failed' }),
  ],
  [/^no primary/, (told) => void (told.cluster.members as object[]).shift()],
  [/^watchdog mode is automatic/, (told) => Object.assign(told, { file: 'watchdog:\n  mode: automatic\n' })],
  [
    /^watchdog mode is off/,
    (told) => Object.assign(told, { file: "tags:\n  a: b\nwatchdog:\n  device: x\n  mode: 'off'\n" }),
  ],
  [/^watchdog mode is automatic/, (told) => Object.assign(told, { file: 'scope: tingxu\n' })],
]

function setParameter(told: Told, name: string, value: unknown): void {
  const { parameters } = told.config.postgresql as { parameters: Record<string, unknown> }
  parameters[name] = value
}

for (const [what, change] of UNSAFE)
  test(`refused: ${what.source}`, () => {
    const found = changed(change)
    assert.equal(found.length, 1, found.join('; '))
    assert.match(found[0] ?? '', what)
  })

test('the settings that docs/replication.md shows are those that are safe', () => {
  const text = readFileSync(join(ROOT, 'docs', 'replication.md'), 'utf8')
  const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  assert.deepEqual(
    changed((told) => Object.assign(told, { file: yaml })),
    [],
  )
  for (const name of ['ttl', 'loop_wait', 'retry_timeout', 'synchronous_mode', 'failsafe_mode'])
    assert.match(yaml, new RegExp(`^\\s+${name}: ${SAFE.config[name]}\\b`, 'm'), name)
})

test('asked at its address it says what is unsafe and ends with 1', async () => {
  const told: Record<string, unknown> = { ...structuredClone(SAFE), patroni: { patroni: { version: '3.0.2' } } }
  const patroni = createServer(({ url = '' }, answer) => answer.end(JSON.stringify(told[url.slice(1)])))
  await new Promise<void>((resolve) => patroni.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(patroni.address() as AddressInfo).port}`
  const asked = spawn(process.execPath, ['--import', 'tsx', 'scripts/check-patroni.ts', address], { cwd: ROOT })
  let said = ''
  asked.stdout.on('data', (part: Buffer) => {
    said += part
  })
  const [code] = await once(asked, 'close')
  patroni.close()
  assert.equal(code, 1)
  assert.match(said, /^UNSAFE {2}Patroni 3\.0\.2 is too old/)
})
