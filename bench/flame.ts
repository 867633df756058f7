// `npm run bench:flame`: where the time of the program goes, drawn: of the door under 32 callers, and of a server whose calls
// go to a thousand screens. Writes docs/pictures/flame-door.svg and flame-broadcast.svg.
import { writeFileSync } from 'node:fs'
import type { Profiler } from 'node:inspector/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { draw } from './flame/draw.ts'
import { openDurableDatabase } from './one-hall.ts'
import { startChild } from './screens/child.ts'
import { openOurs } from './screens/sides.ts'

const PICTURES = join(import.meta.dirname, '..', 'docs', 'pictures')
const CALLERS = 32
const SECONDS = 6
const CALLS = 40
const BETWEEN_MS = 150

function keepPicture(name: string, title: string, profile: Profiler.Profile): void {
  writeFileSync(join(PICTURES, `flame-${name}.svg`), draw(profile, title))
  console.log(`docs/pictures/flame-${name}.svg`)
}

async function door(): Promise<void> {
  const { connection, stop } = await openDurableDatabase()
  const child = startChild(join(import.meta.dirname, 'halls', 'process.ts'))
  try {
    await child.ask('open', { connection, halls: ['flame'], counters: CALLERS })
    await child.ask('run', { seconds: 2, callers: CALLERS })
    await child.ask('profile')
    await child.ask('run', { seconds: SECONDS, callers: CALLERS })
    keepPicture('door', `the door, one hall, ${CALLERS} callers`, await child.ask<Profiler.Profile>('profiled'))
  } finally {
    await child.stop()
    await stop()
  }
}

async function broadcast(): Promise<void> {
  const { server, crowd, call } = await openOurs(1_000)
  try {
    await server.ask('profile')
    for (let n = 0; n < CALLS; n++) {
      await crowd.ask('arrived', { seq: await call() })
      await delay(BETWEEN_MS)
    }
    const profile = await server.ask<Profiler.Profile>('profiled')
    keepPicture('broadcast', `${CALLS} calls by HTTP to 1,000 screens`, profile)
  } finally {
    await crowd.stop()
    await server.stop()
  }
}

await door()
await broadcast()
