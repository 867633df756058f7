// Keeps the kiosk giving numbers while no server answers: holds some ready, gives them, and sends what it gave when it is back.
import { useEffect, useRef, useState } from 'preact/hooks'
import { REFUSED_MOST } from '../../core/device.ts'
import { Icon } from '../../ui/Icon.tsx'
import { pressId, send } from '../../ui/send.ts'
import type { LiveHall } from '../../ui/useLiveHall.ts'
import { useWords } from '../../ui/words.ts'
import type { Way } from '../Frame.tsx'
import type { Keeper } from '../useTake.ts'
import { enterAll } from './enter.ts'
import { letGo, refill } from './hold.ts'
import { type AloneStore, type Given, openStore } from './store.ts'
import { useAway } from './useAway.ts'
import { useGlyphs } from './useGlyphs.ts'

export { GivenAlone } from './GivenAlone.tsx'

const AGAIN_MS = 2_000
const CLOCK_MS = 5_000
/** A no that has its reason in the hall file is not asked for again at once. */
const AFTER_NO_MS = 60_000
const REFUSED_KEPT_MS = 7 * 24 * 60 * 60 * 1_000

interface Kept {
  live: LiveHall
  device: string
  keeper: { current: Keeper | null }
  setAlone: (alone: Way['alone']) => void
  report: () => void
}

export function Alone({ live, device, keeper, setAlone, report }: Kept) {
  const { t, language } = useWords()
  const store = useStore()
  const { hall, linked, working, board } = live
  const well = linked && working && hall !== null
  const away = useAway(well)
  const now = useHallTime(hall?.now)
  const [held, setHeld] = useState(0)
  const [given, setGiven] = useState<Given[]>([])
  const day = board?.day ?? ''
  const look = async () => {
    if (store === null) return
    if (hall !== null) setHeld([...(await store.counts(hall.id, day)).values()].reduce((sum, one) => sum + one, 0))
    setGiven(await store.given())
  }
  useKept(store, look)
  useGlyphs(hall, well)
  useHolding({ store, live, device, day, well, look })
  const waiting = given.filter((one) => one.state !== 'refused').length
  useEntering({ store, well, look, any: waiting > 0 })
  const refused = given.filter((one) => one.state === 'refused')
  keeper.current = {
    away: () => away.current,
    doubtful: () => !well,
    give: async (take, { id, asked }) => {
      const services = [take.service, ...(take.services ?? [])].map((one) =>
        hall?.services.find(({ id }) => id === one),
      )
      const at = now()
      const may = services.every(
        (one) => one?.alone && one.open && (one.closesAt === null || Date.parse(one.closesAt) > at),
      )
      const [first] = services
      if (store === null || hall === null || first === undefined || !may) return null
      const one = await store.give({ hall: hall.id, prefix: first.prefix, now: at, take, id, asked }).catch(() => null)
      await look().catch(() => {})
      return one
    },
    says: () => ({
      held,
      waiting,
      refused: refused.slice(-REFUSED_MOST).map(({ number, code = '' }) => ({ number, code })),
    }),
    strike: async () => {
      for (const one of refused) await store?.change(one, null)
      await look()
    },
  }
  // Staff need not wait for the next half minute to see that all have entered, or that one could not.
  useEffect(() => {
    if (well) report()
  }, [well, waiting, refused.length])
  const gives = !well && held > 0
  useEffect(() => {
    if (!gives) return
    const banner = (
      <p class="line-banner alone-banner" role="status">
        <Icon sign="clock" />
        {t('kiosk.alone_gives')}
      </p>
    )
    const show = () => setAlone({ banner, now: new Date(now()).toISOString() })
    show()
    const timer = setInterval(show, CLOCK_MS)
    return () => {
      clearInterval(timer)
      setAlone(undefined)
    }
  }, [gives, language])
  return null
}

/** Null until it is open, and for good where the browser keeps nothing: then this kiosk is as others are. */
function useStore(): AloneStore | null {
  const [store, setStore] = useState<AloneStore | null>(null)
  useEffect(() => {
    const open = () => {
      setStore(null)
      openStore(undefined, open).then(setStore, () => {})
    }
    open()
    // Where a page may ask for it (https), so that a full disk does not cost what was given.
    navigator.storage?.persist?.().catch(() => {})
  }, [])
  return store
}

/** What was found before the page was loaded, and what staff have had a week to see. */
function useKept(store: AloneStore | null, look: () => Promise<void>): void {
  useEffect(() => {
    if (store === null) return
    const old = (one: Given) => one.state === 'refused' && Date.now() - one.at > REFUSED_KEPT_MS
    store
      .given()
      .then((all) => Promise.all(all.filter(old).map((one) => store.change(one, null))))
      .then(look)
      .catch(() => {})
  }, [store])
}

interface Held {
  store: AloneStore | null
  live: LiveHall
  device: string
  day: string
  well: boolean
  look: () => Promise<void>
}

/** At each return of the server what is not ours goes; then, every so often, what is missing is asked for. */
function useHolding({ store, live, device, day, well, look }: Held): void {
  const latest = useRef(live.hall)
  latest.current = live.hall
  const under = useRef({})
  useEffect(() => {
    if (store === null || !well || day === '') return
    let timer: ReturnType<typeof setTimeout>
    let wanted = true
    const see = async () => {
      const hall = latest.current
      if (hall === null || !wanted) return
      const found = await refill({ store, send, newId: pressId, hall, device, day }, under.current).catch(
        () => 'none' as const,
      )
      if (found === 'had') await look().catch(() => {})
      if (wanted) timer = setTimeout(see, found === 'none' ? AFTER_NO_MS : AGAIN_MS)
    }
    const begin = async () => {
      const hall = latest.current
      if (hall !== null) await letGo({ store, hall, device, day }).catch(() => {})
      await look().catch(() => {})
      await see()
    }
    void begin()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [store, device, day, well, live.hall?.fileSeq])
}

function useEntering({ store, well, look, any }: Pick<Held, 'store' | 'well' | 'look'> & { any: boolean }): void {
  useEffect(() => {
    if (store === null || !well || !any) return
    let timer: ReturnType<typeof setTimeout>
    let wanted = true
    const see = async () => {
      const settled = await enterAll({ store, send, newId: pressId }).catch(() => false)
      await look().catch(() => {})
      if (wanted && !settled) timer = setTimeout(see, AGAIN_MS)
    }
    void see()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [store, well, any])
}

/** From the server when it last spoke, moved on by the page's own stopwatch: the machine's clock is not asked. */
function useHallTime(said: string | undefined): () => number {
  const anchor = useRef<{ said: string; at: number; mark: number } | null>(null)
  if (said !== undefined && anchor.current?.said !== said)
    anchor.current = { said, at: Date.parse(said), mark: performance.now() }
  return () => (anchor.current === null ? 0 : anchor.current.at + performance.now() - anchor.current.mark)
}
