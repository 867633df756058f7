// Which steps a counter can take now, which is the next one, and why the others cannot be taken. Read from the core's tables.
import { COUNTER_ACTIONS, type CounterActionName, mayCounter } from '../core/counter.ts'
import type { CounterView, TicketView } from '../core/protocol.ts'
import { mayTicket, TICKET_ACTIONS } from '../core/ticket.ts'
import type { Press } from '../ui/send.ts'
import type { WordKey } from '../ui/words.ts'

/** In the order of a visit; the letter is the key that presses it. */
export const KEYS = {
  'call-next': 'n',
  recall: 'r',
  serve: 's',
  finish: 'f',
  miss: 'm',
  open: 'o',
  pause: 'p',
  close: 'c',
} as const
export type StepName = keyof typeof KEYS
export const STEPS = Object.keys(KEYS) as StepName[]

/** What the counter is there for comes first; the next step is the first of these that is legal. */
export const NEXT: readonly StepName[] = ['serve', 'finish', 'call-next', 'open']

export interface Scene {
  counter: CounterView
  /** Who is called to the counter or served at it. */
  ticket: TicketView | null
}

/** Null when the step is legal. */
export function blocked(step: StepName, { counter, ticket }: Scene): WordKey | null {
  if (isCounterStep(step)) {
    if (counter.ticket !== null) return 'console.blocked.busy'
    return mayCounter(step, counter.state) ? null : `console.blocked.counter-${counter.state}`
  }
  if (step === 'call-next') {
    if (counter.state !== 'open') return `console.blocked.counter-${counter.state}`
    return counter.ticket === null ? null : 'console.blocked.busy'
  }
  if (ticket === null) return 'console.blocked.no-ticket'
  if (mayTicket(step, ticket.state)) return null
  return `console.blocked.${TICKET_ACTIONS[step].from[0]}`
}

export function nextStep(scene: Scene): StepName | undefined {
  return NEXT.find((step) => blocked(step, scene) === null)
}

/** The press as the hall wants it. */
export function pressOf(step: StepName, { counter, ticket }: Scene, reason?: string): Press | null {
  if (step === 'pause') return { do: 'pause', counter: counter.id, ...(reason ? { reason } : {}) }
  if (isCounterStep(step) || step === 'call-next') return { do: step, counter: counter.id }
  return ticket === null ? null : { do: step, ticket: ticket.id }
}

function isCounterStep(step: StepName): step is Extract<StepName, CounterActionName> {
  return step in COUNTER_ACTIONS
}

export function stepOfKey(key: string): StepName | undefined {
  return STEPS.find((step) => KEYS[step] === key.toLowerCase())
}

/** How a counter is told in one word. */
export function counterWord(counter: CounterView): WordKey {
  if (counter.ticket !== null) return counter.serving ? 'console.counter.serving' : 'console.counter.calling'
  return `console.counter.${counter.state}`
}
