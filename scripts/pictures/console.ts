// Pictures of the pages for those who work in the hall, and of the door to all of it.
import { BAR, type Camera, CONSOLE, KIOSK, TABLET } from './camera.ts'

const SETUP = [
  'hall',
  'voice',
  'departments',
  'services',
  'counters',
  'openings',
  'closures',
  'screens',
  'priorities',
  'policy',
  'messages',
  'paper',
  'changes',
  'file',
  'new',
]
const SHOWN = ['calendar', 'figures', 'fairness', 'people', 'devices', 'personal', 'messages']

export async function takeConsole(camera: Camera): Promise<void> {
  const { open, shoot, all, scene } = camera
  const { manager } = scene
  await takeDesk(camera)
  await takeHost(camera)
  const overview = await open('/console#overview', CONSOLE, manager)
  await shoot(overview, 'overview')
  for (const name of SHOWN) {
    const page = await open(`/console#${name}`, CONSOLE, manager)
    await shoot(page, name)
    if (all) await shoot(page, `${name}-whole`, true)
    if (name === 'figures' || name === 'fairness') await page.waitForTimeout(1_000)
    await page.context().close()
  }
  for (const name of all ? SETUP : ['services', 'screens', 'messages', 'voice', 'paper']) {
    const page = await open(`/console#setup/${name}`, CONSOLE, manager)
    await shoot(page, `setup-${name}`)
    await page.context().close()
  }
  if (!all) return
  await shoot(await open('/console#me', CONSOLE, manager), 'me')
  await shoot(await open('/console#overview', TABLET, manager), 'overview-tablet')
  await shoot(await open('/console', CONSOLE), 'sign-in')
}

async function takeDesk({ open, shoot, all, scene }: Camera): Promise<void> {
  const desk = await open('/console#counter', CONSOLE, scene.tokens.get('wang.li'))
  if (all) await shoot(desk, 'desk-choose')
  await desk
    .getByRole('button', { name: /^(3号窗口|Counter 3)/ })
    .first()
    .click()
  await shoot(desk, 'console')
  await desk.keyboard.press('?')
  await shoot(desk, 'desk-keys')
  await desk.keyboard.press('Escape')
  const bar = await open('/console#bar/3', BAR, scene.tokens.get('wang.li'))
  await shoot(bar, 'bar')
  await desk.locator('.tabs button').nth(1).click()
  await shoot(desk, 'desk-parked')
  if (!all) return
  await desk.locator('.tabs button').nth(2).click()
  await shoot(desk, 'desk-missed')
  await desk.keyboard.press('k')
  await shoot(desk, 'desk-park')
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('t')
  await shoot(desk, 'desk-transfer')
  const summoned = await open('/console#counter', CONSOLE, scene.tokens.get('chen.hao'))
  await summoned
    .getByRole('button', { name: /^(4号窗口|Counter 4)/ })
    .first()
    .click()
  await shoot(summoned, 'desk-summoned')
  await shoot(await open('/console#bar/4', BAR, scene.tokens.get('chen.hao')), 'bar-summoned')
  await bar.setViewportSize({ width: 360, height: 200 })
  await shoot(bar, 'bar-tall')
}

async function takeHost({ open, shoot, all, scene }: Camera): Promise<void> {
  const host = await open('/console#host', TABLET, scene.tokens.get('lin.yi'))
  if (all) await shoot(host, 'host-take')
  await host.locator('.host-row').first().click()
  await shoot(host, 'host')
  if (!all) return
  const large = await open('/console#host', CONSOLE, scene.manager)
  await shoot(large, 'host-large')
}

export async function takeDoors({ open, shoot }: Camera): Promise<void> {
  await shoot(await open('/', CONSOLE), 'door')
  await shoot(await open('/pair?for=kiosk', KIOSK), 'pair')
}
