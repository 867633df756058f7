// A kiosk whose server is away: what it says, and a number that it gives by itself. Last of all, for it takes numbers and changes the hall file.
import { ask } from '../../test/support/asking.ts'
import { type Camera, KIOSK } from './camera.ts'
import { HALL } from './hall-day.ts'

const HELD_MS = 2_000

export async function takeAlone({ open, shootHalved, scene }: Camera): Promise<void> {
  const kiosk = await open('/kiosk', KIOSK)
  await holdNumbers(scene.url, scene.manager)
  const value = await newKiosk(scene.url, scene.manager)
  await kiosk
    .context()
    .addCookies([{ name: 'tingxu_device', value, url: scene.url, httpOnly: true, sameSite: 'Strict' }])
  await kiosk.reload()
  await kiosk.waitForTimeout(HELD_MS)
  await kiosk.context().setOffline(true)
  await kiosk.waitForSelector('.alone-banner')
  await shootHalved(kiosk, 'kiosk-alone-departments')
  await kiosk.click('[data-department=police]')
  await kiosk.click('[data-service=id-card]')
  await kiosk.click('.take')
  await kiosk.waitForSelector('[data-number]')
  await shootHalved(kiosk, 'kiosk-alone-number')
  await kiosk.context().close()
}

async function holdNumbers(url: string, token: string): Promise<void> {
  const path = `/api/v1/halls/${HALL}/file`
  const { body } = await ask(url, 'GET', path, { token })
  const policy = { ...(body.policy as object), withoutServer: { numbers: 20 } }
  await ask(url, 'PUT', path, { body: { ...body, policy }, token })
}

/** Gives its token. */
async function newKiosk(url: string, token: string): Promise<string> {
  const { body } = await ask(url, 'POST', '/api/v1/devices', { body: { kind: 'kiosk' } })
  const { id, code, secret } = body as { id: string; code: string; secret: string }
  const pairing = { code, name: '西门取号机', hall: HALL, scope: { kind: 'kiosk' } }
  await ask(url, 'POST', '/api/v1/devices/pair', { body: pairing, token })
  const { headers } = await ask(url, 'GET', `/api/v1/devices/${id}/token`, { headers: { 'x-device-secret': secret } })
  return /tingxu_device=([^;]*)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? ''
}
