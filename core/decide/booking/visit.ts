// A home visit: the team is there, and it is done. Nobody stands in a line for it.
import type { Command } from '../../command.ts'
import type { Decision, Scene } from '../../decision.ts'
import { appointmentFor, factOfAppointment } from './own.ts'

export function visit(scene: Scene, command: Command & { do: 'start-visit' | 'finish-visit' }): Decision {
  const before = appointmentFor(scene, command.do, command.appointment)
  if ('refused' in before) return before
  const { world, actor } = scene
  if (before.team === undefined) return { refused: 'not_allowed_now', field: 'appointment', detail: 'no_home_visit' }
  if (command.do === 'start-visit') {
    const { undoUntil: _, ...rest } = before
    const started = { from: world.at, until: null, staff: actor.staff }
    return {
      facts: [factOfAppointment('start-visit', { ...rest, state: 'arrived', endedAt: world.at, visit: started })],
    }
  }
  if (before.visit === undefined || before.visit.until !== null)
    return { refused: 'not_allowed_now', field: 'appointment', detail: 'finished' }
  const finished = { ...before.visit, until: world.at }
  return { facts: [factOfAppointment('finish-visit', { ...before, visit: finished })] }
}
