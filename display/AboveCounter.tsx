// What stands above a counter: its name, what it serves, its state, the number whose turn it is.
import words from 'words:lobby.again,counter.more,counter.come,counter.serving,counter.free,counter.free-hint,counter.paused,counter.paused-hint,counter.closed,counter.closed-hint,counter.back-at,counter.extended'
import { type CounterShown, counterShown } from '../core/counter-shown.ts'
import type { HallView } from '../core/protocol.ts'
import type { BoardView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import type { Heard } from './calls.ts'
import { Sign } from './Sign.tsx'
import { addWords, Both, BothOwn } from './words.tsx'

addWords(words)

type HallCounter = HallView['counters'][number]
const SERVICES_SHOWN = 3

interface AboveProps {
  hall: HallView
  counter: HallCounter
  board: BoardView
  isFresh: Heard['isFresh']
}

export function AboveCounter({ hall, counter, board, isFresh }: AboveProps) {
  return (
    <>
      <header class="name">
        <h1>
          <BothOwn texts={counter.name} />
        </h1>
        <Services hall={hall} counter={counter} />
      </header>
      <State shown={counterShown(hall, board, counter.id)} zone={hall.timeZone} board={board} isFresh={isFresh} />
    </>
  )
}

interface StateProps extends Pick<AboveProps, 'board' | 'isFresh'> {
  shown: CounterShown
  zone: string
}

/** Each state has its word, its sign and its frame: nobody needs its colour. */
function State({ shown, zone, board, isFresh }: StateProps) {
  const { state, number, extended, backAt } = shown
  const call = board.calls.find((one) => one.ticket === shown.ticket)
  const fresh = number !== null && call !== undefined && isFresh(call)
  const classes = ['state', state, number !== null && 'busy', fresh && 'fresh'].filter(Boolean).join(' ')
  // A new key at each call and recall: the animation begins anew.
  return (
    <section key={call?.seq} class={classes} data-state={state} aria-live={number === null ? 'polite' : 'assertive'}>
      {extended && (
        <p class="extended">
          <Sign of="extended" />
          <Both of="counter.extended" />
        </p>
      )}
      <p class={number === null ? 'word' : 'ask'}>
        <Sign of={state} />
        <span class="said">
          <Both of={`counter.${state}`} />
        </span>
      </p>
      {number === null ? (
        <p class="ask">
          {backAt === null ? (
            <Both of={`counter.${state as 'free'}-hint`} />
          ) : (
            <Both of="counter.back-at" values={{ time: wallTime(Date.parse(backAt), zone) }} />
          )}
        </p>
      ) : (
        <p class="number digits">{number}</p>
      )}
      {state === 'come' && call !== undefined && call.calls > 1 && (
        <p class="again">
          <Both of="lobby.again" values={{ count: call.calls }} />
        </p>
      )}
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
