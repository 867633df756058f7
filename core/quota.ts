// Quota bands: so many numbers of a service in a stretch of the day. Outside of its bands a service has no quota.
import type { Band, Service } from './hall.ts'
import type { ServiceId } from './ids.ts'
import { type Instant, instantOf, type LocalDate } from './time.ts'

/** The band that this moment of the hall's day falls into; its end is not part of it. */
export function bandAt(service: Service, at: Instant, day: LocalDate, zone: string): Band | undefined {
  if (service.bands.length === 0) return undefined
  return service.bands.find((one) => instantOf(day, one.start, zone) <= at && at < instantOf(day, one.end, zone))
}

/** When numbers are given again today: the beginning of the next band that gives any; null if there is none. */
export function nextBand(service: Service, at: Instant, day: LocalDate, zone: string): Instant | null {
  const later = service.bands.filter((one) => one.limit > 0 && instantOf(day, one.start, zone) > at)
  return later.length === 0 ? null : Math.min(...later.map((one) => instantOf(day, one.start, zone)))
}

/** How many were taken in the band today. */
export function countInBand(counts: ReadonlyMap<string, number>, service: ServiceId, band: Band): number {
  return counts.get(bandName(service, band)) ?? 0
}

/** Named by its beginning, so that a limit can be changed while the day runs and what was given still counts. */
export function bandName(service: ServiceId, band: Band): string {
  return `${service} ${band.start}`
}
