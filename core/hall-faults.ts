// What can be wrong with a hall file, each fault with its path, so that nobody searches a document of a thousand lines.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { HallFile } from './hall.ts'
import { isOwn } from './ids.ts'
import { type LookFault, lookFaults } from './look.ts'
import { MESSAGE_NAMES, type MessagePolicy, strangeNames } from './message-texts.ts'
import { type PaperFault, paperFaults } from './paper-text.ts'
import { type PlanFault, planFaults } from './plan-faults.ts'
import { type ScreenFault, screenFaults } from './screen-faults.ts'
import { isZone } from './time.ts'
import { type VoiceFault, voiceFaults } from './voice-settings.ts'

/** `path` is a JSON pointer (`/services/3/prefix`); `code` has a word in every language; `detail` is the value at fault. */
export interface Fault {
  path: string
  code: FaultCode
  detail: string
  /** Of what is malformed: which rule of the schema, and its bound; for words in the reader's language. */
  rule?: string
  bound?: string
}
export type FaultCode =
  | 'malformed'
  | 'unknown_zone'
  | 'twice'
  | 'unknown_department'
  | 'unknown_service'
  | 'text_missing'
  | 'end_before_start'
  | 'no_such_day'
  | 'online_over_desk'
  | 'other_year'
  | 'unknown_setting'
  | 'unknown_name'
  | LookFault['code']
  | PaperFault['code']
  | ScreenFault['code']
  | PlanFault['code']
  | VoiceFault['code']

export const FAULTS_SHOWN = 100
const MUST_BE = 'must be '
const checker = Compile(HallFile)

/** Every fault of a hall file, shape first; an empty list means that the document is a HallFile. */
export function faultsOf(file: unknown): Fault[] {
  if (!checker.Check(file)) return shapeFaults(checker.Errors(file))
  return [...meaningFaults(file)].slice(0, FAULTS_SHOWN)
}

export function isHallFile(file: unknown): file is HallFile {
  return faultsOf(file).length === 0
}

export function shapeFaults(errors: readonly ShapeError[]): Fault[] {
  const sentences = new Map<string, Set<string>>()
  const rules = new Map<string, Pick<Fault, 'rule' | 'bound'>>()
  for (const error of errors) {
    if (error.keyword === 'anyOf') continue
    for (const path of pointersOf(error)) rules.set(path, rules.get(path) ?? ruleOf(error))
    for (const path of pointersOf(error)) sentences.set(path, (sentences.get(path) ?? new Set()).add(sentenceOf(error)))
  }
  const paths = [...sentences.keys()]
  return paths
    .filter((path) => !paths.some((other) => other.startsWith(`${path}/`)) || !isOnlyAnotherBranch(sentences.get(path)))
    .map((path) => ({
      path: path || '/',
      code: 'malformed' as const,
      detail: [...(sentences.get(path) ?? [])].join(' or '),
      ...rules.get(path),
    }))
    .slice(0, FAULTS_SHOWN)
}

/** A union reports all of its branches: "must be null" says nothing about an object in which one field is wrong. */
function isOnlyAnotherBranch(sentences: ReadonlySet<string> = new Set()): boolean {
  return [...sentences].every((one) => one.startsWith(MUST_BE))
}

interface ShapeError {
  instancePath: string
  keyword: string
  params: object
  message: string
}

/** A missing or surplus property is reported at its parent: name each of the properties themselves. */
function pointersOf(error: ShapeError): string[] {
  const params = error.params as { requiredProperties?: string[]; additionalProperties?: string[] }
  const names = params.requiredProperties ?? params.additionalProperties
  return names === undefined ? [error.instancePath] : names.map((name) => `${error.instancePath}/${name}`)
}

const RULES = [
  'required',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
]

function ruleOf({ keyword, params }: ShapeError): Pick<Fault, 'rule' | 'bound'> {
  if (keyword === 'boolean' || keyword === 'additionalProperties') return { rule: 'unknown' }
  if (!RULES.includes(keyword)) return {}
  const { limit } = params as { limit?: number }
  return { rule: keyword, ...(limit === undefined ? {} : { bound: String(limit) }) }
}

function sentenceOf(error: ShapeError): string {
  if (error.keyword === 'required') return 'missing'
  // The library says "schema is false" of a property that the schema does not know.
  if (error.keyword === 'boolean' || error.keyword === 'additionalProperties') return 'unknown field'
  const { allowedValue, allowedValues } = error.params as { allowedValue?: unknown; allowedValues?: unknown[] }
  const allowed = allowedValues ?? (allowedValue === undefined ? [] : [allowedValue])
  return allowed.length === 0 ? error.message : MUST_BE + allowed.map((one) => JSON.stringify(one)).join(' or ')
}

function* meaningFaults(file: HallFile): Generator<Fault> {
  if (!isZone(file.timeZone)) yield { path: '/timeZone', code: 'unknown_zone', detail: file.timeZone }
  for (const list of ['departments', 'services', 'counters', 'openings'] as const) yield* twice(file[list], `/${list}`)
  const departments = new Set(file.departments.map((one) => one.id))
  for (const [i, service] of file.services.entries()) {
    if (!departments.has(service.department))
      yield { path: `/services/${i}/department`, code: 'unknown_department', detail: service.department }
    for (const [k, band] of service.bands.entries())
      if (band.end <= band.start)
        yield { path: `/services/${i}/bands/${k}/end`, code: 'end_before_start', detail: band.end }
  }
  const classes = file.policy.priorities.map((one) => ({ id: one.class }))
  yield* twice(classes, '/policy/priorities', 'class')
  yield* policyFaults(file)
  yield* lookFaults(file.look ?? {})
  yield* twice(file.paper?.printers ?? [], '/paper/printers')
  yield* paperFaults(file.paper ?? {})
  yield* voiceFaults(file.voice ?? {})
  yield* texts(file)
  yield* counterFaults(file)
  yield* openingFaults(file)
  yield* planFaults(file)
  yield* twice(file.teams ?? [], '/teams')
  yield* twice(file.screens ?? [], '/screens')
  yield* screenFaults(file)
  for (const [i, one] of (file.exceptions ?? []).entries()) yield* dayFaults(one.date, `/exceptions/${i}/date`)
  for (const [i, closure] of file.closures.entries()) yield* dayFaults(closure.date, `/closures/${i}/date`)
}

function* policyFaults({ services, policy }: HallFile): Generator<Fault> {
  const { alerts = [], sources = {} } = policy
  yield* twice(alerts, '/policy/alerts')
  for (const [i, { service }] of alerts.entries())
    if (service != null && !services.some((one) => one.id === service))
      yield { path: `/policy/alerts/${i}/service`, code: 'unknown_service', detail: service }
  for (const name of Object.keys(sources))
    if (!isPolicySetting(name)) yield { path: `/policy/sources/${name}`, code: 'unknown_setting', detail: name }
  yield* messageFaults(policy.messages?.texts ?? {})
}

/** A name in braces that means nothing would be read by people as it stands. */
function* messageFaults(texts: NonNullable<MessagePolicy['texts']>): Generator<Fault> {
  for (const kind of MESSAGE_NAMES)
    for (const part of ['subject', 'text'] as const)
      for (const [language, text] of Object.entries(texts[kind]?.[part] ?? {}))
        for (const name of strangeNames(kind, text))
          yield { path: `/policy/messages/texts/${kind}/${part}/${language}`, code: 'unknown_name', detail: name }
}

function* counterFaults(file: HallFile): Generator<Fault> {
  const services = new Set(file.services.map((one) => one.id))
  for (const [i, counter] of file.counters.entries()) {
    const path = `/counters/${i}/serves`
    yield* twice(
      counter.serves.map((one) => ({ id: one.service })),
      path,
      'service',
    )
    for (const [k, one] of counter.serves.entries()) {
      if (!services.has(one.service))
        yield { path: `${path}/${k}/service`, code: 'unknown_service', detail: one.service }
    }
  }
}

function* openingFaults(file: HallFile): Generator<Fault> {
  const services = new Set(file.services.map((one) => one.id))
  for (const [i, opening] of file.openings.entries()) {
    const path = `/openings/${i}`
    yield* dayFaults(opening.from, `${path}/from`)
    if (opening.to !== null) yield* dayFaults(opening.to, `${path}/to`)
    if (opening.to !== null && opening.to < opening.from)
      yield { path: `${path}/to`, code: 'end_before_start', detail: opening.to }
    if (opening.end <= opening.start) yield { path: `${path}/end`, code: 'end_before_start', detail: opening.end }
    if (opening.online > opening.desk)
      yield { path: `${path}/online`, code: 'online_over_desk', detail: String(opening.online) }
    if (opening.services === '*') continue
    for (const [k, id] of opening.services.entries()) {
      if (!services.has(id)) yield { path: `${path}/services/${k}`, code: 'unknown_service', detail: id }
    }
  }
}

function* twice(list: { id: string }[], path: string, field = 'id'): Generator<Fault> {
  const seen = new Set<string>()
  for (const [i, one] of list.entries()) {
    if (seen.has(one.id)) yield { path: `${path}/${i}/${field}`, code: 'twice', detail: one.id }
    seen.add(one.id)
  }
}

export function* dayFaults(date: string, path: string): Generator<Fault> {
  const [year = 0, month = 0, last = 0] = date.split('-').map(Number)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (last > days) yield { path, code: 'no_such_day', detail: date }
}

/** What people read must be there in each language that the hall says it speaks. */
function* texts(file: HallFile): Generator<Fault> {
  const named: [string, Record<string, string>][] = [['/name', file.name]]
  for (const list of ['departments', 'services', 'counters', 'closures', 'exceptions', 'teams', 'screens'] as const)
    for (const [i, one] of (file[list] ?? []).entries()) named.push([`/${list}/${i}/name`, one.name])
  for (const [i, service] of file.services.entries())
    for (const [k, one] of service.materials.entries()) named.push([`/services/${i}/materials/${k}/name`, one.name])
  for (const [i, one] of file.policy.priorities.entries()) named.push([`/policy/priorities/${i}/name`, one.name])
  for (const [path, name] of named)
    for (const language of file.languages)
      if (name[language] === undefined) yield { path: `${path}/${language}`, code: 'text_missing', detail: language }
}

/** Whether a policy has a setting of this name: `lateGraceMinutes`, `appointments.limits.perHour`. */
function isPolicySetting(name: string): boolean {
  let at: Type.TSchema | undefined = HallFile.properties.policy
  for (const key of name.split('.')) {
    if (!Type.IsObject(at) || !isOwn(at.properties, key)) return false
    at = at.properties[key]
  }
  return true
}
