// The small screen above one counter: what it serves, whether it is open, and whose turn it is, as large as it goes.
import { useEffect } from 'preact/hooks'
import type { BoardView, CounterView, HallView } from '../core/protocol.ts'
import { useHallClock, wallTime } from '../ui/hallClock.ts'
import { useDevice } from '../ui/useDevice.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { type Heard, useCalls } from './calls.ts'
import { Honest } from './parts.tsx'
import { Both, BothOwn } from './words.tsx'

type HallCounter = HallView['counters'][number]
const SERVICES_SHOWN = 3
const silent = () => {}

export function CounterScreen({ id: asked }: { id: string | null }) {
  const machine = useDevice('counter')
  // A paired screen shows what it was paired for, whatever its address says.
  const id = machine.device === null ? asked : machine.device.counter
  const heard = useCalls({ id: machine.hall, concerns: (_, counter) => counter === id, ring: silent })
  const { board, hall, missing } = heard
  useEffect(machine.look, [heard.told, hall?.devices])
  useUpdate(heard.version, machine.reload, heard.linked && !heard.announcing)
  const now = useHallClock(hall)
  const counter = hall?.counters.find((one) => one.id === id)
  return (
    <main class="window">
      <Honest followed={heard} now={now} zone={hall?.timeZone ?? 'UTC'} />
      {(hall === null || board === null) && (
        <p class="notice">
          <Both of={missing ? 'lobby.no-hall' : 'lobby.connecting'} />
        </p>
      )}
      {hall !== null && counter === undefined && <Chooser hall={hall} unknown={id} paired={machine.device !== null} />}
      {hall !== null && counter !== undefined && board !== null && (
        <Window hall={hall} counter={counter} board={board} isFresh={heard.isFresh} />
      )}
    </main>
  )
}

interface WindowProps {
  hall: HallView
  counter: HallCounter
  board: BoardView
  isFresh: Heard['isFresh']
}

function Window({ hall, counter, board, isFresh }: WindowProps) {
  const state = board.counters.find((one) => one.id === counter.id)
  return (
    <>
      <header class="name">
        <h1>
          <BothOwn texts={counter.name} />
        </h1>
        <Services hall={hall} counter={counter} />
      </header>
      <State state={state} zone={hall.timeZone} board={board} isFresh={isFresh} />
    </>
  )
}

interface StateProps extends Pick<WindowProps, 'board' | 'isFresh'> {
  state: CounterView | undefined
  zone: string
}

function State({ state, zone, board, isFresh }: StateProps) {
  if (state?.number != null) {
    const call = board.calls.find((one) => one.ticket === state.ticket)
    const fresh = call !== undefined && isFresh(call)
    // A new key at each call and recall: the animation begins anew.
    return (
      <section key={call?.seq} class={fresh ? 'state busy fresh' : 'state busy'} aria-live="assertive">
        <p class="ask">
          <Both of={state.serving ? 'counter.serving' : 'counter.come'} />
        </p>
        <p class="number digits">{state.number}</p>
        {!state.serving && call !== undefined && call.calls > 1 && (
          <p class="again">
            <Both of="lobby.again" values={{ count: call.calls }} />
          </p>
        )}
      </section>
    )
  }
  const shown = state?.state === 'open' ? 'free' : (state?.state ?? 'closed')
  return (
    <section class={`state ${shown}`} aria-live="polite">
      <p class="word">
        <Both of={`counter.${shown}`} />
      </p>
      <p class="ask">
        {shown === 'paused' && state?.backAt !== undefined ? (
          <Both of="counter.back-at" values={{ time: wallTime(Date.parse(state.backAt), zone) }} />
        ) : (
          <Both of={`counter.${shown}-hint`} />
        )}
      </p>
    </section>
  )
}

function Services({ hall, counter }: { hall: HallView; counter: HallCounter }) {
  const first = counter.serves.filter((one) => one.tier === 1)
  const here = new Set(first.map((one) => one.service))
  const services = hall.services.filter((one) => here.has(one.id))
  return (
    <ul class="services">
      {services.slice(0, SERVICES_SHOWN).map((one) => (
        <li key={one.id}>
          <BothOwn texts={one.name} />
        </li>
      ))}
      {services.length > SERVICES_SHOWN && (
        <li class="more">
          <Both of="counter.more" values={{ count: services.length - SERVICES_SHOWN }} />
        </li>
      )}
    </ul>
  )
}

/** A paired screen whose counter has left the hall file waits for a manager: it is not for passers-by to choose. */
function Chooser({ hall, unknown, paired }: { hall: HallView; unknown: string | null; paired: boolean }) {
  return (
    <section class="chooser">
      <h1>
        <Both of="counter.choose" />
      </h1>
      {unknown !== null && (
        <p class="unknown" role="alert">
          <Both of="counter.unknown" values={{ id: unknown }} />
        </p>
      )}
      <ul>
        {(paired ? [] : hall.counters).map((one) => (
          <li key={one.id}>
            <a href={addressOf(one.id)}>
              <BothOwn texts={one.name} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function addressOf(counter: string): string {
  const asked = new URLSearchParams(location.search)
  asked.set('counter', counter)
  return `?${asked}`
}
