// The hall file: one document that says what a hall is. Its JSON Schema, its types, and the faults a file can have.
import Type, { type Static } from 'typebox'
import { BookingPolicy } from './booking-policy.ts'
import { ID_PATTERN, LANGUAGE_PATTERN, PREFIX_PATTERN, TIME_PATTERN } from './ids.ts'
import { WithoutServer } from './lease.ts'
import { Look } from './look.ts'
import { MessagePolicy } from './message-texts.ts'
import { Paper } from './paper.ts'
import { PublicNames, Screens } from './screens.ts'
import { SESSION_KINDS } from './sessionKinds.ts'
import { Voice } from './voice-settings.ts'
import { orNull } from './wire.ts'

const TEXT = 200
const NOTE = 2_000
const Id = Type.String({ pattern: ID_PATTERN })
export const DateText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
export const TimeText = Type.String({ pattern: TIME_PATTERN })
const Language = Type.String({ pattern: LANGUAGE_PATTERN })
/** A text a language: `{"zh-CN": "…", "en": "…"}`. */
export const Texts = Type.Record(Language, Type.String({ minLength: 1, maxLength: NOTE }), {
  // Without this a key such as zh_CN would pass unseen, and its text would never be shown.
  additionalProperties: false,
})
const Minutes = Type.Integer({ minimum: 0, maximum: 24 * 60 })
/** Of keeping; ten years at the most, so that a slip of the finger is not for ever. */
const Days = Type.Integer({ minimum: 0, maximum: 3_653 })
const exact = { additionalProperties: false }

const Department = Type.Object({ id: Id, name: Texts, description: Type.Optional(Texts) }, exact)

const Material = Type.Object(
  {
    name: Texts,
    original: Type.Boolean(),
    copies: Type.Integer({ minimum: 0, maximum: 99 }),
    issuer: Type.Optional(Texts),
    note: Type.Optional(Texts),
  },
  exact,
)

/** A quota by time of day: at most `limit` tickets taken from `start` to `end`. */
const Band = Type.Object({ start: TimeText, end: TimeText, limit: Type.Integer({ minimum: 0 }) }, exact)

const Service = Type.Object(
  {
    id: Id,
    department: Id,
    prefix: Type.String({ pattern: PREFIX_PATTERN }),
    name: Texts,
    description: Type.Optional(Texts),
    minutes: Type.Integer({ minimum: 1, maximum: 480 }),
    slots: Type.Integer({ minimum: 1, maximum: 32 }),
    walkIn: Type.Boolean(),
    appointment: Type.Boolean(),
    dailyLimit: orNull(Type.Integer({ minimum: 0 })),
    bands: Type.Array(Band, { maxItems: 48 }),
    materials: Type.Array(Material, { maxItems: 60 }),
    filingDays: orNull(Type.Integer({ minimum: 0, maximum: 3650 })),
    /** A person (by phone or card number, kept as a keyed hash) holds at most one waiting ticket of this service. */
    onePerPerson: Type.Optional(Type.Boolean()),
    /** "I do not know what I need": a host finds out and sends the person on, who keeps number and place. */
    guidance: Type.Optional(Type.Boolean()),
  },
  exact,
)

/** tier 1: what the counter is there for; 2 and up: what it helps out with. */
const Serves = Type.Object({ service: Id, tier: Type.Integer({ minimum: 1, maximum: 9 }) }, exact)

const Counter = Type.Object(
  { id: Id, name: Texts, zone: Type.String({ minLength: 1, maxLength: TEXT }), serves: Type.Array(Serves) },
  exact,
)

/** What a lead may count from, besides `<opening>.start` and `<opening>.end`. */
export const LEAD_FROM = ['slot', 'session', 'morning-end', 'working-time'] as const
const Lead = Type.Object(
  { minutes: Type.Integer({ minimum: 0 }), before: Type.String({ minLength: 1, maxLength: TEXT }) },
  exact,
)
export const Book = Type.Object(
  {
    fromDays: Type.Integer({ minimum: 0 }),
    untilDays: Type.Integer({ minimum: 0 }),
    dayKind: Type.Union([Type.Literal('calendar'), Type.Literal('working')]),
    lead: Lead,
  },
  exact,
)
/**
 * Opens only when people come: confirmed at the decision time when at least `minimum` have booked, else called off.
 * `decide` says when, as a lead does; default an hour before the session.
 */
export const OnDemand = Type.Object(
  { minimum: Type.Integer({ minimum: 1, maximum: 10_000 }), decide: Type.Optional(Lead) },
  exact,
)

const Opening = Type.Object(
  {
    id: Id,
    kind: Type.Enum(SESSION_KINDS),
    services: Type.Union([Type.Literal('*'), Type.Array(Id, { minItems: 1 })]),
    from: DateText,
    to: orNull(DateText),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { uniqueItems: true }),
    everyWeeks: orNull(Type.Integer({ minimum: 1, maximum: 52 })),
    weeksOfMonth: orNull(
      Type.Union([
        Type.Literal('last'),
        Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), { minItems: 1, uniqueItems: true }),
      ]),
    ),
    start: TimeText,
    end: TimeText,
    walkIn: Type.Boolean(),
    slotMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    online: Type.Integer({ minimum: 0 }),
    desk: Type.Integer({ minimum: 0 }),
    book: Type.Optional(orNull(Book)),
    runsOnClosedDays: Type.Boolean(),
    onDemand: orNull(OnDemand),
    /** What people read: 周三延时服务. Absent: the kind's own word. */
    name: Type.Optional(Texts),
    /** The counters it plans. Absent: all that serve any of its services. */
    counters: Type.Optional(Type.Array(Id, { maxItems: 500, uniqueItems: true })),
    /** Home visits: the teams it plans, each one visit at a time. */
    teams: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    /** Home visits: minutes of travel that each visit includes. */
    travelMinutes: Type.Optional(Minutes),
    /** How many people have to work in it; what is missing is shown as a gap in the roster. */
    staff: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
  },
  exact,
)

/** One day on which a rule, or all, run otherwise: closed, open all the same, at other hours, with other places. */
const Exception = Type.Object(
  {
    date: DateText,
    /** The opening it speaks of, or `*`. */
    opening: Type.Union([Type.Literal('*'), Id]),
    name: Texts,
    closed: Type.Optional(Type.Boolean()),
    /** Runs although the pattern, the state or a closure says otherwise. */
    open: Type.Optional(Type.Boolean()),
    start: Type.Optional(TimeText),
    end: Type.Optional(TimeText),
    walkIn: Type.Optional(Type.Boolean()),
    online: Type.Optional(Type.Integer({ minimum: 0 })),
    desk: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  exact,
)
const Team = Type.Object({ id: Id, name: Texts }, exact)

const Closure = Type.Object({ date: DateText, name: Texts }, exact)
const Priority = Type.Object(
  {
    class: Id,
    name: Texts,
    /** Counts as so much earlier; the policy's `priorityCreditMinutes` where nothing is said. */
    creditMinutes: Type.Optional(Minutes),
    /** Where the law demands it: before everybody, but at most every second call of a counter while others wait. */
    absolute: Type.Optional(Type.Boolean()),
    /** Visitors may ask for it at a kiosk; otherwise a host grants it. */
    atKiosk: Type.Optional(Type.Boolean()),
  },
  exact,
)

export const ALERT_METRICS = [
  'waiting',
  'longest-wait',
  'paused-with-waiting',
  'device-down',
  'nobody-speaks',
  'printer-down',
  'paper-low',
] as const
export const ALERT_ROLES = ['clerk', 'host', 'manager', 'inspector', 'operator'] as const
/** Who is told when `metric` is over `threshold` (people, else minutes), for each service or for one. */
const Alert = Type.Object(
  {
    id: Id,
    metric: Type.Enum(ALERT_METRICS),
    threshold: Type.Integer({ minimum: 0, maximum: 100_000 }),
    service: Type.Optional(orNull(Id)),
    roles: Type.Array(Type.Enum(ALERT_ROLES), { minItems: 1, uniqueItems: true }),
  },
  exact,
)

const Policy = Type.Object(
  {
    appointmentCreditMinutes: Minutes,
    priorityCreditMinutes: Minutes,
    lateGraceMinutes: Minutes,
    lateCreditMinutes: Minutes,
    earlyMinutes: Minutes,
    /** After so many minutes of waiting a help-out service's eldest is called as if it were first choice. */
    helpOutAfterMinutes: Type.Optional(Minutes),
    /** Figures say which share of people waited no longer than this; default 15. */
    targetMinutes: Type.Optional(Minutes),
    /** Within so many minutes a missed person comes back to the place they had, once. Default 60. */
    returnWithinMinutes: Type.Optional(Minutes),
    /** So long a finish or a miss can be undone. Default 30. */
    undoSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 600 })),
    /** What happens at the end of the day to whoever still waits. Default: close. */
    overnight: Type.Optional(Type.Union([Type.Literal('close'), Type.Literal('carry')])),
    /** Who is told of what; where nothing is said, managers and hosts of more than ten waiting or over thirty minutes. */
    alerts: Type.Optional(Type.Array(Alert, { maxItems: 50 })),
    /** Days after which what people gave goes; where nothing is said, see core/retention.ts. */
    retention: Type.Optional(
      Type.Object(
        { contactsDays: Type.Optional(Days), notesDays: Type.Optional(Days), bookingsDays: Type.Optional(Days) },
        exact,
      ),
    ),
    priorities: Type.Array(Priority, { maxItems: 20 }),
    bookingShare: orNull(Type.Number({ minimum: 0, maximum: 1 })),
    devices: Type.Union([Type.Literal('paired'), Type.Literal('open')]),
    /** Whether phones may take numbers too, or the hall's paired kiosks alone. Default true. */
    remoteTakes: Type.Optional(Type.Boolean()),
    /** Numbers that each kiosk holds ready for when no server answers. Default: none. */
    withoutServer: Type.Optional(WithoutServer),
    publicNames: PublicNames,
    /** How booking goes; where nothing is said, the defaults of core/booking-policy.ts. */
    appointments: Type.Optional(BookingPolicy),
    /** What people are told by mail and SMS; where nothing is said, the program's own words. */
    messages: Type.Optional(MessagePolicy),
    /** Source and date of the regulation behind a setting, by its name (`lateGraceMinutes`, `retention.notesDays`); none: the hall's own rule. */
    sources: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-zA-Z.]{1,64}$' }), Type.String({ minLength: 1, maxLength: TEXT }), {
        additionalProperties: false,
      }),
    ),
  },
  exact,
)

export const HallFile = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: TEXT })),
    hall: Id,
    name: Texts,
    note: Type.Optional(Texts),
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    languages: Type.Array(Language, { minItems: 1, maxItems: 8, uniqueItems: true }),
    calendar: orNull(Id),
    departments: Type.Array(Department, { minItems: 1, maxItems: 500 }),
    services: Type.Array(Service, { minItems: 1, maxItems: 2_000 }),
    counters: Type.Array(Counter, { maxItems: 2_000 }),
    openings: Type.Array(Opening, { maxItems: 1_000 }),
    closures: Type.Array(Closure, { maxItems: 4_000 }),
    exceptions: Type.Optional(Type.Array(Exception, { maxItems: 4_000 })),
    /** Who makes home visits. */
    teams: Type.Optional(Type.Array(Team, { maxItems: 200 })),
    /** Its colours and its mark; where nothing is said, the program's. */
    look: Type.Optional(Look),
    /** How calls are spoken; where nothing is said, once, by one voice for the whole hall. */
    voice: Type.Optional(Voice),
    /** Its printers, and what stands on paper; where nothing is said, nothing is printed. */
    paper: Type.Optional(Paper),
    /** What hangs in the lobby; a screen of which nothing is said shows all calls. */
    screens: Type.Optional(Screens),
    policy: Policy,
  },
  { ...exact, $id: 'hall-file', title: 'Tingxu hall file' },
)

export type HallFile = Static<typeof HallFile>
export type Department = Static<typeof Department>
export type Service = Static<typeof Service>
export type Counter = Static<typeof Counter>
export type Opening = Static<typeof Opening>
export type Exception = Static<typeof Exception>
export type Team = Static<typeof Team>
export type Lead = Static<typeof Lead>
export type Book = Static<typeof Book>
export type Policy = Static<typeof Policy>
export type PriorityClass = Static<typeof Priority>
export type Alert = Static<typeof Alert>
export type Band = Static<typeof Band>
export type Material = Static<typeof Material>
export type Texts = Static<typeof Texts>

/** The JSON Schema document that editors check hall files with: what is checked here, and nothing else. */
export function hallFileSchema(): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...JSON.parse(JSON.stringify(HallFile)) }
}
