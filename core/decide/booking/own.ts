// What every step of an appointment begins with: is there such an appointment, whose is it, is the step legal.
import { APPOINTMENT_ACTIONS, type Appointment, type AppointmentActionName, mayAppointment } from '../../appointment.ts'
import { type BookingRules, bookingRules } from '../../booking-policy.ts'
import type { Refusal, Scene } from '../../decision.ts'
import type { Fact } from '../../events.ts'
import { isDesk } from './place.ts'

/** The appointment on which the step is legal now, for who holds its key or works at the desk. */
export function appointmentFor(scene: Scene, name: AppointmentActionName, id: string): Appointment | Refusal {
  const { actor, board, world } = scene
  if (actor.holder !== true && !isDesk(actor.role) && actor.role !== 'clock')
    return { refused: 'forbidden', field: 'appointment' }
  // What is over is not on the board, and still there for an appeal.
  const found = board.bookings.all.get(id) ?? world.past?.find((one) => one.id === id)
  if (found === undefined) return { refused: 'no_such_appointment', field: 'appointment' }
  if (mayAppointment(name, found.state)) return found
  if (found.endedBy === 'lapse') return { refused: 'hold_lapsed', field: 'appointment' }
  return { refused: 'not_allowed_now', field: 'appointment', detail: found.state }
}

export function rulesOf({ board }: Scene): BookingRules {
  return bookingRules(board.file.policy.appointments)
}

export function factOfAppointment(name: AppointmentActionName, appointment: Appointment): Fact {
  return { type: APPOINTMENT_ACTIONS[name].event, appointment }
}
