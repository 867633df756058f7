// A hall worth a picture: Monday in full, then Tuesday's morning up to the moment at which the pictures are taken.
import { ask, press, signIn } from '../../test/support/asking.ts'
import { bookAhead } from './bookings.ts'
import type { Scene } from './scene.ts'

export const PASSWORD = 'for-the-pictures'
export const STARTS = '2026-11-23T08:40:00+08:00'
export const HALL = 'zhangzhou'
/** What people come for, the usual more often. */
const WANTED = [
  'id-card',
  'household-move',
  'property-transfer',
  'id-card',
  'passport',
  'social-card',
  'sole-trader',
  'id-card',
  'mortgage',
  'notary',
  'medical-claim',
  'guidance',
]
/** Who sits where. */
const CLERKS: readonly [user: string, name: string, counter: string][] = [
  ['wang.li', '王丽', '3'],
  ['chen.hao', '陈浩', '4'],
  ['lin.fang', '林芳', '5'],
  ['zhang.wei', '张伟', '12'],
  ['huang.min', '黄敏', '22'],
  ['wu.qiang', '吴强', '33'],
]

interface Taken {
  id: string
  key: string
  number: string
}

/** Lives through a day and a half. */
export async function liveToTuesday(url: string): Promise<Scene> {
  const manager = await signIn(url, 'admin', PASSWORD)
  const tokens = await addStaff(url, manager)
  const hall = { url, hall: HALL }
  const at = (now: string) => ask(url, 'PUT', '/api/v1/clock', { body: { now: `${now}+08:00` }, token: manager })
  await openCounters(hall, tokens)
  for (let minute = 0; minute < 90; minute++) await liveAMinute(hall, tokens, at, '2026-11-23', 41 + minute)
  await at('2026-11-24T08:40:00')
  await openCounters(hall, tokens)
  for (let minute = 0; minute < 50; minute++) await liveAMinute(hall, tokens, at, '2026-11-24', 41 + minute)
  const keys = await bringAbout(hall, tokens, manager)
  await pairDevices(url, manager)
  await changeService(url, manager)
  const booked = await bookAhead(hall, manager)
  return { url, manager, tokens, keys, booked }
}

type HallAt = { url: string; hall: string }
type Tokens = Map<string, string>

async function addStaff(url: string, manager: string): Promise<Tokens> {
  const tokens = new Map<string, string>()
  const all = [...CLERKS.map(([user, name]) => [user, name, 'clerk']), ['lin.yi', '林怡', 'host']]
  for (const [user = '', name, role] of all) {
    await ask(url, 'POST', '/api/v1/staff', {
      body: { user, name, role, password: PASSWORD, hall: HALL },
      token: manager,
    })
    tokens.set(user, await signIn(url, user, PASSWORD))
  }
  return tokens
}

async function openCounters(hall: HallAt, tokens: Tokens): Promise<void> {
  for (const [user, , counter] of CLERKS) await press(hall, { do: 'open', counter }, tokens.get(user))
}

/** Two or three people come, two counters go on. */
async function liveAMinute(
  hall: HallAt,
  tokens: Tokens,
  at: (now: string) => Promise<unknown>,
  day: string,
  minute: number,
): Promise<void> {
  const time = `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  await at(`${day}T${time}:00`)
  const senior = minute % 9 === 0 ? { priority: { class: 'senior', reason: '72岁' } } : {}
  for (let i = 0; i < (minute % 3 === 0 ? 1 : 2); i++)
    await press(
      hall,
      { do: 'take', service: WANTED[(minute * 5 + i * 3) % WANTED.length], ...senior },
      tokens.get('lin.yi'),
    )
  for (const offset of [0, 3]) {
    const clerk = CLERKS[(minute + offset) % CLERKS.length]
    if (clerk !== undefined) await goOn(hall, clerk[2], tokens.get(clerk[0]) ?? '', minute % 11 === 0)
  }
}

/** The counter ends with its person and calls the next. */
async function goOn(hall: HallAt, counter: string, token: string, missed: boolean): Promise<void> {
  const ticket = await ticketAt(hall, counter)
  if (ticket !== null && missed) await press(hall, { do: 'miss', ticket }, token)
  else if (ticket !== null) await finish(hall, ticket, token)
  await press(hall, { do: 'call-next', counter }, token)
}

async function ticketAt(hall: HallAt, counter: string): Promise<string | null> {
  const { body } = await ask(hall.url, 'GET', `/api/v1/halls/${hall.hall}/board`)
  return (body.counters as { id: string; ticket: string | null }[]).find(({ id }) => id === counter)?.ticket ?? null
}

async function finish(hall: HallAt, ticket: string, token: string): Promise<void> {
  await press(hall, { do: 'serve', ticket }, token)
  await press(hall, { do: 'finish', ticket }, token)
}

/** What the pictures are to show: somebody parked with a note, missed, served, on the way through two services; a host's call; a pause. */
async function bringAbout(hall: HallAt, tokens: Tokens, manager: string): Promise<Scene['keys']> {
  const token = (user: string) => tokens.get(user) ?? ''
  const take = async (service: string, more = {}): Promise<Taken> =>
    (await press(hall, { do: 'take', service, ...more }, token('lin.yi'))).body.ticket as Taken
  const parked = await take('id-card')
  const missed = await take('id-card')
  const done = await take('id-card')
  const several = await take('household-move', { services: ['household-move', 'id-card', 'passport'] })
  const call = async (counter: string, user: string, ticket: string) => {
    const before = await ticketAt(hall, counter)
    if (before !== null) await finish(hall, before, token(user))
    await press(hall, { do: 'call', counter, ticket, reason: '取材料回来' }, token(user))
  }
  await call('3', 'wang.li', parked.id)
  await press(hall, { do: 'serve', ticket: parked.id }, token('wang.li'))
  await press(
    hall,
    { do: 'park', ticket: parked.id, where: '照相', note: '照片底色不对，重拍后直接回3号窗口。' },
    token('wang.li'),
  )
  await call('4', 'chen.hao', missed.id)
  await press(hall, { do: 'recall', ticket: missed.id }, token('chen.hao'))
  await press(hall, { do: 'miss', ticket: missed.id }, token('chen.hao'))
  await call('5', 'lin.fang', done.id)
  await finish(hall, done.id, token('lin.fang'))
  await call('4', 'chen.hao', several.id)
  await finish(hall, several.id, token('chen.hao'))
  await press(hall, { do: 'call-next', counter: '3' }, token('wang.li'))
  const served = await ticketAt(hall, '3')
  await press(hall, { do: 'serve', ticket: served }, token('wang.li'))
  const waiting = await take('id-card', { phone: '138 0000 4321' })
  const called = await take('id-card')
  await call('5', 'lin.fang', called.id)
  for (let i = 0; i < 6; i++) await take('notary')
  await press(hall, { do: 'summon', counter: '4', reason: '轮椅、行动不便' }, token('lin.yi'))
  const resting = await ticketAt(hall, '22')
  if (resting !== null) await finish(hall, resting, token('huang.min'))
  await press(hall, { do: 'pause', counter: '22', reason: '设备故障', minutes: 15 }, token('huang.min'))
  await ask(hall.url, 'PUT', '/api/v1/clock', { body: { now: '2026-11-24T09:34:20+08:00' }, token: manager })
  return {
    waiting: waiting.key,
    parked: parked.key,
    missed: missed.key,
    done: done.key,
    several: several.key,
    called: called.key,
  }
}

async function pairDevices(url: string, token: string): Promise<void> {
  const wanted = [
    { kind: 'kiosk', name: '东门取号机', scope: { kind: 'kiosk' } },
    { kind: 'zone', name: '不动产区大屏', scope: { kind: 'zone', zone: 'B' } },
    { kind: 'counter', name: '3号窗口屏', scope: { kind: 'counter', counter: '3' } },
  ]
  for (const { kind, name, scope } of wanted) {
    const { body } = await ask(url, 'POST', '/api/v1/devices', { body: { kind } })
    await ask(url, 'POST', '/api/v1/devices/pair', { body: { code: body.code, name, hall: HALL, scope }, token })
  }
}

/** Something for the record of changes. */
async function changeService(url: string, token: string): Promise<void> {
  const path = `/api/v1/halls/${HALL}/file`
  const { body } = await ask(url, 'GET', path, { token })
  const services = body.services as { id: string; minutes: number; dailyLimit: number | null }[]
  const changed = services.map((one) => (one.id === 'passport' ? { ...one, minutes: 15, dailyLimit: 120 } : one))
  await ask(url, 'PUT', path, { body: { ...body, services: changed }, token })
}
