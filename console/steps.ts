// Which steps a counter can take now, which is the next one, and why the others cannot be taken. Read from the core's tables.
import { type CommandName, rolesOf } from '../core/command.ts'
import { COUNTER_ACTIONS, type CounterActionName, mayCounter } from '../core/counter.ts'
import type { CounterView, TicketView } from '../core/protocol-board.ts'
import { mayTicket, type Role, TICKET_ACTIONS } from '../core/ticket.ts'
import type { Press } from '../ui/send.ts'
import type { WordKey } from '../ui/words.ts'

/** In the order of a visit; the letter is the key that presses it. */
export const KEYS = {
  'call-next': 'n',
  recall: 'r',
  serve: 's',
  finish: 'f',
  miss: 'm',
  park: 'k',
  transfer: 't',
  'turn-away': 'w',
  open: 'o',
  pause: 'p',
  close: 'c',
  'help-out': 'h',
  'take-over': 'g',
  attend: 'a',
  undo: 'u',
} as const satisfies Partial<Record<CommandName, string>>
/** Not a step: the same counter as a strip beside other programs. */
export const BAR_KEY = 'b'
export type StepName = keyof typeof KEYS
export const STEPS = Object.keys(KEYS) as StepName[]

/** What the counter is there for comes first; the next step is the first of these that is legal. */
export const NEXT: readonly StepName[] = ['serve', 'finish', 'call-next', 'open']

/** These ask something first, in a dialog. `call` is begun from the list of those who wait. */
export const ASKING = ['pause', 'park', 'transfer', 'turn-away', 'take-over', 'call'] as const
export type AskingStep = (typeof ASKING)[number]

export interface Scene {
  counter: CounterView
  /** Who is called to the counter or served at it. */
  ticket: TicketView | null
  /** The account that works here, and as what. */
  user: string
  role: Role
  /** The doors closed behind the service of the one who is here. */
  afterClosing: boolean
  /** Finished or missed here so shortly ago that it can be taken back. */
  undoable: string | null
}

/** A manager may whatever people may; the server checks again. */
export function mayPress(name: CommandName, role: Role): boolean {
  return role === 'manager' || rolesOf(name).includes(role)
}

/** Null when the step is legal. */
export function blocked(step: StepName, scene: Scene): WordKey | null {
  const { counter, ticket } = scene
  if (!mayPress(step, scene.role)) return 'console.blocked.role'
  if (isCounterStep(step)) return counterBlocked(step, scene)
  if (step === 'call-next') {
    if (counter.state !== 'open') return `console.blocked.counter-${counter.state}`
    return counter.ticket === null ? null : 'console.blocked.busy'
  }
  if (step === 'undo') {
    if (scene.undoable === null) return 'console.blocked.nothing-to-undo'
    if (counter.state === 'closed') return 'console.blocked.counter-closed'
    return counter.ticket === null ? null : 'console.blocked.busy'
  }
  if (ticket === null) return 'console.blocked.no-ticket'
  if (!mayTicket(step, ticket.state)) return `console.blocked.${TICKET_ACTIONS[step].from[0]}`
  if (step === 'turn-away' && !scene.afterClosing) return 'console.blocked.not-closed'
  return step === 'finish' && openElsewhere(ticket) ? 'console.blocked.steps-open' : null
}

function counterBlocked(step: CounterActionName, { counter, user }: Scene): WordKey | null {
  if (counter.ticket !== null && !('withPeople' in COUNTER_ACTIONS[step])) return 'console.blocked.busy'
  if (!mayCounter(step, counter.state)) return `console.blocked.counter-${counter.state}`
  if (step === 'take-over' && counter.clerk === user) return 'console.blocked.own-counter'
  if (step === 'attend' && counter.summoned === undefined) return 'console.blocked.not-summoned'
  return null
}

/** A joint visit is finished by its lead when all departments have done their part. */
function openElsewhere({ visit, service }: TicketView): boolean {
  return visit?.joint === true && visit.steps.some((one) => one.state !== 'done' && one.service !== service)
}

export function nextStep(scene: Scene): StepName | undefined {
  return NEXT.find((step) => blocked(step, scene) === null)
}

/** The press of a step that asks nothing, as the hall wants it. */
export function pressOf(step: Exclude<StepName, AskingStep>, { counter, ticket, undoable }: Scene): Press | null {
  if (step === 'help-out') return { do: step, counter: counter.id, on: counter.helps === false }
  if (isCounterStep(step) || step === 'call-next') return { do: step, counter: counter.id }
  if (step === 'undo') return undoable === null ? null : { do: step, ticket: undoable }
  return ticket === null ? null : { do: step, ticket: ticket.id }
}

function isCounterStep<S extends StepName>(step: S): step is Extract<S, CounterActionName> {
  return step in COUNTER_ACTIONS
}

export function isAsking<S extends StepName>(step: S): step is Extract<S, AskingStep> {
  return (ASKING as readonly string[]).includes(step)
}

export function stepOfKey(key: string): StepName | undefined {
  return STEPS.find((step) => KEYS[step] === key.toLowerCase())
}

/** How a counter is told in one word. */
export function counterWord(counter: CounterView): WordKey {
  if (counter.ticket !== null) return counter.serving ? 'console.counter.serving' : 'console.counter.calling'
  return `console.counter.${counter.state}`
}
