// What differs between two hall files, and two people's changes put together: laws, on random files and on a real one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fieldWord, NULL_WORDS, VALUE_FAMILIES } from '../console/setup/fieldWords.ts'
import { changed, changesOf, type Json, merged, mergeOf } from '../core/changes.ts'
import { type HallFile, hallFileSchema } from '../core/hall.ts'
import { dependentsOf, freePrefix, renamed, without } from '../core/hall-edits.ts'
import { faultsOf } from '../core/hall-faults.ts'
import { hallOf } from '../core/hall-template.ts'
import { warningsOf } from '../core/hall-warnings.ts'
import words from '../words/en.json' with { type: 'json' }
import { smallHall } from './support/small-hall.ts'

const json = (file: HallFile) => JSON.parse(JSON.stringify(file)) as Json
const back = (value: Json) => value as unknown as HallFile

test('the changes from one document to another make the one into the other, order included', () => {
  const member = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd/~'), x: fc.integer(), to: fc.option(fc.integer()) })
  const list = fc.uniqueArray(member, { selector: (one) => one.id, maxLength: 4 })
  const document = fc.record({
    list,
    days: fc.array(fc.integer({ max: 7 })),
    note: fc.dictionary(fc.constantFrom('zh', 'en'), fc.string()),
  })
  fc.assert(
    fc.property(document, document, (before, after) => {
      const [one, other] = [before, after].map((document) => JSON.parse(JSON.stringify(document)) as Json)
      assert.deepEqual(changed(one ?? null, changesOf(one ?? null, other ?? null)), other)
      assert.deepEqual(changesOf(after as Json, after as Json), [])
    }),
  )
})

test('a member is named by its id: what is added above moves nothing', () => {
  const before = smallHall()
  const [first, ...rest] = before.counters
  assert.ok(first)
  const after = { ...before, counters: [{ ...first, id: '9' }, { ...first, zone: 'B' }, ...rest] }
  const changes = changesOf(json(before), json(after))
  assert.deepEqual(
    changes.map((one) => one.path),
    ['/counters/1/zone', '/counters/9', '/counters/@order'],
  )
})

test('two people who change different things both get theirs; where they meet, one is chosen', () => {
  const base = smallHall()
  const edit = (minutes: number, name: string): HallFile => ({
    ...base,
    services: base.services.map((one, i) => (i === 0 ? { ...one, minutes } : one)),
    departments: base.departments.map((one, i) => (i === 0 ? { ...one, name: { ...one.name, en: name } } : one)),
  })
  const mine = edit(15, 'Mine')
  const theirs = { ...edit(8, 'Theirs'), closures: [] }
  const merge = mergeOf(changesOf(json(base), json(mine)), changesOf(json(base), json(theirs)))
  assert.deepEqual(
    merge.free.map((one) => one.path),
    ['/services/id-card/minutes'],
  )
  assert.deepEqual(
    merge.collisions.map((one) => one.mine[0]?.path),
    ['/departments/police/name/en'],
  )
  for (const [chosen, name] of [
    [true, 'Mine'],
    [false, 'Theirs'],
  ] as const) {
    const file = back(merged(json(theirs), merge, [chosen]))
    assert.equal(file.services[0]?.minutes, 15)
    assert.equal(file.departments[0]?.name.en, name)
    assert.deepEqual(file.closures, [])
  }
})

test('mine is not lost when they removed what I changed: it is asked about', () => {
  const base = smallHall()
  const mine = { ...base, services: base.services.map((one) => (one.id === 'deed' ? { ...one, minutes: 25 } : one)) }
  const theirs = without(base, 'services', 2)
  const merge = mergeOf(changesOf(json(base), json(mine)), changesOf(json(base), json(theirs)))
  assert.equal(merge.free.length, 0)
  assert.equal(merge.collisions.length, 1)
})

test('what is removed goes with everything that names it, and this is told before', () => {
  const file = smallHall()
  assert.deepEqual(dependentsOf(file, 'departments', 0), {
    services: [0, 1],
    counters: [0, 1, 2],
    openings: [],
    alerts: [],
  })
  const rest = without(file, 'departments', 0)
  assert.deepEqual(faultsOf(rest), [])
  assert.deepEqual(
    rest.services.map((one) => one.id),
    ['deed', 'archive'],
  )
  const other = renamed(file, 'services', 0, 'identity')
  assert.deepEqual(faultsOf(other), [])
  assert.equal(other.counters[0]?.serves[0]?.service, 'identity')
})

test('what looks like a slip is told and does not stop saving', () => {
  const file = smallHall()
  const slips: HallFile = {
    ...file,
    counters: file.counters.filter((one) => one.id !== '4'),
    services: file.services.map((one) => (one.id === 'archive' ? { ...one, prefix: 'A' } : one)),
    openings: file.openings.flatMap((one) => (one.id === 'am' ? [one, { ...one, id: 'twin' }] : [one])),
  }
  assert.deepEqual(faultsOf(slips), [])
  const codes = (today: string) => warningsOf(slips, { cn: {} }, today).map((one) => `${one.code} ${one.detail}`)
  assert.deepEqual(codes('2026-10-31'), [
    'calendar_unpublished 2026',
    'service_unserved archive',
    'prefix_shared A',
    'openings_overlap am',
  ])
  assert.ok(codes('2026-11-01').includes('calendar_unpublished 2027'))
})

test('every field of a hall file has a word in the record of changes, and every word is there', () => {
  const fields = new Set<string>()
  const visit = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return
    const { properties } = at as { properties?: Record<string, unknown> }
    for (const name of Object.keys(properties ?? {})) fields.add(name)
    for (const one of Object.values(at)) visit(one)
  }
  visit(hallFileSchema())
  fields.delete('$schema')
  assert.ok(fields.size > 90)
  const known = words as Record<string, string>
  assert.deepEqual(
    [...fields].filter((name) => known[fieldWord(name) ?? ''] === undefined),
    [],
  )
  for (const key of Object.values(NULL_WORDS)) assert.ok(known[key] !== undefined, key)
  for (const family of Object.values(VALUE_FAMILIES).flat())
    assert.ok(
      Object.keys(known).some((key) => key.startsWith(`${family}.`)),
      family,
    )
})

test('an alert goes with its service, and follows it to another name', () => {
  const base = smallHall()
  const alerts = ['deed', 'id-card', null].map((service, i) => ({
    id: `a${i}`,
    metric: 'waiting' as const,
    threshold: 3,
    service,
    roles: ['host' as const],
  }))
  const file = { ...base, policy: { ...base.policy, alerts } }
  assert.deepEqual(faultsOf(file), [])
  const place = file.services.findIndex(({ id }) => id === 'deed')
  assert.deepEqual(dependentsOf(file, 'services', place).alerts, [0])
  assert.deepEqual(
    without(file, 'services', place).policy.alerts?.map((one) => one.id),
    ['a1', 'a2'],
  )
  assert.equal(renamed(file, 'services', place, 'deeds').policy.alerts?.[0]?.service, 'deeds')
  const sources = { lateGraceMinutes: 'City order 7, 2026-03-01', 'retention.notesDays': 'x', 'retention.other': 'x' }
  const wrong = { ...file, policy: { ...file.policy, sources, alerts: [...alerts, { ...alerts[0], service: 'gone' }] } }
  assert.deepEqual(
    faultsOf(wrong).map(({ path, code }) => `${path} ${code}`),
    [
      '/policy/alerts/3/id twice',
      '/policy/alerts/3/service unknown_service',
      '/policy/sources/retention.other unknown_setting',
    ],
  )
})

test('an opening names counters, teams and moments that are there; a removed counter leaves it', () => {
  const base = smallHall()
  const openings = base.openings.map((one, i) => (i === 0 ? { ...one, counters: ['1', '2'], teams: ['east'] } : one))
  const name = { 'zh-CN': '东组', en: 'East' }
  const exceptions = [{ date: '2026-11-28', opening: openings[0]?.id ?? '', name, open: true }]
  const file: HallFile = { ...base, openings, teams: [{ id: 'east', name }], exceptions }
  assert.deepEqual(faultsOf(file), [])
  assert.deepEqual(without(file, 'counters', 0).openings[0]?.counters, ['2'])
  assert.deepEqual(without(file, 'openings', 0).exceptions, [])
  assert.deepEqual(renamed(file, 'teams', 0, 'north').openings[0]?.teams, ['north'])
  const book = { fromDays: 0, untilDays: 7, dayKind: 'calendar', lead: { minutes: 5, before: 'noon.end' } }
  const wrong = {
    ...file,
    openings: openings.map((one, i) => (i === 0 ? { ...one, book, counters: ['99'] } : one)),
    teams: [],
    exceptions: [{ ...exceptions[0], opening: 'gone', date: '2026-02-30', start: '10:00', end: '09:00' }],
  }
  assert.deepEqual(
    faultsOf(wrong)
      .map(({ path, code }) => `${path} ${code}`)
      .sort(),
    [
      '/exceptions/0/date no_such_day',
      '/exceptions/0/end end_before_start',
      '/exceptions/0/opening unknown_opening',
      '/openings/0/book/lead/before unknown_moment',
      '/openings/0/counters unknown_counter',
      '/openings/0/teams unknown_team',
    ],
  )
})

test('a hall of a few answers has no faults; prefixes leave out I, O and Q and do not clash', () => {
  const services: { prefix: string; department: string }[] = []
  for (let i = 0; i < 40; i++) services.push({ prefix: freePrefix(services, `d${i}`), department: `d${i}` })
  assert.equal(new Set(services.map((one) => one.prefix)).size, 40)
  assert.ok(services.every((one) => !/[IOQ]/.test(one.prefix)))
  const name = { en: 'Tax' }
  const file = hallOf(
    {
      hall: 'new',
      name,
      timeZone: 'Asia/Shanghai',
      languages: ['en'],
      calendar: 'cn',
      departments: [name, name],
      services: [{ name, department: 1, prefix: 'A', minutes: 5 }],
      counters: [{ from: 3, count: 12, zone: 'A', services: [0] }],
      hours: [{ start: '08:30', end: '12:00' }],
      weekdays: [1, 2, 3, 4, 5],
      from: '2026-11-24',
    },
    (id) => ({ en: `Counter ${id}` }),
  )
  assert.deepEqual(faultsOf(file), [])
  assert.equal(file.counters.at(-1)?.id, '14')
})

test('what is set and changes nothing is told, with its place and in both languages', () => {
  const base = smallHall()
  const alert = { id: 'a', threshold: 1, roles: ['manager' as const] }
  const file: HallFile = {
    ...base,
    voice: { languages: ['zh-CN', 'nan'], sentences: { nan: ['{number}'], en: ['{number}'] } },
    paper: {
      printers: [
        { id: 'usb', name: 'USB', width: 58, port: 9_100, cuts: false },
        { id: 'net', name: 'Net', width: 58, host: '10.0.0.9', port: 9_100, cuts: false },
      ],
      ticket: { en: '{number}', ja: '{number}' },
    },
    screens: [
      { id: 's', name: base.name, layout: 'single', inches: 55, distance: 4, rows: 3 },
      { id: 't', name: base.name, layout: 'calls', inches: 55, distance: 4, rows: 3 },
    ],
    policy: {
      ...base.policy,
      alerts: [
        { ...alert, metric: 'waiting', service: 'deed' },
        { ...alert, id: 'b', metric: 'nobody-speaks', service: 'deed', roles: ['manager', 'operator'] },
        { ...alert, id: 'c', metric: 'paper-low', service: 'deed', roles: ['operator'] },
      ],
    },
  }
  assert.deepEqual(faultsOf(file), [])
  const before = warningsOf(base, { cn: {} }, '2026-10-01').length
  const told = warningsOf(file, { cn: {} }, '2026-10-01').slice(before)
  assert.deepEqual(
    told.map(({ path, code }) => `${path} ${code}`),
    [
      '/paper/ticket/ja language_unspoken',
      '/voice/sentences/en language_unspoken',
      '/paper/printers/0/port printer_of_browser',
      '/paper/printers/0/cuts printer_of_browser',
      '/screens/0/rows rows_of_single',
      '/policy/alerts/1/service alert_without_service',
      '/policy/alerts/1/roles alert_unheard',
      '/policy/alerts/2/service alert_without_service',
    ],
  )
  for (const { code } of told) assert.ok(`setup.warning.${code}` in words, code)
  // A language that no hall can speak is no language.
  const odd = { ...base, paper: { ticket: { EN: '{number}' } } }
  assert.deepEqual(
    faultsOf(odd).map(({ code }) => code),
    ['malformed'],
  )
})
