// How a hall lets people book: what it says of it in its file, and what holds where it says nothing.
import Type, { type Static } from 'typebox'

const minutes = (maximum: number) => Type.Optional(Type.Integer({ minimum: 0, maximum }))
const count = Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 1_000 }), Type.Null()]))
const exact = { additionalProperties: false }
const DAY = 24 * 60
const MONTH = 31 * DAY

/** Null in a limit: none. */
export const BookingPolicy = Type.Object(
  {
    holdMinutes: minutes(DAY),
    quarantineMinutes: minutes(DAY),
    undoMinutes: minutes(DAY),
    /** Check-in begins so long before the time that was booked. */
    checkInMinutes: minutes(DAY),
    /** Whether a booking is safe only after a code from phone or mail was given, and until when it waits for it. */
    confirm: Type.Optional(Type.Enum(['none', 'phone', 'mail', 'either'])),
    confirmMinutes: minutes(DAY),
    /** What must be given to book; a name is always asked for by staff. */
    needs: Type.Optional(Type.Array(Type.Enum(['name', 'phone', 'mail', 'card']), { uniqueItems: true })),
    /** Minutes before the time at which people are reminded. */
    reminders: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: MONTH }), { maxItems: 5, uniqueItems: true }),
    ),
    /** One person, told by phone or card number. */
    limits: Type.Optional(
      Type.Object({ openPerService: count, perDay: count, perWeek: count, perMonth: count, perHour: count }, exact),
    ),
    /** From so many within `withinDays` on somebody cannot book for `banDays`; at the first of them they are warned. */
    bans: Type.Optional(
      Type.Object(
        {
          misses: count,
          cancellations: count,
          sameServicePerDay: count,
          withinDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
          banDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
        },
        exact,
      ),
    ),
    /** How long a place that became free is offered to one person of the waiting list. */
    offerMinutes: minutes(7 * DAY),
  },
  exact,
)
export type BookingPolicy = Static<typeof BookingPolicy>

/** Every number that the laws of the hall name. */
export const BOOKING_DEFAULTS = {
  holdMinutes: 10,
  quarantineMinutes: 30,
  undoMinutes: 10,
  checkInMinutes: 30,
  confirm: 'none',
  confirmMinutes: 30,
  needs: ['name', 'phone'],
  reminders: [DAY],
  limits: { openPerService: 1, perDay: null, perWeek: null, perMonth: null, perHour: 5 },
  bans: { misses: 2, cancellations: 5, sameServicePerDay: 3, withinDays: 30, banDays: 30 },
  offerMinutes: 60,
} as const satisfies BookingPolicy

export type BookingRules = ReturnType<typeof bookingRules>

export function bookingRules(given: BookingPolicy = {}) {
  return {
    ...BOOKING_DEFAULTS,
    ...given,
    limits: { ...BOOKING_DEFAULTS.limits, ...given.limits },
    bans: { ...BOOKING_DEFAULTS.bans, ...given.bans },
  }
}
