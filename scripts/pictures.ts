// Makes the pictures of docs/pictures: the sample hall on a busy morning, seen on each screen at its real size.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../server/config.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { serve } from '../server/serve.ts'
import { openBrowser } from '../test/support/browser.ts'
import { takeAlone } from './pictures/alone.ts'
import { takeBookings } from './pictures/booked.ts'
import { openCamera } from './pictures/camera.ts'
import { takeConsole, takeDoors } from './pictures/console.ts'
import { takeHall, takeKioskModes, takePhones } from './pictures/hall.ts'
import { liveToTuesday, PASSWORD, STARTS } from './pictures/hall-day.ts'

/** `npm run pictures -- /tmp/looking all`: also those that only whoever builds a page wants to see. */
const [out = join(import.meta.dirname, '..', 'docs', 'pictures'), extent = 'docs'] = process.argv.slice(2)
const TOLD = { SMS_URL: 'log:', PUBLIC_URL: 'https://hall.example.org' }
const PLENTY = { LIMIT_PAIRINGS: '1000', LIMIT_DEVICE_REQUESTS: '1000' }

async function main(): Promise<void> {
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-pictures-'))
  const postgres = await startPostgres({ dataDir: folder, durable: false, log: () => {} })
  const settings = { PORT: '0', ADMIN_PASSWORD: PASSWORD, CLOCK: `manual@${STARTS}`, ...PLENTY, ...TOLD }
  const serving = await serve(readConfig(settings), postgres.connection, pino({ level: 'error' }))
  const browser = await openBrowser()
  try {
    const scene = await liveToTuesday(serving.url)
    for (const takes of [
      [takeHall, takePhones, takeBookings, takeConsole, takeDoors],
      [takeKioskModes, takeAlone],
    ])
      for (const language of ['zh-CN', 'en'] as const) {
        const camera = openCamera({ browser, scene, language, out: resolve(out), all: extent === 'all' })
        for (const take of takes) await take(camera)
        await camera.close()
      }
  } finally {
    await browser.close()
    await serving.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
