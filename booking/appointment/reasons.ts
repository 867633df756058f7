// Why a day is closed, in words.
import type { SlotsDay } from '../../core/protocol-bookings.ts'
import type { Speech, WordKey } from '../../ui/words.ts'

type Reason = SlotsDay['why'][number]

const KNOWN: Record<string, WordKey> = {
  no_opening_that_day: 'reason.no_opening_that_day',
  national_holiday: 'reason.national_holiday',
  calendar_unpublished: 'reason.calendar_unpublished',
  closure: 'reason.closure',
  exception: 'reason.exception',
  called_off: 'reason.called_off',
  not_given_that_day: 'reason.not_given_that_day',
}

export function reasonWord({ rule, text }: Reason, { t, own }: Pick<Speech, 't' | 'own'>): string {
  const name = text === undefined ? '' : own(text)
  return t(KNOWN[rule] ?? 'reason.closed', { name })
}
