// A place on the waiting list of bookings: what somebody wants, and the place that is offered to them now.
import type { AppointmentId } from './appointment.ts'
import type { ServiceId } from './ids.ts'
import type { Instant, LocalDate } from './time.ts'

/** `w9`: a running number in the hall. */
export type WishId = string

export interface Wish {
  id: WishId
  state: 'waiting' | 'offered' | 'booked' | 'ended'
  services: ServiceId[]
  /** Local days, both included. */
  from: LocalDate
  to: LocalDate
  wishedAt: Instant
  /** The held place that is offered. */
  appointment: AppointmentId | null
  /** How often an offer lapsed. */
  lapsed: number
  language: string | null
}
