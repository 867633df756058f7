// What can be pressed: one schema a command, made from the tables of tickets, counters, appointments and sessions.
import Type, { type Static } from 'typebox'
import { APPOINTMENT_ACTIONS, BOOKING_COMMANDS, type BookingCommandName } from './appointment.ts'
import { COUNTER_ACTIONS, type CounterActionName } from './counter.ts'
import { COMMAND_ID_PATTERN } from './ids.ts'
import { LEASE_ACTIONS } from './lease-inputs.ts'
import { SESSION_ACTIONS, type SessionActionName } from './session-inputs.ts'
import { type Role, TICKET_ACTIONS, type TicketActionName } from './ticket.ts'

const ACTIONS = { ...TICKET_ACTIONS, ...COUNTER_ACTIONS, ...APPOINTMENT_ACTIONS, ...SESSION_ACTIONS, ...LEASE_ACTIONS }
type ActionName = keyof typeof ACTIONS
/** What time itself sends never comes in by a door that people use. */
type PublicAction =
  | Exclude<TicketActionName, 'close-ticket' | 'put-back' | 'announce'>
  | CounterActionName
  | BookingCommandName
  | SessionActionName
  | 'lease'
const BOOKING_NAMES: readonly ActionName[] = Object.keys(APPOINTMENT_ACTIONS) as ActionName[]
const INNER: readonly ActionName[] = [
  'close-ticket',
  'put-back',
  'announce',
  ...BOOKING_NAMES.filter((name) => !BOOKING_COMMANDS.some((one) => one === name)),
]
type InputsOf<K extends ActionName> = Static<Type.TObject<(typeof ACTIONS)[K]['inputs']>>
/** A command as it is pressed: `{"id": "…", "do": "call-next", "counter": "3"}`. */
export type Command = { [K in PublicAction]: { id: string; do: K } & InputsOf<K> }[PublicAction]
export type CommandName = PublicAction

export const COMMAND_NAMES = (Object.keys(ACTIONS) as ActionName[]).filter(
  (name): name is PublicAction => !INNER.includes(name),
)

const commandSchema = (name: PublicAction) =>
  Type.Object(
    { id: Type.String({ pattern: COMMAND_ID_PATTERN }), do: Type.Literal(name), ...ACTIONS[name].inputs },
    { additionalProperties: false },
  )

/** One schema a command, told apart by `do`, so that a refusal speaks of the fields of the command that was meant. */
export const COMMAND_SCHEMAS: ReadonlyMap<string, Type.TObject> = new Map(
  COMMAND_NAMES.map((name) => [name, commandSchema(name)]),
)

export function rolesOf(name: CommandName): readonly Role[] {
  return ACTIONS[name].roles
}
