// A hall made for a rush: 64 counters and 12 services whose skills overlap, open day and night.
import { readFileSync } from 'node:fs'
import type { HallFile } from '../../core/hall.ts'

export const SERVICES = 12
export const COUNTERS = 64
const PREFIXES = 'ABCDEFGHJKLM'
const ALL_DAY = { start: '00:00', end: '23:59', from: '2020-01-01', to: null, weekdays: [1, 2, 3, 4, 5, 6, 7] }

/** `change` may bend it further. */
export function bigHall(change: (file: HallFile) => void = () => {}): HallFile {
  const sample = JSON.parse(
    readFileSync(new URL('../../halls/zhangzhou.json', import.meta.url), 'utf8'),
  ) as unknown as HallFile
  const [service] = sample.services
  const [department] = sample.departments
  const [opening] = sample.openings
  if (service === undefined || department === undefined || opening === undefined) throw new Error('no sample')
  const texts = (text: string) => ({ 'zh-CN': text, en: text })
  const file: HallFile = {
    ...sample,
    hall: 'rush',
    calendar: null,
    departments: [department],
    services: Array.from({ length: SERVICES }, (_, n) => ({
      ...service,
      id: `s${n}`,
      department: department.id,
      prefix: PREFIXES[n] ?? 'Z',
      name: texts(`Service ${n}`),
      materials: [],
    })),
    counters: Array.from({ length: COUNTERS }, (_, n) => ({
      id: String(n + 1),
      name: texts(`Counter ${n + 1}`),
      zone: 'A',
      serves: [
        { service: `s${n % SERVICES}`, tier: 1 },
        { service: `s${(n * 5 + 1) % SERVICES}`, tier: 1 },
        { service: `s${(n * 7 + 3) % SERVICES}`, tier: 2 },
      ].filter((one, i, all) => all.findIndex((other) => other.service === one.service) === i),
    })),
    openings: [{ ...opening, ...ALL_DAY, id: 'always', services: '*', runsOnClosedDays: true }],
    closures: [],
  }
  change(file)
  return file
}
