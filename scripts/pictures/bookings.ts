// Who booked, who is invited, who works in the evening of the day that is pictured.
import { ask, press } from '../../test/support/asking.ts'

type HallAt = { url: string; hall: string }

const NAMES = ['林美玲', '陈志强', '黄丽华', '张建国', '吴秀英', '李文斌', '郑海燕', '王晓东', '刘雅芳', '苏明阳']
const SERVICES = ['id-card', 'passport', 'social-card', 'medical-claim', 'fund-withdrawal']

/** The key of one that is booked for tomorrow. */
export async function bookAhead(hall: HallAt, manager: string): Promise<string> {
  const book = (n: number, service: string, start: string, more = {}, token: string | null = null) =>
    press(
      hall,
      {
        do: 'book',
        service,
        start: `${start}:00+08:00`,
        name: NAMES[n % NAMES.length],
        phone: `138${String(10_000_000 + n)}`,
        ...more,
      },
      token,
    )
  for (let n = 0; n < 9; n++)
    await book(
      n,
      SERVICES[n % SERVICES.length] ?? '',
      `2026-11-24T${14 + Math.floor((n + 2) / 4)}:${['00', '15', '30', '45'][(n + 2) % 4]}`,
      {},
      manager,
    )
  for (let n = 20; n < 24; n++) await book(n, SERVICES[n % 5] ?? '', `2026-11-25T18:${n % 2 === 0 ? '00' : '15'}`)
  for (const [n, time] of [
    [30, '14:30'],
    [31, '16:00'],
  ] as const)
    await book(
      n,
      'elderly-allowance',
      `2026-11-26T${time}`,
      { address: `漳州市芗城区胜利路${n}号`, session: 'home-visits@2026-11-26' },
      manager,
    )
  const roster = [
    { staff: 'wang.li', place: '3' },
    { staff: 'chen.hao', place: null },
  ]
  await press(hall, { do: 'staff-session', session: 'evening@2026-11-25', staff: roster }, manager)
  await press(hall, { do: 'call-off-session', session: 'noon-winter-2026@2026-11-26', reason: '设备检修' }, manager)
  const csv = `姓名,手机号\n${NAMES.map((name, i) => `${name},1370000000${i}`).join('\n')}\n`
  const campaign = `${hall.url}`
  await ask(campaign, 'POST', `/api/v1/halls/${hall.hall}/campaigns/certificates/people`, {
    body: { csv },
    token: manager,
  })
  await ask(campaign, 'POST', `/api/v1/halls/${hall.hall}/campaigns/certificates/batches`, {
    body: { size: 6 },
    token: manager,
  })
  const { body } = await book(40, 'passport', '2026-11-25T09:15')
  return (body.appointment as { key: string }).key
}
