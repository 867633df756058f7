// The server is back: what was given without it enters the queue, eldest first, and no number stays there that nobody holds.
import type { Problem } from '../../core/protocol.ts'
import type { Press, Sent } from '../../ui/send.ts'
import type { AloneStore, Given } from './store.ts'

export type Send = (hall: string, press: Press, id: string) => Promise<Sent>

export interface Sending {
  store: AloneStore
  send: Send
  /** New for each press. */
  newId: () => string
}

/** True when nothing is left to be sent. Whatever is unanswered stays as it is, and is sent again in the same words. */
export async function enterAll(tools: Sending): Promise<boolean> {
  let settled = true
  for (const one of await tools.store.given()) {
    let now: Given | null = one
    while (now !== null && now.state !== 'refused') {
      const step = await stepOf(now, tools)
      if ('unanswered' in step) {
        // One that the server stumbles over must not keep the others out; a line that is down keeps all of them.
        if (step.unanswered.status !== FAULT) return false
        settled = false
        break
      }
      now = await tools.store.change(now, step.becomes)
    }
  }
  return settled
}

const FAULT = 500

/** What becomes of the record; null: it is done with. */
type Next = { becomes: Partial<Given> | null } | { unanswered: Problem }

function stepOf(one: Given, tools: Sending): Promise<Next> {
  switch (one.state) {
    case 'given':
      return enter(one, tools)
    case 'ghost':
      return findGhost(one, tools)
    case 'withdraw':
      return withdraw(one, tools)
    case 'refused':
      return Promise.resolve({ becomes: one })
    default:
      return one.state satisfies never
  }
}

/**
 * Under the id of the press that had no answer. If that was not done, it never will be: the id is used. If it was, this is
 * refused for the id alone, and enters under another; the number that it brought about is then looked for.
 */
async function enter(one: Given, { send, newId }: Sending): Promise<Next> {
  const { do: _, phone: __, card: ___, printer: ____, ...take } = one.take
  const { number, day } = one
  const at = new Date(one.at).toISOString()
  const sent = await send(one.hall, { ...take, do: 'take-leased', number, day, at }, one.id)
  if (sent.ok) return done(one, null)
  const { problem } = sent
  if (!isAnswer(problem)) return { unanswered: problem }
  if (problem.code === 'id_reused' && one.asked) return { becomes: { id: newId(), asked: false, ghost: one.id } }
  return done(one, problem.code)
}

function done(one: Given, code: string | null): Next {
  const known = code === null ? {} : { code }
  if (one.ghost !== undefined) return { becomes: { ...known, state: 'ghost' } }
  return { becomes: code === null ? null : { ...known, state: 'refused' } }
}

/** The press of then, word for word: it is not done again, only answered, with the number that it gave or with a no. */
async function findGhost(one: Given, { send, newId }: Sending): Promise<Next> {
  const sent = await send(one.hall, one.take, one.ghost ?? '')
  if (!sent.ok && !isAnswer(sent.problem)) return { unanswered: sent.problem }
  const key = sent.ok ? sent.answer.ticket?.key : undefined
  return key === undefined ? end(one) : { becomes: { state: 'withdraw', ghostKey: key, id: newId() } }
}

async function withdraw(one: Given, { send }: Sending): Promise<Next> {
  const sent = await send(one.hall, { do: 'cancel', ticket: one.ghostKey ?? '' }, one.id)
  // A no says that somebody has called it and found nobody: it is over.
  return sent.ok || isAnswer(sent.problem) ? end(one) : { unanswered: sent.problem }
}

function end({ code }: Given): Next {
  return { becomes: code === undefined ? null : { state: 'refused' } }
}

/** Of who asks, of too many at once, of a request that came in pieces: nothing is said about the press. */
const OF_ASKING: readonly number[] = [401, 403, 408, 429]

/**
 * A server in trouble and no answer say nothing either. Nor does a no to whoever asks: somebody of the hall may be signed in
 * at this kiosk for the moment, and the press is then theirs.
 */
function isAnswer({ status }: Problem): boolean {
  return status >= 400 && status < FAULT && !OF_ASKING.includes(status)
}
