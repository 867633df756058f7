// Pictures of what stands and hangs in the hall, and of the visitors' phones.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeBusyPage } from '../../server/http/busy-page.ts'
import { type Camera, FOUR_K, KIOSK, LOBBY, PHONE } from './camera.ts'

export async function takeHall(camera: Camera): Promise<void> {
  const { open, shoot, all } = camera
  const kiosk = await open('/kiosk', KIOSK)
  await shoot(kiosk, 'kiosk-departments')
  await kiosk.click('[data-department=police]')
  await shoot(kiosk, 'kiosk-services')
  await kiosk.click('[data-service=id-card]')
  await shoot(kiosk, 'kiosk-service')
  if (all) {
    await kiosk.click('.also')
    await shoot(kiosk, 'kiosk-also-departments')
    await kiosk.click('[data-department=exit-entry]')
    await shoot(kiosk, 'kiosk-also-services')
    await kiosk.click('[data-service=passport]')
    await shoot(kiosk, 'kiosk-several')
  }
  await kiosk.click('.take')
  await kiosk.waitForSelector('[data-number]')
  await shoot(kiosk, 'kiosk-number')
  await kiosk.context().close()
  await takeScreens(camera)
}

/** The screens that the sample hall describes, each at the size at which it hangs. */
async function takeScreens({ open, shoot, shootHalved, all }: Camera): Promise<void> {
  await shoot(await open('/display', LOBBY), 'lobby')
  await shoot(await open('/display/counter?counter=3', LOBBY), 'counter')
  for (const screen of ['zones', 'departments', 'id-cards', 'entrance'])
    await shoot(await open(`/display?screen=${screen}`, LOBBY), `lobby-${screen}`)
  await shoot(await open('/display?screen=upright', KIOSK), 'lobby-upright')
  await shootHalved(await open('/display?screen=hall', FOUR_K), 'lobby-4k')
  if (!all) return
  for (const counter of ['1', '12', '22'])
    await shoot(await open(`/display/counter?counter=${counter}`, LOBBY), `counter-${counter}`)
  await shoot(await open('/display?screen=gone&zone=Q', LOBBY), 'lobby-trouble')
}

/** Large letters, low reach, lying, and with the keypad's numbers. Each takes a number: after all else, so that no other picture shows a crowd. */
export async function takeKioskModes({ open, shootHalved }: Camera): Promise<void> {
  for (const [name, keys, size] of [
    ['large', [], KIOSK],
    ['keypad', ['ArrowDown', 'ArrowDown'], KIOSK],
    ['low', [], KIOSK],
    ['lying', [], LOBBY],
  ] as const) {
    const kiosk = await open('/kiosk', size)
    for (const key of keys) await kiosk.keyboard.press(key, { delay: 100 })
    if (name === 'low' || name === 'large') await kiosk.click(`[data-say="kiosk.${name}"]`)
    await shootHalved(kiosk, `kiosk-${name}-departments`)
    await kiosk.click('[data-department=police]')
    await kiosk.click('[data-service=id-card]')
    await shootHalved(kiosk, `kiosk-${name}-service`)
    await kiosk.click('.take')
    await kiosk.waitForSelector('[data-number]')
    await shootHalved(kiosk, `kiosk-${name}-number`)
    await kiosk.context().close()
  }
}

export async function takePhones({ open, shoot, all, scene }: Camera): Promise<void> {
  const { keys } = scene
  await shoot(await open(`/ticket#${keys.waiting}`, PHONE), 'ticket', all)
  await shoot(await open('/booking', PHONE), 'booking')
  await shoot(await open(`/ticket#${keys.called}`, PHONE), 'ticket-called')
  const parked = await open(`/ticket#${keys.parked}`, PHONE)
  await shoot(parked, 'ticket-parked')
  const several = await open(`/ticket#${keys.several}`, PHONE)
  await shoot(several, 'ticket-several', all)
  await takeBusy({ open, shoot })
  if (!all) return
  await shoot(await open(`/ticket#${keys.missed}`, PHONE), 'ticket-missed', true)
  await shoot(await open(`/ticket#${keys.done}`, PHONE), 'ticket-done', true)
  await parked.setViewportSize({ width: 390, height: 1200 })
  for (const summary of await several.locator('summary').all()) await summary.click()
  await shoot(several, 'ticket-passed', true)
}

/** What is given instead of a page while too many come: by the program's own function, for a hall so full is hard to come by. */
async function takeBusy({ open, shoot }: Pick<Camera, 'open' | 'shoot'>): Promise<void> {
  const full = createServer((_, response) => writeBusyPage(response))
  await new Promise<void>((resolve) => full.listen(0, '127.0.0.1', resolve))
  const page = await open('/booking', PHONE)
  await page.goto(`http://127.0.0.1:${(full.address() as AddressInfo).port}`)
  await shoot(page, 'busy')
  full.closeAllConnections()
  full.close()
}
