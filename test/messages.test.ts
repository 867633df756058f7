// What people are told by mail and SMS: each thing once, by the follower of the log; tried again, and seen when it fails.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { HallFile } from '../core/hall.ts'
import { openPool } from '../server/db.ts'
import { ask, press } from './support/asking.ts'
import { at, BOOK, book, booked, bookingHall, hallServer, person, refused } from './support/booking-hall.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { type Mailbox, mailTo, openGateway, openMailbox } from './support/mailbox.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { untilFound as until } from './support/until.ts'

/** Longer than a look of the follower. */
const QUIET_MS = 1_500
const SECRET = 'a secret of the gateway'

function envOf(box: Mailbox, more: Record<string, string> = {}) {
  return { SMTP_URL: box.url, MAIL_FROM: '小厅 <hall@example.org>', PUBLIC_URL: 'https://hall.example.org', ...more }
}

const mailOf = (n: number) => `p${n}@example.org`
const withMail = (n: number) => ({ ...person(n), mail: mailOf(n) })
const messages = async (server: HallServer) =>
  (await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/messages`, { token: server.token })).body as {
    channels: Record<string, boolean>
    counts: Record<string, number>
    messages: { kind: string; channel: string; state: string; attempts: number; error: string | null }[]
  }

test('booked, changed, reminded, cancelled: a mail in the language of whoever booked, and an SMS that is signed', async () => {
  const box = await openMailbox()
  const gateway = await openGateway()
  const env = envOf(box, { SMS_URL: gateway.url, SMS_SECRET: SECRET })
  const server = await hallServer(bookingHall({}, { limits: { openPerService: null } }), undefined, env)
  const one = booked(await book(server, person(1), at('09:00'), { mail: mailOf(1), language: 'en' }))
  const told = await mailTo(box, mailOf(1), /^Booked: Identity card, 2026-11-25$/)
  const code = one.code.replace(/(\d{3})(?=\d)/g, '$1 ')
  assert.ok(told.text.includes(`Identity card, 2026-11-25 09:00. Code ${code}.`), told.text)
  assert.ok(told.text.includes(`https://hall.example.org/appointment?lang=en#${one.key}`), told.text)
  const sms = await until('the SMS', () => gateway.requests[0])
  const stamp = sms.headers['webhook-timestamp'] ?? ''
  const signed = createHmac('sha256', SECRET).update(`${sms.headers['webhook-id']}.${stamp}.${sms.body}`)
  assert.equal(sms.headers['webhook-signature'], `v1,${signed.digest('base64')}`)
  assert.equal((JSON.parse(sms.body) as { to: string }).to, person(1).phone)

  await press(server, { do: 'rebook', appointment: one.key, start: at('10:00') })
  assert.match((await mailTo(box, mailOf(1), /^Changed/)).text, /2026-11-25 10:00/)
  // Nobody chose a language: it is the first of the hall.
  booked(await book(server, person(2), at('11:00'), { mail: mailOf(2) }))
  await mailTo(box, mailOf(2), /^已预约：居民身份证 2026-11-25$/)
  await press(server, { do: 'cancel-appointment', appointment: one.key })
  assert.match((await mailTo(box, mailOf(1), /^Cancelled/)).text, /2026-11-25 at 10:00 is cancelled/)
  await moveTo(server, at('11:01', '2026-11-24'))
  await mailTo(box, mailOf(2), /^提醒/)
  await delay(QUIET_MS)
  assert.equal(box.mails.filter(({ to }) => to === mailOf(1)).length, 3, 'who cancelled is not reminded')
  assert.equal(new Set(box.mails.map(({ id }) => id)).size, box.mails.length)
  const { counts, channels, messages: listed } = await messages(server)
  assert.deepEqual(
    [channels, counts],
    [
      { mail: true, sms: true },
      { queued: 0, late: 0, sent: 10, failed: 0 },
    ],
  )
  assert.ok(!JSON.stringify(listed).includes(person(1).phone), 'no addresses in the list')
  await server.stop()
})

test('a code that confirms goes to the address, once however often the hold is renewed', async () => {
  const box = await openMailbox()
  const server = await hallServer(bookingHall({}, { confirm: 'mail' }), undefined, envOf(box))
  const answer = await book(server, person(1), at('09:00'), { mail: mailOf(1), language: 'en' })
  const held = booked(answer)
  assert.equal(held.state, 'held')
  const { text, subject } = await mailTo(box, mailOf(1), /^Your code/)
  const code = subject.match(/\d{6}/)?.[0] ?? ''
  assert.match(text, new RegExp(`${code}.*2026-11-25 09:00.*until 08:30`, 's'))
  await press(server, { do: 'hold', appointment: held.key, service: 'id-card', start: at('09:00') })
  booked(await press(server, { do: 'confirm-appointment', appointment: held.key, code }))
  await mailTo(box, mailOf(1), /^Booked/)
  assert.equal(box.mails.length, 2)
  await server.stop()
})

test('an evening that is called off, and one that takes place: everybody who booked is told', async () => {
  const box = await openMailbox()
  const file = bookingHall({}, { reminders: [] })
  const server = await hallServer(file, '2026-11-25T09:00:00+08:00', envOf(box))
  booked(await book(server, person(1), at('18:00'), { mail: mailOf(1), language: 'en' }))
  await moveTo(server, at('17:00'))
  const off = await mailTo(box, mailOf(1), /^Does not take place/)
  assert.match(off.text, /2026-11-25 at 18:00 does not take place.*Other times: https:/s)
  await moveTo(server, at('09:00', '2026-12-02'))
  for (const n of [2, 3])
    booked(await book(server, person(n), at('18:00', '2026-12-02'), { mail: mailOf(n), language: 'en' }))
  await moveTo(server, at('17:00', '2026-12-02'))
  for (const n of [2, 3]) await mailTo(box, mailOf(n), /^Takes place: Identity card, 2026-12-02/)
  await server.stop()
})

test('a place that became free is offered by mail, with a link that takes it; missed, appealed, lifted', async () => {
  const box = await openMailbox()
  const file = bookingHall({}, { offerMinutes: 60, quarantineMinutes: 0, reminders: [] })
  const [am] = file.openings as [HallFile['openings'][number]]
  const openings = [{ ...am, start: '09:00', end: '09:15', online: 1, desk: 1, book: { ...BOOK, untilDays: 1 } }]
  const server = await hallServer({ ...file, openings }, '2026-11-24T09:00:00+08:00', envOf(box))
  const holder = booked(await book(server, person(1), at('09:00')))
  const wish = { do: 'join-waiting-list', service: 'id-card', from: '2026-11-25', to: '2026-11-25' }
  assert.equal((await press(server, { ...wish, ...withMail(2), language: 'en' })).status, 200)
  await press(server, { do: 'cancel-appointment', appointment: holder.key })
  await moveTo(server, at('09:12', '2026-11-24'))
  const { text } = await mailTo(box, mailOf(2), /^A place is free/)
  const key = text.match(/appointment\?lang=en#(\S+)/)?.[1] ?? ''
  const taken = booked(
    await press(server, { do: 'book', appointment: key, service: 'id-card', start: at('09:00'), ...withMail(2) }),
  )
  assert.equal(taken.state, 'booked')
  await moveTo(server, at('12:01'))
  await mailTo(box, mailOf(2), /^Missed/)
  assert.equal((await press(server, { do: 'appeal', appointment: key, note: 'ill' })).status, 200)
  const lift = { do: 'lift-ban', appointment: taken.id, reason: 'a note of the hospital' }
  assert.equal((await press(server, lift, server.token)).status, 200)
  await mailTo(box, mailOf(2), /^You can book again/)
  await server.stop()
})

test('three before you: whoever left a number is told once, and not whoever has just come', async () => {
  const gateway = await openGateway()
  const env = { SMS_URL: gateway.url, SMS_SECRET: SECRET, PUBLIC_URL: 'https://hall.example.org' }
  // Everybody gives their number as they take theirs: it was not left for this.
  const hall = bookingHall()
  for (const one of hall.services) if (one.id === 'id-card') one.onePerPerson = true
  const server = await hallServer(hall, '2026-11-24T08:59:00+08:00', env)
  const took = (n: number) => press(server, { do: 'take', service: 'id-card', language: 'en', ...phoneOf(n) })
  for (const n of [1, 2, 3, 4, 5, 6]) assert.equal((await took(n)).status, 200)
  await press(server, { do: 'open', counter: '1' }, server.token)
  const next = async (time: string) => {
    await moveTo(server, at(time, '2026-11-24'))
    const called = await press(server, { do: 'call-next', counter: '1' }, server.token)
    const [event] = called.body.events as { ticket: { id: string } }[]
    await press(server, { do: 'serve', ticket: event?.ticket.id }, server.token)
    await press(server, { do: 'finish', ticket: event?.ticket.id }, server.token)
  }
  await next('09:00')
  await delay(QUIET_MS)
  assert.equal(gateway.requests.length, 0, 'they saw it when they took their number')
  await next('09:10')
  await until('A003 to A006 are told', () => (gateway.requests.length >= 4 ? true : undefined))
  await next('09:20')
  await delay(QUIET_MS)
  const texts = gateway.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text).sort()
  assert.equal(texts.length, 4, 'once each')
  assert.match(texts[3] ?? '', /number A006 for Identity card, 3 before you/)
  await server.stop()
})

const phoneOf = (n: number) => ({ phone: person(n).phone })

test('451 is tried again until it is taken, an address that is none fails at once; both are seen, and tried by hand', async () => {
  const box = await openMailbox()
  const server = await hallServer(bookingHall(), undefined, envOf(box))
  box.answer.code = 451
  booked(await book(server, person(1), at('09:00'), { mail: mailOf(1), language: 'en' }))
  const late = await until('a try in vain', async () => {
    const { messages: listed, counts } = await messages(server)
    return listed[0]?.error == null ? undefined : { ...listed[0], counts }
  })
  assert.deepEqual([late.state, late.counts.queued, late.counts.late], ['queued', 1, 1])
  assert.match(late.error ?? '', /451/)
  assert.ok(!late.error?.includes('@'), late.error ?? '')
  box.answer.code = null
  await mailTo(box, mailOf(1), /^Booked/)

  box.answer.code = 550
  booked(await book(server, person(2), at('10:00'), { mail: mailOf(2), language: 'en' }))
  const failed = await until('a failure', async () => {
    const { messages: listed, counts } = await messages(server)
    return listed[0]?.state === 'failed' ? { ...listed[0], counts } : undefined
  })
  assert.deepEqual([failed.state, failed.attempts, failed.counts.failed], ['failed', 1, 1])
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  assert.ok(metrics.includes(`tingxu_messages{hall="${server.hall}",state="failed"} 1`), metrics.slice(-800))
  box.answer.code = null
  const path = `/api/v1/halls/${server.hall}/messages/retry`
  assert.deepEqual((await ask(server.url, 'POST', path, { token: server.token })).body, { retried: 1 })
  await mailTo(box, mailOf(2), /^Booked/)
  // The mail server is away: nothing is lost, and presses do not wait for it.
  await box.close()
  const since = performance.now()
  booked(await book(server, person(3), at('11:00'), { mail: mailOf(3), language: 'en' }))
  assert.ok(performance.now() - since < 2_000)
  await until('a try in vain', async () => ((await messages(server)).counts.late === 1 ? true : undefined))
  const again = await openMailbox(Number(new URL(box.url).port))
  await mailTo(again, mailOf(3), /^Booked/)
  assert.equal(again.mails.length, 1)
  await server.stop()
})

test('two processes on one database tell each thing once; whose data is gone is told nothing', async () => {
  const box = await openMailbox()
  const url = await freshDatabase()
  const first = await serveOn(url, envOf(box))
  const second = await serveOn(url, envOf(box))
  const file = bookingHall({ hall: 'evening' }, { limits: { openPerService: null, perHour: null }, reminders: [60] })
  const made = await ask(first.url, 'PUT', '/api/v1/halls/evening/file', { body: file, token: first.token })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const halls = [first, second].map((server) => ({ ...server, hall: 'evening' }))
  await until('the second knows the hall', async () =>
    (await ask(second.url, 'GET', '/api/v1/halls/evening')).status === 200 ? true : undefined,
  )
  const people = Array.from({ length: 40 }, (_, n) => n)
  const times = ['10:00', '10:15', '10:30', '10:45', '11:00', '11:15', '11:30', '15:00', '15:15', '15:30', '15:45']
  const keys = await Promise.all(
    people.map(async (n) => {
      const hall = halls[n % 2] as HallServer
      const start = at(times[n % times.length] ?? '', n < 22 ? '2026-11-25' : '2026-11-26')
      const answer = await book(hall, person(n), start, { mail: mailOf(n), language: 'en' })
      return answer.status === 200 ? { n, key: booked(answer).key } : null
    }),
  )
  const done = keys.filter((one) => one !== null)
  assert.ok(done.length >= 20, `${done.length} of 40 found a place`)
  await until('all are told', () => (box.mails.length >= done.length ? true : undefined))
  const [gone] = done
  const forgotten = await ask(first.url, 'DELETE', `/api/v1/appointments/${gone?.key}/data`)
  assert.equal(forgotten.status, 200)
  await press(halls[0] as HallServer, { do: 'cancel-appointment', appointment: gone?.key })
  await delay(2 * QUIET_MS)
  assert.deepEqual(
    box.mails.map(({ to }) => to).sort(),
    done.map(({ n }) => mailOf(n)).sort(),
    'each once; whoever is forgotten does not hear of the cancellation',
  )
})

test('a hall says it in words of its own; a name that means nothing is refused with its place', async () => {
  const box = await openMailbox()
  const file = bookingHall()
  const texts = { booked: { subject: { en: 'See you on {date}' }, text: { en: 'Ring twice. {time} {link}' } } }
  const policy = { ...file.policy, messages: { texts } }
  const server = await hallServer({ ...file, policy }, undefined, envOf(box))
  booked(await book(server, person(1), at('09:00'), { mail: mailOf(1), language: 'en' }))
  assert.match((await mailTo(box, mailOf(1), /^See you on 2026-11-25$/)).text, /^Ring twice. 09:00 https:/)
  booked(await book(server, person(2), at('10:00'), { mail: mailOf(2) }))
  await mailTo(box, mailOf(2), /^已预约/)
  const odd = { ...file, policy: { ...file.policy, messages: { texts: { near: { text: { en: 'Code {code}' } } } } } }
  const path = `/api/v1/halls/${server.hall}/file`
  const { headers } = await ask(server.url, 'GET', path, { token: server.token })
  const { status, body } = await ask(server.url, 'PUT', path, {
    body: odd,
    token: server.token,
    headers: { 'if-match': headers.get('etag') ?? '' },
  })
  assert.equal(status, 400)
  assert.deepEqual(body.errors, [{ path: '/policy/messages/texts/near/text/en', code: 'unknown_name', detail: 'code' }])
  await server.stop()
})

test('nothing is sent where no way out is set up, nor told later of what is long past', async () => {
  const url = await freshDatabase()
  const silent = await serveOn(url)
  const file = bookingHall({ hall: 'silent' }, { reminders: [] })
  await ask(silent.url, 'PUT', '/api/v1/halls/silent/file', { body: file, token: silent.token })
  booked(await book({ ...silent, hall: 'silent' }, person(1), at('10:00'), { mail: mailOf(1) }))
  const pool = openPool({ connectionString: url }, () => {})
  await until('the log is read', async () => {
    const { rows } = await pool.query<{ seq: number; last: number }>(
      'SELECT c.seq, h.seq AS last FROM message_cursors c JOIN halls h ON h.id = c.hall WHERE c.hall = $1',
      ['silent'],
    )
    return rows[0] !== undefined && rows[0].seq === rows[0].last ? true : undefined
  })
  await silent.stop()
  const box = await openMailbox()
  const speaking = await serveOn(url, envOf(box))
  booked(await book({ ...speaking, hall: 'silent' }, person(2), at('11:00'), { mail: mailOf(2) }))
  await mailTo(box, mailOf(2), /./)
  assert.equal(box.mails.length, 1)
  await pool.end()
})

test('nobody who may not sees how messages fare', async () => {
  const server = await hallServer(bookingHall())
  const path = `/api/v1/halls/${server.hall}/messages`
  assert.equal((await ask(server.url, 'GET', path)).status, 401)
  assert.deepEqual((await messages(server)).channels, { mail: false, sms: false })
  assert.equal(refused(await ask(server.url, 'POST', `${path}/retry`)), '401 unauthorized')
  await server.stop()
})
