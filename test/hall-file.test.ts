// The sample hall is whole, and a broken hall file is told where it is broken.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { partsOf } from '../core/changes.ts'
import { type HallFile, hallFileSchema } from '../core/hall.ts'
import { faultsOf, isHallFile } from '../core/hall-faults.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const sample = (): HallFile => read('../halls/zhangzhou.json')

test('the sample hall has no faults and comes back from JSON as it went in', () => {
  assert.deepEqual(faultsOf(sample()), [])
  assert.deepEqual(JSON.parse(JSON.stringify(sample())), sample())
})

test('the sample hall is as large as the hall it is modelled on', () => {
  const hall = sample()
  assert.ok(hall.departments.length >= 14, 'departments')
  assert.ok(hall.services.length >= 45, 'services')
  assert.ok(hall.counters.length >= 38, 'counters')
  for (const department of hall.departments)
    assert.ok(
      hall.services.some((one) => one.department === department.id),
      `${department.id} has no service`,
    )
})

test('every service of the sample hall is some counter’s first choice, most have two counters', () => {
  const hall = sample()
  let byTwo = 0
  for (const service of hall.services) {
    const tiers = hall.counters.flatMap((one) => one.serves.filter((serve) => serve.service === service.id))
    assert.ok(
      tiers.some((one) => one.tier === 1),
      `${service.id} is nobody's first choice`,
    )
    if (tiers.length >= 2) byTwo++
  }
  assert.ok(byTwo > hall.services.length / 2, `${byTwo} services with two counters`)
})

test('two general counters help out with many services', () => {
  const general = sample().counters.filter((one) => one.serves.filter((serve) => serve.tier === 2).length >= 8)
  assert.ok(general.length >= 2)
})

test('a ticket series of the sample hall belongs to one department', () => {
  const owners = new Map<string, string>()
  for (const one of sample().services) {
    assert.equal(owners.get(one.prefix) ?? one.department, one.department, `${one.prefix} is shared`)
    owners.set(one.prefix, one.department)
  }
})

test('an appointment of the sample hall has slots for all its minutes', () => {
  for (const one of sample().services) assert.equal(one.slots, Math.ceil(one.minutes / 15), one.id)
})

test('every text of the sample hall is there in both languages, and the English is not Chinese', () => {
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const keys = Object.keys(value)
    if (keys.includes('zh-CN') || keys.includes('en')) {
      assert.deepEqual(keys.sort(), ['en', 'zh-CN'], path)
      assert.doesNotMatch((value as Record<string, string>).en ?? '', /[\u3000-\u9fff\uff00-\uffef]/, path)
      assert.match((value as Record<string, string>)['zh-CN'] ?? '', /[\u4e00-\u9fff]/, path)
      return
    }
    for (const key of keys) visit((value as Record<string, unknown>)[key], `${path}/${key}`)
  }
  visit(sample(), '')
})

test('sessions after hours of the sample hall take no walk-ins', () => {
  for (const one of sample().openings) assert.equal(one.walkIn, one.kind === 'regular', one.id)
})

test('the committed JSON Schema is the one that the program checks with', () => {
  assert.deepEqual(read('../halls/hall.schema.json'), hallFileSchema())
})

/** Word for word the example that other people's programs are built after. */
const contractExample: unknown = JSON.parse(`{
  "hall": "zhangzhou", "name": {"zh-CN": "漳州市行政服务中心", "en": "Zhangzhou Administrative Service Centre"},
  "timeZone": "Asia/Shanghai", "languages": ["zh-CN", "en"], "calendar": "cn",
  "departments": [{"id": "police", "name": {"zh-CN": "公安局", "en": "Public Security"}}],
  "services": [{"id": "id-card", "department": "police", "prefix": "A", "name": {"zh-CN": "居民身份证", "en": "Identity card"},
    "minutes": 8, "slots": 1, "walkIn": true, "appointment": true, "dailyLimit": null, "bands": [],
    "materials": [{"name": {"zh-CN": "户口簿", "en": "Household register"}, "original": true, "copies": 1}],
    "filingDays": 20}],
  "counters": [{"id": "3", "name": {"zh-CN": "3号窗口", "en": "Counter 3"}, "zone": "A",
    "serves": [{"service": "id-card", "tier": 1}]}],
  "openings": [{"id": "weekday-am", "kind": "regular", "services": "*", "from": "2026-01-01", "to": null,
    "weekdays": [1, 2, 3, 4, 5], "everyWeeks": 1, "weeksOfMonth": null, "start": "08:30", "end": "12:00",
    "walkIn": true, "slotMinutes": 15, "online": 2, "desk": 3,
    "book": {"fromDays": 0, "untilDays": 14, "dayKind": "calendar", "lead": {"minutes": 60, "before": "slot"}},
    "runsOnClosedDays": false, "onDemand": null}],
  "closures": [{"date": "2026-12-24", "name": {"zh-CN": "设备检修", "en": "Maintenance"}}],
  "policy": {"appointmentCreditMinutes": 45, "priorityCreditMinutes": 30, "lateGraceMinutes": 10, "lateCreditMinutes": 10,
    "earlyMinutes": 5, "priorities": [{"class": "senior", "name": {"zh-CN": "老年人", "en": "Senior"}}],
    "bookingShare": 0.5, "devices": "paired", "publicNames": "never"}
}`)

test('the example of the contract is a hall file', () => {
  assert.deepEqual(faultsOf(contractExample), [])
  assert.ok(isHallFile(contractExample))
})

// Each row: what is broken, and every fault that must be told for it, path and code.
/** What stands where, as a pointer names the place; undefined: nothing any more. */
type Break = Record<string, unknown>
const broken: [string, Break, string[]][] = [
  ['no name', { '/name': undefined }, ['/name malformed']],
  ['a field nobody knows', { '/colour': 'red' }, ['/colour malformed']],
  ['hall id with a blank', { '/hall': 'zhang zhou' }, ['/hall malformed']],
  ['a zone that is none', { '/timeZone': 'Asia/Zhangzhou' }, ['/timeZone unknown_zone']],
  ['no language', { '/languages': [] }, ['/languages malformed']],
  ['a misspelt language tag', { '/name/zh_CN': '漳州' }, ['/name/zh_CN malformed']],
  ['a language without texts', { '/departments/0/name/en': undefined }, ['/departments/0/name/en text_missing']],
  [
    'a paper named in one language only',
    { '/services/0/materials/1/name/zh-CN': undefined },
    ['/services/0/materials/1/name/zh-CN text_missing'],
  ],
  [
    'a department twice',
    { '/departments/1/id': 'police' },
    [
      '/departments/1/id twice',
      ...indexes((one) => one.department === 'exit-entry').map((i) => `/services/${i}/department unknown_department`),
    ],
  ],
  [
    'a department that is not there',
    { '/services/4/department': 'post' },
    ['/services/4/department unknown_department'],
  ],
  ['the letter O', { '/services/2/prefix': 'O' }, ['/services/2/prefix malformed']],
  ['a small letter', { '/services/2/prefix': 'a' }, ['/services/2/prefix malformed']],
  ['no minutes', { '/services/7/minutes': 0 }, ['/services/7/minutes malformed']],
  ['a limit below nothing', { '/services/7/dailyLimit': -1 }, ['/services/7/dailyLimit malformed']],
  [
    'a quota that ends before it begins',
    { '/services/1/bands': [{ start: '10:00', end: '09:00', limit: 5 }] },
    ['/services/1/bands/0/end end_before_start'],
  ],
  ['a counter twice', { '/counters/9/id': '3' }, ['/counters/9/id twice']],
  [
    'a counter for a service that is not there',
    { '/counters/0/serves/0/service': 'dog-licence' },
    ['/counters/0/serves/0/service unknown_service'],
  ],
  [
    'a service twice at a counter',
    { '/counters/3/serves/6': { service: 'id-card', tier: 2 } },
    ['/counters/3/serves/6/service twice'],
  ],
  ['tier nought', { '/counters/3/serves/0/tier': 0 }, ['/counters/3/serves/0/tier malformed']],
  ['closes before it opens', { '/openings/0/end': '08:30' }, ['/openings/0/end end_before_start']],
  ['25 o’clock', { '/openings/0/end': '25:00' }, ['/openings/0/end malformed']],
  ['ends before it begins', { '/openings/1/to': '2025-12-31' }, ['/openings/1/to end_before_start']],
  ['30 February', { '/openings/0/from': '2026-02-30' }, ['/openings/0/from no_such_day']],
  ['29 February in a common year', { '/closures/0/date': '2027-02-29' }, ['/closures/0/date no_such_day']],
  ['the eighth day of the week', { '/openings/0/weekdays': [8] }, ['/openings/0/weekdays/0 malformed']],
  ['the fifth week', { '/openings/0/weeksOfMonth': [5] }, ['/openings/0/weeksOfMonth/0 malformed']],
  ['a session of no kind', { '/openings/0/kind': 'night' }, ['/openings/0/kind malformed']],
  ['more online than there is', { '/openings/0/online': 4 }, ['/openings/0/online online_over_desk']],
  ['two priorities of one class', { '/policy/priorities/1/class': 'senior' }, ['/policy/priorities/1/class twice']],
  ['devices of a third kind', { '/policy/devices': 'shut' }, ['/policy/devices malformed']],
  [
    'two things at once',
    { '/openings/0/book/lead/minutes': '60', '/counters/5/zone': '' },
    ['/counters/5/zone malformed', '/openings/0/book/lead/minutes malformed'],
  ],
]
for (const [name, wrong, expected] of broken)
  test(`broken: ${name}`, () => {
    const hall = sample()
    for (const [path, value] of Object.entries(wrong)) put(hall, path, value)
    const told = faultsOf(hall).map((one) => `${one.path} ${one.code}`)
    assert.deepEqual(told.sort(), [...expected].sort())
    assert.ok(faultsOf(hall).every((one) => one.detail !== ''))
  })

test('what is no object at all has one fault', () => {
  for (const one of [null, [], 'hall', 7])
    assert.deepEqual(faultsOf(one), [{ path: '/', code: 'malformed', detail: 'must be object' }])
})

test('a thousand faults are told a hundred at a time', () => {
  const hall = sample()
  hall.counters = Array.from({ length: 1_000 }, () => ({ ...(hall.counters[0] as HallFile['counters'][number]) }))
  assert.equal(faultsOf(hall).length, 100)
})

function indexes(wanted: (service: HallFile['services'][number]) => boolean): number[] {
  return [...sample().services.entries()].filter(([, one]) => wanted(one)).map(([i]) => i)
}

function put(hall: HallFile, path: string, value: unknown): void {
  const parts = partsOf(path)
  const last = parts.pop() ?? ''
  const place = parts.reduce<object>((at, part) => Reflect.get(at, part), hall)
  if (value === undefined) Reflect.deleteProperty(place, last)
  else Reflect.set(place, last, value)
}
