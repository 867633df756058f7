// What the fields of a hall file are called in forms, and how their values are said: by name, with the same words as the forms.
import { MESSAGE_KINDS, type MessageKind } from '../../core/message-texts.ts'
import type { WordKey } from '../../ui/words.ts'

/** By field, or by parent and field where the field's name alone says too little. */
const FIELDS: Record<string, WordKey> = {
  hall: 'staff.hall',
  name: 'setup.name',
  note: 'setup.hall-note',
  description: 'setup.description',
  timeZone: 'setup.zone-of-time',
  languages: 'setup.languages',
  calendar: 'setup.calendar',
  departments: 'setup.page.departments',
  services: 'setup.page.services',
  counters: 'setup.page.counters',
  openings: 'setup.page.openings',
  closures: 'setup.page.closures',
  exceptions: 'setup.page.exceptions',
  teams: 'setup.page.teams',
  policy: 'setup.page.policy',
  // Services and counters.
  id: 'setup.id',
  department: 'setup.department',
  prefix: 'setup.prefix',
  minutes: 'setup.minutes',
  slots: 'setup.slots',
  walkIn: 'setup.walk-in',
  appointment: 'setup.appointment',
  dailyLimit: 'setup.daily',
  bands: 'setup.bands',
  limit: 'setup.limit',
  materials: 'setup.papers',
  original: 'setup.original',
  copies: 'setup.copies',
  issuer: 'setup.issuer',
  filingDays: 'setup.filing',
  onePerPerson: 'setup.one-per-person',
  guidance: 'setup.guidance',
  zone: 'setup.zone',
  serves: 'setup.skills',
  service: 'setup.service',
  tier: 'setup.tier',
  // Openings and single days.
  kind: 'setup.kind',
  from: 'setup.from',
  to: 'setup.to',
  weekdays: 'setup.weekdays',
  everyWeeks: 'setup.every-weeks',
  weeksOfMonth: 'setup.weeks',
  start: 'setup.start',
  end: 'setup.end',
  slotMinutes: 'setup.slot-minutes',
  online: 'setup.online',
  desk: 'setup.desk',
  book: 'setup.bookable',
  fromDays: 'setup.book-from',
  untilDays: 'setup.book-until',
  dayKind: 'setup.day-kind',
  lead: 'setup.lead-title',
  'lead.minutes': 'setup.lead',
  'decide.minutes': 'setup.lead',
  before: 'setup.lead-from',
  runsOnClosedDays: 'setup.closed-days',
  onDemand: 'setup.on-demand',
  minimum: 'setup.on-demand.minimum',
  decide: 'setup.on-demand.decide',
  'openings.name': 'setup.opening-name',
  travelMinutes: 'setup.travel',
  staff: 'setup.staff',
  date: 'setup.date',
  opening: 'setup.exception-of',
  closed: 'setup.exception-closed',
  open: 'setup.exception-open',
  // Rules.
  appointmentCreditMinutes: 'setup.policy.appointmentCreditMinutes',
  priorityCreditMinutes: 'setup.policy.priorityCreditMinutes',
  lateGraceMinutes: 'setup.policy.lateGraceMinutes',
  lateCreditMinutes: 'setup.policy.lateCreditMinutes',
  earlyMinutes: 'setup.policy.earlyMinutes',
  helpOutAfterMinutes: 'setup.policy.helpOutAfterMinutes',
  targetMinutes: 'setup.policy.targetMinutes',
  returnWithinMinutes: 'setup.policy.returnWithinMinutes',
  undoSeconds: 'setup.policy.undoSeconds',
  overnight: 'setup.policy.overnight',
  alerts: 'setup.policy.alerts',
  metric: 'setup.alerts.metric',
  threshold: 'setup.alerts.threshold',
  roles: 'setup.alerts.told',
  retention: 'setup.policy.retention',
  contactsDays: 'setup.policy.retention.contactsDays',
  notesDays: 'setup.policy.retention.notesDays',
  bookingsDays: 'setup.policy.retention.bookingsDays',
  bookings: 'setup.changes.bookings',
  priorities: 'setup.page.priorities',
  class: 'setup.class',
  creditMinutes: 'setup.credit',
  absolute: 'setup.absolute',
  atKiosk: 'setup.at-kiosk',
  bookingShare: 'setup.policy.bookingShare',
  devices: 'setup.policy.devices',
  remoteTakes: 'setup.policy.remoteTakes',
  publicNames: 'setup.policy.publicNames',
  sources: 'setup.policy.sources',
  appointments: 'setup.page.booking',
  messages: 'setup.page.messages',
  nearAhead: 'setup.messages.nearAhead',
  texts: 'setup.messages.texts',
  subject: 'setup.messages.subject',
  text: 'setup.messages.text',
  limits: 'setup.booking.limits',
  bans: 'setup.booking.bans',
  // Beside the queue: accounts, devices, personal data.
  '.staff': 'staff.title',
  role: 'staff.role',
  active: 'staff.access',
  did: 'setup.changes.did',
  counter: 'device.kind.counter',
  reload: 'setup.changes.reload',
  device: 'setup.changes.device',
  data: 'setup.changes.data',
  read: 'setup.changes.read',
  reason: 'setup.changes.reason',
  tickets: 'setup.changes.tickets',
  contacts: 'setup.changes.contacts',
  notes: 'setup.changes.notes',
  count: 'setup.changes.count',
  '@order': 'setup.changes.order',
}
/** The booking rules' own names are their words' names. */
const BOOKING = ['holdMinutes', 'quarantineMinutes', 'undoMinutes', 'checkInMinutes', 'confirm', 'confirmMinutes']
  .concat(['needs', 'reminders', 'offerMinutes', 'openPerService', 'perDay', 'perWeek', 'perMonth', 'perHour'])
  .concat(['misses', 'cancellations', 'sameServicePerDay', 'withinDays', 'banDays'])

/** The word of a field, or null: it is an id, or a newer server's. */
export function fieldWord(key: string, parent = ''): WordKey | null {
  const own = FIELDS[`${parent}.${key}`] ?? FIELDS[key]
  if (own !== undefined) return own
  if (isMessage(key)) return `messages.kind.${key}`
  // Each of the list has its word; the test of the fields keeps it.
  return BOOKING.includes(key) ? (`setup.booking.${key}` as WordKey) : null
}

function isMessage(key: string): key is MessageKind {
  return Object.hasOwn(MESSAGE_KINDS, key)
}

/** Families of words in which the values of a field have theirs: `<family>.<value>`. */
export const VALUE_FAMILIES: Record<string, readonly string[]> = {
  kind: ['setup.kind', 'device.kind'],
  dayKind: ['setup.day-kind'],
  before: ['setup.lead-from'],
  overnight: ['setup.policy.overnight'],
  devices: ['setup.policy.devices'],
  publicNames: ['setup.policy.publicNames'],
  metric: ['setup.metric'],
  roles: ['staff.role'],
  role: ['staff.role'],
  did: ['setup.changes.did'],
  confirm: ['setup.booking.confirm'],
  needs: ['setup.booking.needs'],
  weekdays: ['setup.weekday'],
  weeksOfMonth: ['setup.weeks'],
  tier: ['setup.tier'],
  services: ['setup.all-of'],
  opening: ['setup.all-of'],
}

/** Where null says more than "none". */
export const NULL_WORDS: Record<string, WordKey> = {
  hall: 'staff.all-halls',
  dailyLimit: 'setup.no-limit',
  bookingShare: 'setup.no-limit',
  perDay: 'setup.no-limit',
  perWeek: 'setup.no-limit',
  perMonth: 'setup.no-limit',
  perHour: 'setup.no-limit',
  openPerService: 'setup.no-limit',
  service: 'setup.alerts.each',
}
