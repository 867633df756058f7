// Every page that is not the console's, in both languages, as it is and with letters twice as large: axe finds nothing, nothing is lost.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { press } from './support/asking.ts'
import { type Looking, look, openLooking, type Size } from './support/looking.ts'

/** Each once. What only a press brings up is looked at where the press is told of. */
const PAGES: [path: string, size: Size][] = [
  ['/', 'desk'],
  ['/booking', 'phone'],
  ['/booking#id-card', 'phone'],
  ['/ticket#{ticket}', 'phone'],
  ['/appointment#{appointment}', 'phone'],
  ['/display', 'lobby'],
  ['/display/counter?counter=4', 'lobby'],
  ['/pair?for=kiosk', 'kiosk'],
  ['/console', 'desk'],
]

let looking: Looking
const keys: Record<string, string> = {}

before(async () => {
  looking = await openLooking()
  const { server } = looking
  const taken = await press(server, { do: 'take', service: 'id-card' })
  keys.ticket = (taken.body.ticket as { key: string }).key
  await press(server, { do: 'take', service: 'id-card' })
  await press(server, { do: 'open', counter: '4' }, server.token)
  const wanted = { service: 'passport', start: '2026-11-25T09:15:00+08:00', name: '林美玲', phone: '13805960001' }
  const booked = await press(server, { do: 'book', ...wanted })
  keys.appointment = (booked.body.appointment as { key: string }).key
})

for (const language of ['zh-CN', 'en']) {
  test(`axe finds nothing on any page, and nothing is lost at 200 % (${language})`, async () => {
    const context = await looking.contextOf(language, 'desk')
    const found: string[] = []
    for (const [path, size] of PAGES) {
      const page = await context.newPage()
      if (size === 'phone') await page.setViewportSize({ width: 390, height: 844 })
      if (size === 'kiosk') await page.setViewportSize({ width: 1080, height: 1920 })
      const [address = '', fragment = ''] = path.replace(/\{(\w+)\}/, (_, key: string) => keys[key] ?? '').split('#')
      const query = `${address.includes('?') ? '&' : '?'}lang=${language}`
      await page.goto(`${looking.server.url}${address}${query}${fragment === '' ? '' : `#${fragment}`}`)
      found.push(...(await look(page, path, size)))
      await page.close()
    }
    assert.deepEqual(found, [])
    await context.close()
  })
}
