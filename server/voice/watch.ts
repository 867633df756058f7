// What is being spoken where, told to every screen of the hall; and where calls wait and nobody speaks, told to its staff.
import { type Announcement, SPEAK_WITHIN_MS } from '../../core/announcements.ts'
import { LOBBY_KINDS } from '../../core/deviceKinds.ts'
import type { HallId } from '../../core/ids.ts'
import { type Instant, iso } from '../../core/time.ts'
import type { SilentZone, Speaking } from '../../core/voice.ts'
import { audioZone } from '../../core/voice-settings.ts'
import type { Pool } from '../db.ts'
import type { Devices } from '../devices.ts'
import type { Halls, OpenHall } from '../halls.ts'
import { type ZoneNow, zonesOf } from '../store/speakers.ts'
import { captionsOf } from './calls.ts'

/** Which call another process gave to a screen is found so soon; while nothing waits to be spoken, nothing is asked. */
const LOOK_EVERY_MS = 1_000
/** A screen that lives holds its turn for longer than it takes to ask again; one that was just loaded asks at once. */
const SILENT_AFTER_MS = 4_000

export interface VoiceWatch {
  /** A screen of this process has its turn in an audio zone, and was given this call to speak. */
  turn(hall: OpenHall, zone: string, call: Announcement | null): void
  silentIn(hall: HallId): SilentZone[]
  stop(): void
}

export interface WatchTools {
  pool: Pool
  halls: Halls
  devices: Pick<Devices, 'ofHall'>
  tell(hall: HallId, audience: 'lobby' | 'staff', name: 'speaking' | 'silent', told: unknown): void
}

/** Of one hall, by audio zone. */
interface Watched {
  /** Number of the call that is being spoken. */
  speaking: Map<string, number>
  /** Since when (this process's clock) a call was seen to wait with no screen to speak it. */
  noticed: Map<string, number>
  silent: Map<string, Instant>
}

export function startVoiceWatch({ pool, halls, devices, tell }: WatchTools): VoiceWatch {
  const byHall = new Map<HallId, Watched>()
  const watchedOf = (hall: HallId): Watched => {
    const one = byHall.get(hall) ?? { speaking: new Map(), noticed: new Map(), silent: new Map() }
    byHall.set(hall, one)
    return one
  }

  function show({ id, board }: OpenHall, zone: string, call: Announcement | null): void {
    const { speaking } = watchedOf(id)
    const before = speaking.get(zone)
    if (before === call?.seq) return
    if (call === null) speaking.delete(zone)
    else speaking.set(zone, call.seq)
    const captions = call === null ? [] : distinct(captionsOf(board.file, call))
    tell(id, 'lobby', 'speaking', { zone, seq: call?.seq ?? before ?? 0, captions } satisfies Speaking)
  }

  function silentIn(hall: HallId): SilentZone[] {
    const timeZone = halls.get(hall)?.board.file.timeZone ?? 'UTC'
    return [...(byHall.get(hall)?.silent ?? [])].map(([zone, since]) => ({ zone, since: iso(since, timeZone) }))
  }

  function judge(hall: OpenHall, zones: readonly ZoneNow[]): void {
    const watched = watchedOf(hall.id)
    const called = hall.board.announcements
    for (const { zone, held, seq } of zones) show(hall, zone, (held && called.find((one) => one.seq === seq)) || null)
    const expected = devices.ofHall(hall.id).some(({ kind }) => LOBBY_KINDS.includes(kind))
    const told = JSON.stringify(silentIn(hall.id))
    judgeSilence(watched, waitingIn(hall), zones, expected)
    if (JSON.stringify(silentIn(hall.id)) !== told) tell(hall.id, 'staff', 'silent', silentIn(hall.id))
  }

  async function look(): Promise<void> {
    const open = halls.list().filter(({ id, board }) => {
      const { speaking, silent } = watchedOf(id)
      return board.announcements.length + speaking.size + silent.size > 0
    })
    if (open.length === 0) return
    const zones = await zonesOf(
      pool,
      open.map(({ id }) => id),
    )
    for (const hall of open)
      judge(
        hall,
        zones.filter((one) => one.hall === hall.id),
      )
  }

  halls.follow(
    // Another day: what was not heard yesterday is no news, and whoever was told of it hears that it is over.
    ({ id }, { day }) => {
      const { silent } = watchedOf(id)
      if (day === undefined || silent.size === 0) return
      silent.clear()
      tell(id, 'staff', 'silent', [])
    },
    (hall) => {
      for (const [zone, seq] of watchedOf(hall.id).speaking)
        if (!hall.board.announcements.some((one) => one.seq === seq)) show(hall, zone, null)
    },
  )
  let looking = Promise.resolve()
  // The database may be away; the next look finds it.
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => {})
  }, LOOK_EVERY_MS)
  return {
    turn: (hall, zone, call) => {
      show(hall, zone, call)
      const { noticed, silent } = watchedOf(hall.id)
      noticed.delete(zone)
      if (silent.delete(zone)) tell(hall.id, 'staff', 'silent', silentIn(hall.id))
    },
    silentIn,
    stop: () => clearInterval(timer),
  }
}

/** Since when a call waits to be spoken, by audio zone. */
function waitingIn({ board }: OpenHall): Map<string, Instant> {
  const found = new Map<string, Instant>()
  for (const { at, counter } of board.announcements) {
    const zone = audioZone(board.file.voice, board.serving.get(counter)?.zone ?? null)
    if (zone !== null && board.at - at <= SPEAK_WITHIN_MS) found.set(zone, Math.min(at, found.get(zone) ?? at))
  }
  return found
}

/**
 * A zone is silent when calls waited there and no screen had its turn, and stays so until one has: that people came to the
 * counter all the same does not make it loud. Where no screen ever spoke and none is `expected` to, nobody is told.
 */
function judgeSilence(
  { noticed, silent }: Watched,
  waiting: ReadonlyMap<string, Instant>,
  zones: readonly ZoneNow[],
  expected: boolean,
): void {
  for (const { zone, held } of zones) if (held) for (const one of [noticed, silent]) one.delete(zone)
  for (const zone of noticed.keys()) if (!waiting.has(zone)) noticed.delete(zone)
  for (const [zone, since] of waiting) {
    const known = zones.find((one) => one.zone === zone)
    if (known?.held || (known === undefined && !expected)) continue
    const first = noticed.get(zone) ?? performance.now()
    noticed.set(zone, first)
    if (performance.now() - first >= SILENT_AFTER_MS && !silent.has(zone)) silent.set(zone, since)
  }
}

/** Two languages may have the same caption. */
function distinct(captions: readonly { text: string; textLanguage: string }[]): Speaking['captions'] {
  return [...new Map(captions.map(({ text, textLanguage }) => [text, { text, language: textLanguage }])).values()]
}
