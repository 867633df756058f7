// How long what people gave is kept: days by type, from the hall file or by default, and up to which day it goes now.
import type { HallFile } from './hall.ts'
import { addDays, type Instant, type LocalDate, localDate } from './time.ts'

/**
 * Days of keeping where the hall file says nothing. The law asks for the shortest time that the purpose needs (Personal
 * Information Protection Law of the PRC, art. 19, in force since 2021-11-01) and deletion once it is over (art. 47):
 * a phone number serves the visit and a complaint about it; a note serves somebody who comes again with the missing paper;
 * who booked is kept until misses of thirty days can no longer ban anybody for thirty more.
 */
export const RETENTION_DEFAULTS = { contactsDays: 30, notesDays: 90, bookingsDays: 90 } as const
export const RETENTION_TYPES = ['contacts', 'notes', 'bookings'] as const
export type RetentionType = (typeof RETENTION_TYPES)[number]

export interface Kept {
  type: RetentionType
  days: number
  /** What belongs to tickets of days before this one goes. */
  before: LocalDate
  /**
   * With bookings: the last day of each campaign, `infinity` while it has none. Who is on its list is kept from then on, or
   * from when they were read in or invited where that was later.
   */
  campaigns?: Readonly<Record<string, LocalDate | 'infinity'>>
}

/** For each type what is kept at `at`. With 30 days, what was given on 1 December goes when 1 January begins. */
export function keptAt(file: HallFile, at: Instant): Kept[] {
  const today = localDate(at, file.timeZone)
  return RETENTION_TYPES.map((type) => {
    const days = file.policy.retention?.[`${type}Days`] ?? RETENTION_DEFAULTS[`${type}Days`]
    const kept = { type, days, before: addDays(today, -days) }
    return type === 'bookings' ? { ...kept, campaigns: endsOf(file) } : kept
  })
}

function endsOf({ openings }: HallFile): Record<string, LocalDate | 'infinity'> {
  const campaigns = openings.filter(({ kind }) => kind === 'campaign')
  return Object.fromEntries(campaigns.map(({ id, to }) => [id, to ?? 'infinity']))
}
