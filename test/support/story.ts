// Tells a morning in the hall from a text table, line by line, through the real door; see test/stories.test.ts.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { HallFile } from '../../core/hall.ts'
import type { LeaseView } from '../../core/protocol.ts'
import { ask, press, signIn } from './asking.ts'
import { devicesOf } from './devices.ts'
import { type HallServer, moveTo, openHallServer } from './hall-server.ts'
import { smallHall } from './small-hall.ts'

const OFFSET = '+08:00'
const PASSWORD = 'a-long-enough-password'
/** Two clerks, because one sits at one counter. */
const STAFF = ['clerk', 'clerk2', 'host', 'manager', 'inspector']

/** How a test file tells its stories: each in a small hall of its own, from six in the morning. */
export function storyTeller(after: (fn: () => void) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-stories-'))
  after(() => rmSync(folder, { recursive: true }))
  let told = 0
  return (title: string, table: string, change: Partial<HallFile> = {}): void => {
    const HALL_FILE = join(folder, `${told++}.json`)
    test(title, async () => {
      writeFileSync(HALL_FILE, JSON.stringify(smallHall(change)))
      const server = await openHallServer({ HALL_FILE, CLOCK: 'manual@2026-11-24T06:00:00+08:00' })
      await tell(server, table)
      await server.stop()
    })
  }
}

interface Teller {
  server: HallServer
  day: string
  /** Ids and keys of tickets by number. */
  tickets: Map<string, { id: string; key: string }>
  tokens: Map<string, string>
}

/**
 * Each line: `09:05  clerk  call-next counter=3  -> called A001`. `== 2026-12-01` goes on with another day.
 * A visitor names their own ticket by its key; everybody else by its id. The table is what a reader checks; here it is run.
 */
export async function tell(server: HallServer, table: string): Promise<void> {
  const teller: Teller = { server, day: '2026-11-24', tickets: new Map(), tokens: new Map() }
  for (const role of STAFF) teller.tokens.set(role, await staffToken(server, role))
  for (const raw of table.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('==')) teller.day = line.slice(2).trim()
    else await tellLine(teller, line)
  }
}

async function staffToken(server: HallServer, name: string): Promise<string> {
  const user = `${name}-of-the-story`
  const role = name.replace(/\d$/, '')
  const body = { user, name, role, password: PASSWORD }
  const { status } = await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })
  assert.ok(status === 201 || status === 409, `account for ${name}: ${status}`)
  return signIn(server.url, user, PASSWORD)
}

async function tellLine(teller: Teller, line: string): Promise<void> {
  const [told = '', expected = ''] = line.split('->').map((part) => part.trim())
  const [time = '', role = '', action = '', ...inputs] = told.split(/\s+/)
  await moveTo(teller.server, `${teller.day}T${time}:00${OFFSET}`)
  if (action === 'sees') return sees(teller, inputs, expected, line)
  if (action === 'reads') return reads(teller, inputs, expected, line)
  const command = commandOf(teller, role, action, inputs)
  if (role.startsWith('kiosk') && !teller.tokens.has(role))
    teller.tokens.set(role, (await devicesOf(teller.server).pairedDevice({ name: role })).token)
  const answer = await press(teller.server, command, teller.tokens.get(role) ?? null)
  assert.equal(outcome(teller, answer.body, action), expected, line)
}

function commandOf(teller: Teller, role: string, action: string, inputs: string[]): Record<string, unknown> {
  const command: Record<string, unknown> = { do: action, ...(action === 'take-leased' ? { day: teller.day } : {}) }
  for (const input of inputs) {
    const [name = '', value = ''] = input.split('=')
    if (name === 'priority') command.priority = { class: value, reason: 'as the host saw' }
    else if (action === 'lease') command.series = [{ prefix: name, count: Number(value) }]
    else if (name === 'at') command.at = `${teller.day}T${value}:00${OFFSET}`
    else if (name === 'services') command.services = value.split(',')
    else if (input.includes('=')) command[name] = typed(name, value)
    else if (action.startsWith('take')) command.service = input
    else command.ticket = nameOf(teller, role, input)
  }
  return command
}

/** `on=true`, `minutes=15`, or words in which _ stands for a blank. */
function typed(name: string, value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  return name === 'minutes' ? Number(value) : value.replaceAll('_', ' ')
}

function nameOf(teller: Teller, role: string, number: string): string {
  const ticket = teller.tickets.get(number)
  if (ticket === undefined) return number
  return role === 'visitor' ? ticket.key : ticket.id
}

/** `A801-A820` for numbers that a kiosk may hold, `A001` for a ticket taken, `called A001` for a step of one, `paused 3` for a counter, else the code of the refusal. */
function outcome(teller: Teller, body: Record<string, unknown>, action: string): string {
  if (typeof body.code === 'string') return body.code
  const leased = (body.lease as LeaseView | undefined)?.numbers.map(({ number }) => number)
  if (leased !== undefined) return `${leased[0]}-${leased.at(-1)}`
  const ticket = body.ticket as { id: string; key?: string; number: string; state: string } | undefined
  if (action.startsWith('take') && ticket?.key !== undefined) {
    teller.tickets.set(ticket.number, { id: ticket.id, key: ticket.key })
    return ticket.number
  }
  if (ticket !== undefined) return `${ticket.state} ${ticket.number}`
  const [event] = body.events as { counter?: { id: string; state: string } }[]
  return `${event?.counter?.state} ${event?.counter?.id}`
}

/** `sees A001 -> waiting 2`: state and how many are ahead, by the ticket's own page. `sees 3`: state and number of a counter. */
async function sees(teller: Teller, [what = '']: string[], expected: string, line: string): Promise<void> {
  const { server } = teller
  const ticket = teller.tickets.get(what)
  if (ticket !== undefined) {
    const { body } = await ask(server.url, 'GET', `/api/v1/tickets/${ticket.key}`)
    const { state, counter } = body.ticket as { state: string; counter: string | null }
    assert.equal(`${state} ${state === 'waiting' ? body.ahead : (counter ?? '-')}`, expected, line)
    return
  }
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
  const counter = (body.counters as { id: string; state: string; number: string | null }[]).find(
    ({ id }) => id === what,
  )
  assert.equal(`${counter?.state} ${counter?.number ?? '-'}`, expected, line)
}

/** `reads finished -> extended 960`: what the log says of the last event of that type. */
async function reads({ server, tokens }: Teller, [type = '']: string[], expected: string, line: string): Promise<void> {
  const token = tokens.get('inspector') ?? null
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events?after=0`, { token })
  const last = (body.events as { type: string; extended?: { seconds: number }; reason?: string }[]).findLast(
    (one) => one.type === type,
  )
  assert.equal(
    last?.extended === undefined ? `${last?.reason ?? '-'}` : `extended ${last.extended.seconds}`,
    expected,
    line,
  )
}
