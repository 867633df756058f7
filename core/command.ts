// What can be pressed: one schema a command, made from the tables of tickets and counters.
import Type, { type Static } from 'typebox'
import { COUNTER_ACTIONS, type CounterActionName } from './counter.ts'
import { COMMAND_ID_PATTERN } from './ids.ts'
import { type Role, TICKET_ACTIONS, type TicketActionName } from './ticket.ts'

const ACTIONS = { ...TICKET_ACTIONS, ...COUNTER_ACTIONS }
type ActionName = TicketActionName | CounterActionName
/** What time itself sends never comes in by a door that people use. */
type PublicAction = Exclude<ActionName, 'close-ticket' | 'put-back'>
const INNER: readonly ActionName[] = ['close-ticket', 'put-back']
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
