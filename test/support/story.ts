// Tells a morning in the hall from a text table, line by line, through the real door; see test/stories.test.ts.
import assert from 'node:assert/strict'
import { ask, press, signIn } from './asking.ts'
import { type HallServer, moveTo } from './hall-server.ts'

const OFFSET = '+08:00'
const PASSWORD = 'a-long-enough-password'
const STAFF_ROLES = ['clerk', 'host', 'manager', 'inspector']

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
  for (const role of STAFF_ROLES) teller.tokens.set(role, await staffToken(server, role))
  for (const raw of table.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('==')) teller.day = line.slice(2).trim()
    else await tellLine(teller, line)
  }
}

async function staffToken(server: HallServer, role: string): Promise<string> {
  const user = `${role}-of-the-story`
  const body = { user, name: role, role, password: PASSWORD }
  const { status } = await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })
  assert.ok(status === 201 || status === 409, `account for ${role}: ${status}`)
  return signIn(server.url, user, PASSWORD)
}

async function tellLine(teller: Teller, line: string): Promise<void> {
  const [told = '', expected = ''] = line.split('->').map((part) => part.trim())
  const [time = '', role = '', action = '', ...inputs] = told.split(/\s+/)
  await moveTo(teller.server, `${teller.day}T${time}:00${OFFSET}`)
  if (action === 'sees') return sees(teller, inputs, expected, line)
  const command = commandOf(teller, role, action, inputs)
  const answer = await press(teller.server, command, teller.tokens.get(role) ?? null)
  assert.equal(outcome(teller, answer.body, action), expected, line)
}

function commandOf(teller: Teller, role: string, action: string, inputs: string[]): Record<string, unknown> {
  const command: Record<string, unknown> = { do: action }
  for (const input of inputs) {
    const [name = '', value = ''] = input.split('=')
    if (name === 'priority') command.priority = { class: value, reason: 'as the host saw' }
    else if (input.includes('=')) command[name] = value
    else if (action === 'take') command.service = input
    else command.ticket = nameOf(teller, role, input)
  }
  return command
}

function nameOf(teller: Teller, role: string, number: string): string {
  const ticket = teller.tickets.get(number)
  if (ticket === undefined) return number
  return role === 'visitor' ? ticket.key : ticket.id
}

/** `A001` for a ticket taken, `called A001` for a step of one, `paused 3` for a counter, else the code of the refusal. */
function outcome(teller: Teller, body: Record<string, unknown>, action: string): string {
  if (typeof body.code === 'string') return body.code
  const ticket = body.ticket as { id: string; key?: string; number: string; state: string } | undefined
  if (action === 'take' && ticket?.key !== undefined) {
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
