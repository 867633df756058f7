// Pictures of booking: on the phone, at the kiosk, at the desk, and on the way to a home visit.
import { type Camera, CONSOLE, KIOSK, PHONE } from './camera.ts'

export async function takeBookings({ open, shoot, scene }: Camera): Promise<void> {
  const kiosk = await open('/kiosk', KIOSK)
  await kiosk.click('[data-go=check-in]')
  await shoot(kiosk, 'kiosk-check-in')
  const times = await open('/appointment#passport', PHONE)
  await times.click('[data-date="2026-11-25"]')
  await shoot(times, 'appointment-times', true)
  await times.click('.view >> nth=1')
  await shoot(times, 'appointment-calendar')
  await times.click('.time >> nth=4')
  await times.waitForSelector('#who-name')
  await shoot(times, 'appointment-who', true)
  await shoot(await open(`/appointment#${scene.booked}`, PHONE), 'appointment-booked', true)
  const desk = await open('/console#appointments', CONSOLE, scene.manager)
  await desk.locator('.host-row').nth(1).click()
  await shoot(desk, 'appointments')
  await desk.locator('.host-doors button').nth(1).click()
  await shoot(desk, 'after-hours')
  await desk.locator('.host-doors button').nth(2).click()
  await shoot(desk, 'campaigns')
  const visits = await open('/console#visits', PHONE, scene.manager)
  await visits.locator('input[type=date]').fill('2026-11-26')
  await shoot(visits, 'home-visits', true)
}
