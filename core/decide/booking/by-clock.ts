// What time itself does to appointments: holds lapse, people are reminded, who did not come missed it.
import type { Appointment } from '../../appointment.ts'
import { nextReminder } from '../../bookings.ts'
import type { Decision, InnerCommand, Scene } from '../../decision.ts'
import { freed } from './change.ts'
import { appointmentFor, factOfAppointment } from './own.ts'
import { lapsedOffer } from './wishes.ts'

type ByClock = InnerCommand & { do: 'lapse-hold' | 'miss-appointment' | 'remind' }

export function byClock(scene: Scene, command: ByClock): Decision {
  const before = appointmentFor(scene, command.do, command.appointment)
  if ('refused' in before) return before
  const { at } = scene.world
  switch (command.do) {
    case 'lapse-hold': {
      const { toConfirm: _, ...rest } = before
      const after: Appointment = { ...rest, state: 'cancelled', heldUntil: null, endedAt: at, endedBy: 'lapse' }
      return { facts: [factOfAppointment('lapse-hold', freed(after, at)), ...lapsedOffer(scene, before)] }
    }
    case 'miss-appointment':
      return { facts: [factOfAppointment('miss-appointment', { ...before, state: 'missed', endedAt: at })] }
    case 'remind': {
      const next = nextReminder(before, scene.board.file)
      if (next === null) return { refused: 'not_allowed_now' }
      const reminded = [...(before.reminded ?? []), next.minutes]
      return { facts: [factOfAppointment('remind', { ...before, reminded })] }
    }
    default:
      return command.do satisfies never
  }
}
