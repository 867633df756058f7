// Reports as they go over the wire: the table of figures and the report on the order of calls.
import Type, { type Static } from 'typebox'
import { FAULT_KINDS } from './fair.ts'
import { TABLES } from './figures/portions.ts'
import { orNull } from './wire.ts'

const Seconds = orNull(Type.Number())

export const StatView = Type.Object({
  count: Type.Integer({ description: 'of how many tickets' }),
  sumSeconds: Type.Number(),
  meanSeconds: Seconds,
  medianSeconds: Seconds,
  p90Seconds: Seconds,
  maxSeconds: Seconds,
})

export const LineView = Type.Object({
  key: Type.String({ description: 'empty: no counter, no priority, no account' }),
  name: Type.String(),
  tickets: Type.Integer(),
  served: Type.Integer(),
  missed: Type.Integer(),
  cancelled: Type.Integer(),
  closed: Type.Integer({ description: 'still open when the day ended; never counted as served' }),
  turnedAway: Type.Integer(),
  open: Type.Integer(),
  leftUncalled: Type.Integer({ description: 'ended without a call; in no figure of waits' }),
  wait: StatView,
  within: Type.Object({ count: Type.Integer(), of: Type.Integer(), share: orNull(Type.Number()) }),
  laterWait: StatView,
  walk: StatView,
  service: StatView,
  extended: StatView,
})
export type LineView = Static<typeof LineView>

export const FiguresView = Type.Object({
  hall: Type.String(),
  from: Type.String(),
  to: Type.String(),
  by: Type.Enum(TABLES),
  targetMinutes: Type.Integer(),
  days: Type.Integer({ description: 'days that the hall has anything of' }),
  all: LineView,
  lines: Type.Array(LineView),
})
export type FiguresView = Static<typeof FiguresView>

export const OutOfOrderView = Type.Object({
  day: Type.String(),
  seq: Type.Integer(),
  at: Type.String(),
  rule: Type.String(),
  reason: orNull(Type.String()),
  number: Type.String(),
  service: Type.String(),
  counter: orNull(Type.String()),
  clerk: orNull(Type.String()),
  countsAs: Type.String(),
  passedOver: orNull(Type.Object({ number: Type.String(), countsAs: Type.String() })),
})
export type OutOfOrderView = Static<typeof OutOfOrderView>

export const FairFaultView = Type.Object({
  day: Type.String(),
  seq: Type.Integer(),
  at: Type.String(),
  kind: Type.Enum(FAULT_KINDS),
  number: Type.String(),
  counter: orNull(Type.String()),
  clerk: orNull(Type.String()),
  other: orNull(Type.String()),
})
export type FairFaultView = Static<typeof FairFaultView>

/** A comparison has few figures, so that it can be read. */
export const CompareView = Type.Object({
  key: Type.String(),
  name: Type.String(),
  tickets: Type.Integer(),
  wait: StatView,
  within: Type.Object({ count: Type.Integer(), of: Type.Integer(), share: orNull(Type.Number()) }),
})
export type CompareView = Static<typeof CompareView>

export const FairnessView = Type.Object({
  hall: Type.String(),
  from: Type.String(),
  to: Type.String(),
  targetMinutes: Type.Integer(),
  boundMinutes: Type.Integer({ description: 'nobody issued so much later is called before you' }),
  calls: Type.Integer(),
  outOfOrderCount: Type.Integer(),
  outOfOrder: Type.Array(OutOfOrderView, { description: 'decided by hand first; at most 1,000' }),
  faultCount: Type.Integer(),
  faults: Type.Array(FairFaultView, { description: 'found by checking each call again; at most 1,000' }),
  waits: Type.Object({
    channel: Type.Array(CompareView),
    priority: Type.Array(CompareView),
    hour: Type.Array(CompareView),
    department: Type.Array(CompareView),
    entered: Type.Array(CompareView),
  }),
  crowd: Type.Object({
    busy: Type.Intersect([CompareView, Type.Object({ days: Type.Integer() })]),
    quiet: Type.Intersect([CompareView, Type.Object({ days: Type.Integer() })]),
  }),
  days: Type.Array(
    Type.Object({
      day: Type.String(),
      tickets: Type.Integer(),
      calls: Type.Integer(),
      outOfOrder: Type.Integer(),
      faults: Type.Integer(),
      closingSeq: orNull(Type.Integer()),
      closingHash: orNull(Type.String({ description: 'hex; of the last event before the next day; null: not over' })),
    }),
  ),
})
export type FairnessView = Static<typeof FairnessView>
