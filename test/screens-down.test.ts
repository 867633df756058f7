// A kiosk that nobody hears of any more: the manager sees it on the overview and is told by the hall's own rule.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { readConfig } from '../server/config.ts'
import { type Serving, serve } from '../server/serve.ts'
import { ask } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { openHallServer } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'

let browser: Browser | undefined
let again: Serving | undefined
after(async () => {
  await browser?.close()
  await again?.stop()
})

test('a device that is down stands on the overview, and in the alerts of those whom the hall’s rule names', async () => {
  const server = await openHallServer()
  const path = `/api/v1/halls/${server.hall}/file`
  const file = (await ask(server.url, 'GET', path, { token: server.token })).body as { policy: object }
  const rule = { id: 'machines', metric: 'device-down', threshold: 5, roles: ['manager'] }
  const body = { ...file, policy: { ...file.policy, alerts: [rule] } }
  assert.equal((await ask(server.url, 'PUT', path, { body, token: server.token })).status, 200)
  const asked = (await ask(server.url, 'POST', '/api/v1/devices', { body: { kind: 'kiosk' } })).body
  const pairing = { code: asked.code, name: 'East door', hall: server.hall, scope: { kind: 'kiosk' } }
  assert.equal(
    (await ask(server.url, 'POST', '/api/v1/devices/pair', { body: pairing, token: server.token })).status,
    201,
  )
  await server.stop()

  // Ten minutes later, as far as the machine is concerned.
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE devices SET paired_at = now() - interval '10 minutes'")
  await client.end()
  const config = readConfig({ PORT: '0', CLOCK: 'manual' })
  again = await serve(config, server.connection, pino({ level: 'error' }))
  browser = await openBrowser()
  const page = await openConsole(browser, { ...server, url: again.url }, server.token, { path: '#overview' })
  await page.getByText('Kiosks and screens that are down: 1').waitFor()
  await page.getByText('East door: nothing heard for 10 min').waitFor()
  await page.getByText('Device East door is down for 10 min').waitFor()
})
