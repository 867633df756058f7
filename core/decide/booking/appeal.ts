// Misses and cancellations count, unless somebody says why they should not and a manager agrees.
import type { Command } from '../../command.ts'
import type { Decision, Scene } from '../../decision.ts'
import { appointmentFor, factOfAppointment } from './own.ts'

/** The words themselves are kept apart: they may speak of the person. */
export function appeal(scene: Scene, command: Command & { do: 'appeal' }): Decision {
  const before = appointmentFor(scene, 'appeal', command.appointment)
  if ('refused' in before) return before
  if (scene.world.given?.includes('note') !== true) return { refused: 'reason_needed', field: 'note' }
  if (before.appeal !== undefined) return { refused: 'not_allowed_now', field: 'appointment', detail: 'appealed' }
  return { facts: [factOfAppointment('appeal', { ...before, appeal: { at: scene.world.at, lifted: null } })] }
}

/** From then on it counts against nobody, with or without an appeal. */
export function liftBan(scene: Scene, command: Command & { do: 'lift-ban' }): Decision {
  const before = appointmentFor(scene, 'lift-ban', command.appointment)
  if ('refused' in before) return before
  if (before.appeal?.lifted) return { refused: 'not_allowed_now', field: 'appointment', detail: 'lifted' }
  const { at } = scene.world
  const appealed = { at: before.appeal?.at ?? at, lifted: { at, staff: scene.actor.staff } }
  return { facts: [{ ...factOfAppointment('lift-ban', { ...before, appeal: appealed }), reason: command.reason }] }
}
