// A hall small enough to hold in one's head: three services, four counters, mornings and afternoons.
import type { HallFile } from '../../core/hall.ts'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export function smallHall(change: Partial<HallFile> = {}): HallFile {
  return {
    hall: 'small',
    name: both('小厅', 'Small hall'),
    timeZone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en'],
    calendar: 'cn',
    departments: [
      { id: 'police', name: both('公安局', 'Public Security') },
      { id: 'property', name: both('不动产登记中心', 'Property Registration') },
    ],
    services: [
      service('id-card', 'police', 'A', both('居民身份证', 'Identity card'), 8),
      { ...service('passport', 'police', 'A', both('护照', 'Passport'), 12), dailyLimit: 5 },
      service('deed', 'property', 'B', both('不动产登记', 'Property deed'), 20),
      { ...service('archive', 'property', 'C', both('档案查询', 'Archive'), 5), walkIn: false },
    ],
    counters: [
      counter('1', [['id-card', 1]]),
      counter('2', [
        ['id-card', 1],
        ['passport', 1],
      ]),
      counter('3', [
        ['deed', 1],
        ['id-card', 2],
      ]),
      counter('4', [['archive', 1]]),
    ],
    openings: [opening('am', '08:30', '12:00'), opening('pm', '14:30', '17:30')],
    closures: [{ date: '2026-12-24', name: both('设备检修', 'Maintenance') }],
    policy: {
      appointmentCreditMinutes: 45,
      priorityCreditMinutes: 30,
      lateGraceMinutes: 10,
      lateCreditMinutes: 10,
      earlyMinutes: 5,
      helpOutAfterMinutes: 30,
      priorities: [{ class: 'senior', name: both('老年人', 'Senior') }],
      bookingShare: 0.5,
      devices: 'open',
      publicNames: 'never',
    },
    ...change,
  }
}

function service(id: string, department: string, prefix: string, name: Record<string, string>, minutes: number) {
  return {
    id,
    department,
    prefix,
    name,
    minutes,
    slots: 1,
    walkIn: true,
    appointment: true,
    dailyLimit: null,
    bands: [],
    materials: [{ name: both('身份证', 'Identity card'), original: true, copies: 1 }],
    filingDays: null,
  }
}

function counter(id: string, serves: [string, number][]) {
  return {
    id,
    name: both(`${id}号窗口`, `Counter ${id}`),
    zone: 'A',
    serves: serves.map(([served, tier]) => ({ service: served, tier })),
  }
}

function opening(id: string, start: string, end: string): HallFile['openings'][number] {
  return {
    id,
    kind: 'regular',
    services: '*',
    from: '2019-01-01',
    to: null,
    weekdays: [1, 2, 3, 4, 5],
    everyWeeks: 1,
    weeksOfMonth: null,
    start,
    end,
    walkIn: true,
    slotMinutes: 15,
    online: 2,
    desk: 3,
    book: null,
    runsOnClosedDays: false,
    onDemand: null,
  }
}
