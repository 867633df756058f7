// What the program says of its work to whoever reads the log: nothing by which a person is known, or a door opened.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { readConfig } from '../server/config.ts'
import { openLog } from '../server/log.ts'
import { migrate } from '../server/migrate.ts'
import { serve } from '../server/serve.ts'
import { ask, press, signIn } from './support/asking.ts'
import { openDatabase } from './support/database.ts'
import { ADMIN_PASSWORD, TUESDAY_MORNING } from './support/hall-server.ts'

const PHONE = '13987650123'
const CARD = '11010519491231002X'
const NAME = '欧阳静怡'

test('the log at its most talkative holds no phone, card, key, token, password or cookie', async () => {
  const { connection } = await openDatabase(migrate)
  let said = ''
  const log = openLog('trace', {
    write: (line) => {
      said += line
    },
  })
  const config = readConfig({ PORT: '0', ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}` })
  const serving = await serve(config, connection, log)
  const behind = new pg.Client(connection)
  await behind.connect()
  try {
    const hall = serving.halls.list()[0]?.id ?? ''
    const path = `/api/v1/halls/${hall}/commands`
    const token = await signIn(serving.url, 'admin', ADMIN_PASSWORD)
    const taken = await press({ url: serving.url, hall }, { do: 'take', service: 'id-card', phone: PHONE, card: CARD })
    const { key } = taken.body.ticket as { key: string }
    await ask(serving.url, 'GET', `/api/v1/tickets/${key}`, { headers: { cookie: `tingxu_session=${token}` } })
    await ask(serving.url, 'GET', `/api/v1/nothing/${PHONE}?card=${CARD}`, { token })
    await ask(serving.url, 'POST', path, { body: `{"phone":"${PHONE}",` })
    await ask(serving.url, 'POST', path, { body: { id: 'press-with-more', do: 'take', service: PHONE, name: NAME } })
    // A row that the database refuses is quoted in its complaint, and a fault is logged.
    await behind.query(`ALTER TABLE people_data ADD CHECK (ticket = '') NOT VALID`)
    const broken = await press({ url: serving.url, hall }, { do: 'take', service: 'id-card', phone: PHONE })
    assert.equal(broken.status, 500)
    log.error({ err: new Error(`nobody at ${PHONE}`), phone: PHONE, token }, `card ${CARD}, key ${key}`)
    assert.ok(said.includes('people_data'), 'the fault is in the log')
    assert.match(said, /"method":"GET"/)
    for (const text of [PHONE, CARD, key, token, ADMIN_PASSWORD, 'Failing row']) assert.ok(!said.includes(text), text)
    for (const line of said.trim().split('\n')) JSON.parse(line)
  } finally {
    await serving.stop()
    await behind.end()
  }
})
