// The screen in the lobby: who is called to which counter, who was, how many wait, what time it is in the hall.
import { useEffect } from 'preact/hooks'
import type { CallView, HallView } from '../core/protocol.ts'
import { useHallClock, wallDay, wallTime } from '../ui/hallClock.ts'
import { Logo } from '../ui/Logo.tsx'
import { useDevice } from '../ui/useDevice.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { CallRow, EarlierRow } from './CallRow.tsx'
import { type Heard, useCalls } from './calls.ts'
import { canSound, useSound } from './chime.ts'
import { useLarge } from './large.ts'
import { Honest, PageMark, SoundSwitch, usePages } from './parts.tsx'
import { type Caption, useVoice } from './voice.ts'
import { Waiting } from './Waiting.tsx'
import { Both, BothOwn, FIRST, SECOND, word } from './words.tsx'

const EARLIER_ROWS = 5

export function Lobby({ zone: asked }: { zone: string | null }) {
  const machine = useDevice('lobby', canSound)
  // A paired screen shows what it was paired for, whatever its address says.
  const zone = machine.device === null ? asked : machine.device.zone
  const concerns = (hall: HallView | null, counter: string) => isShown(hall, zone, counter)
  const voice = useVoice(machine.hall, zone)
  const heard = useCalls({ id: machine.hall, concerns, ring: voice.wake, overhear: voice.overhear })
  const { board, hall, missing } = heard
  useEffect(machine.look, [heard.told, hall?.devices])
  useUpdate(heard.version, machine.reload, heard.linked && !heard.announcing && voice.caption === null)
  const now = useHallClock(hall)
  return (
    <main class="lobby">
      <Honest followed={heard} now={now} zone={hall?.timeZone ?? 'UTC'} />
      <Head hall={hall} now={now} />
      {hall !== null && board !== null && (
        <>
          <Calls
            calls={board.calls.filter((call) => concerns(hall, call.counter))}
            hall={hall}
            isFresh={heard.isFresh}
          />
          <Waiting board={board} hall={hall} zone={zone} />
        </>
      )}
      {(hall === null || board === null) && (
        <p class="notice">
          <Both of={missing ? 'lobby.no-hall' : 'lobby.connecting'} />
        </p>
      )}
      <Foot hall={hall} caption={voice.caption} test={voice.test} />
    </main>
  )
}

/** A counter that is not in the hall file is shown by its id, on the screens of all zones, rather than nowhere. */
function isShown(hall: HallView | null, zone: string | null, counter: string): boolean {
  const known = hall?.counters.find((one) => one.id === counter)
  return zone === null || known === undefined || known.zone === zone
}

function Head({ hall, now }: { hall: HallView | null; now: number | null }) {
  return (
    <header class="head">
      <h1>
        <Logo hall={hall} />
        {hall !== null && <BothOwn texts={hall.name} />}
      </h1>
      {hall !== null && now !== null && (
        <p class="clock">
          <time class="digits">{wallTime(now, hall.timeZone)}</time>
          <span class="day">
            <span lang={FIRST}>{wallDay(now, hall.timeZone, FIRST)}</span>
            <span lang={SECOND}>{wallDay(now, hall.timeZone, SECOND)}</span>
          </span>
        </p>
      )}
    </header>
  )
}

interface CallsProps {
  calls: CallView[]
  hall: HallView
  isFresh: Heard['isFresh']
}

function Calls({ calls, hall, isFresh }: CallsProps) {
  const name = (call: CallView) =>
    hall.counters.find((one) => one.id === call.counter)?.name ?? { [FIRST]: call.counter }
  const large = useLarge(calls)
  const past = calls.filter((call) => !large.includes(call))
  const earlier = usePages(past, EARLIER_ROWS)
  return (
    <>
      <section class="calls" aria-live="polite">
        <h2>
          <Both of="lobby.now" />
        </h2>
        {large.length === 0 && (
          <p class="notice">
            <Both of="lobby.nobody-called" />
          </p>
        )}
        <ol>
          {large.map((call) => (
            <CallRow key={call.seq} call={call} name={name(call)} fresh={isFresh(call)} />
          ))}
        </ol>
      </section>
      <section class="earlier">
        <h2>
          <Both of="lobby.earlier" />
          <PageMark {...earlier} />
        </h2>
        <ol>
          {earlier.shown.map((call) => (
            <EarlierRow key={call.seq} call={call} name={name(call)} fresh={isFresh(call)} />
          ))}
        </ol>
      </section>
    </>
  )
}

function Foot({ hall, caption, test }: { hall: HallView | null; caption: Caption | null; test: () => void }) {
  const sound = useSound(test)
  const sessions = hall?.afterHours.slice(0, SESSIONS) ?? []
  return (
    <footer class="foot">
      {caption !== null && (
        <p key={caption.seq} class="caption" lang={caption.language}>
          {caption.text}
        </p>
      )}
      {caption === null && sessions.length === 0 && (
        <p>
          <Both of="lobby.hint" />
        </p>
      )}
      {(caption === null ? sessions : []).map((one) => (
        <p key={one.id} class={`session ${one.state}`}>
          <BothOwn texts={sessionTexts(one)} />
        </p>
      ))}
      <SoundSwitch {...sound} />
    </footer>
  )
}

/** More do not fit beside each other. */
const SESSIONS = 2

/** `Evening 18:00–20:00: takes place`, by the wall clock that stands in the times themselves. */
function sessionTexts({ name, start, end, state, walkIn }: HallView['afterHours'][number]): Record<string, string> {
  const time = `${start.slice(11, 16)}–${end.slice(11, 16)}`
  return Object.fromEntries(
    [FIRST, SECOND].map((language) => [
      language,
      word(language, `lobby.session-${state === 'confirmed' && !walkIn ? 'booked-only' : state}`, {
        name: name[language] ?? Object.values(name)[0] ?? '',
        time,
      }),
    ]),
  )
}
