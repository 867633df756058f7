// Where a visitor is on their way to a number, and where "back" leads from there.
import type { Alive } from '../core/device.ts'
import type { CommandAnswer, HallView } from '../core/protocol.ts'
import type { Given } from './alone/store.ts'

/** `also`: the services chosen before, when one more is being looked for. `services`: those of the number, in order. */
export type Step =
  | { at: 'departments'; also: readonly string[] }
  | { at: 'services'; department: string; also: readonly string[] }
  | { at: 'sheet'; services: readonly string[] }
  | { at: 'priority'; services: readonly string[] }
  | { at: 'phone'; services: readonly string[] }
  /** Whoever booked a time types or scans their code. */
  | { at: 'check-in' }
  /** `alone`: given by the kiosk itself, for no server answered. */
  | { at: 'given'; services: readonly string[]; answer: CommandAnswer; alone?: Given }

export const START: Step = { at: 'departments', also: [] }

/** Null where nothing comes before. */
export function backFrom(step: Step, hall: HallView | null): Step | null {
  if (step.at === 'departments') return step.also.length === 0 ? null : { at: 'sheet', services: step.also }
  if (step.at === 'check-in') return START
  if (step.at === 'services') return step.also.length === 0 ? START : { at: 'departments', also: step.also }
  if (step.at === 'priority' || step.at === 'phone') return { at: 'sheet', services: step.services }
  if (step.at === 'given') return null
  const last = hall?.services.find((one) => one.id === step.services[step.services.length - 1])
  if (last === undefined || last.guidance) return START
  return { at: 'services', department: last.department, also: step.services.slice(0, -1) }
}

/** What is under way for a visitor: `leave` when they turn to something else, `forget` when somebody else comes. */
export interface Hands {
  leave: () => void
  forget: () => void
  /** What this kiosk has to say of itself. */
  says: () => Partial<Alive>
}
