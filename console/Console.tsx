// The console as a whole: who is signed in, which hall, which page of it, in which language.
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { BoardView } from '../core/protocol-board.ts'
import type { SessionView } from '../core/protocol-session.ts'
import type { SilentZone } from '../core/voice.ts'
import { useCutAt, useHallClock, wallTime } from '../ui/hallClock.ts'
import { type Followed, useBoard } from '../ui/useBoard.ts'
import { useHall, useHallId } from '../ui/useHall.ts'
import { firstLanguage, Language, useWords, word } from '../ui/words.ts'
import { Alerts } from './Alerts.tsx'
import { BarDoor } from './bar/BarDoor.tsx'
import { CounterPage } from './CounterPage.tsx'
import type { Hall } from './given.ts'
import { KeysHelp } from './KeysHelp.tsx'
import { LaterPage } from './LaterPage.tsx'
import { OverviewPage } from './OverviewPage.tsx'
import { listedOf, type PageName, pageNamed, pagesOf, usePage } from './pages.ts'
import { FirstPassword } from './people/FirstPassword.tsx'
import { MePage } from './people/MePage.tsx'
import { useNames } from './people/useNames.ts'
import { SignIn, SignInAgain } from './SignIn.tsx'
import { type Session, useSession } from './session.ts'
import { TopBar } from './TopBar.tsx'
import { useDevicesDown } from './useDevicesDown.ts'
import { usePageKeys } from './usePageKeys.ts'
import { usePrinters } from './usePrinters.ts'
import { languageOfBar } from './windows.ts'

const LANGUAGE_KEPT = 'tingxu.language'

export function Console() {
  const [language, setLanguage] = useState(
    () => sessionStorage.getItem(LANGUAGE_KEPT) ?? languageOfBar() ?? firstLanguage(),
  )
  const session = useSession()
  const isBar = pageNamed() === 'bar'
  // With the words, not after them: a reader must not speak English sentences as Chinese.
  useLayoutEffect(() => {
    document.documentElement.lang = language
    document.title = word(language, 'console.title')
    sessionStorage.setItem(LANGUAGE_KEPT, language)
  }, [language])
  return (
    <Language.Provider value={language}>
      {isBar && (session.ended || session.account === null || session.account?.mustChange) ? (
        <BarDoor why="bar.signed-out" />
      ) : session.account?.mustChange ? (
        <>
          <TopBar setLanguage={setLanguage} signedIn={{ account: session.account, session, hall: null, now: null }} />
          <FirstPassword session={session} />
        </>
      ) : session.account ? (
        <>
          {session.ended && <SignInAgain session={session} />}
          <SignedIn key={session.account.user} account={session.account} session={session} setLanguage={setLanguage} />
        </>
      ) : (
        <>
          {!isBar && <TopBar setLanguage={setLanguage} />}
          {session.account === null && <SignIn signIn={session.signIn} />}
        </>
      )}
    </Language.Provider>
  )
}

interface SignedInProps {
  account: SessionView
  session: Session
  setLanguage: (language: string) => void
}

function SignedIn({ account, session, setLanguage }: SignedInProps) {
  const { t } = useWords()
  const first = useHallId()
  const id = account.hall ?? first
  const [silent, setSilent] = useState<readonly SilentZone[]>([])
  const followed = useBoard({
    hall: id,
    audience: account.role === 'operator' ? 'lobby' : 'staff',
    turn: session.turn,
    also: (line) => line.on('silent', setSilent),
  })
  const { hall, missing } = useHall(id, followed.board?.fileSeq)
  const clock = useHallClock(hall)
  const now = clock === null ? null : Math.max(clock, Date.parse(followed.board?.at ?? '') || 0)
  const clerks = (followed.board?.counters ?? []).flatMap(({ clerk }) => clerk ?? [])
  const nameOf = useNames(id, clerks, account.role !== 'operator')
  const pages = pagesOf(account.role)
  const { down, rules } = useDevicesDown(id, pages.includes('devices'))
  const printers = usePrinters(id, account.role !== 'inspector', followed.board?.fileSeq)
  const page = usePage(pages)
  const listed = listedOf(account.role)
  const keys = usePageKeys(page === 'bar' ? [] : listed)
  useEffect(() => {
    if (followed.refused === 'forbidden' || followed.refused === 'unauthorized') session.lose()
  }, [followed.refused])
  // The desk fits the window; the other pages scroll.
  useLayoutEffect(() => {
    document.documentElement.dataset.page = page
  }, [page])
  const ready = hall !== null && followed.board !== null && now !== null
  return (
    <>
      {page !== 'bar' && (
        <>
          <TopBar
            setLanguage={setLanguage}
            signedIn={{ account, session, hall, now }}
            pages={listed}
            page={page}
            help={() => keys.help(true)}
          />
          {keys.helps && <KeysHelp page={page} pages={listed} close={() => keys.help(false)} />}
          <Honest followed={followed} hall={hall} now={now} />
        </>
      )}
      {!ready && (
        <main>
          <p class="notice">{t(missing ? 'console.no-hall' : 'console.loading')}</p>
        </main>
      )}
      {ready && (
        <Ready
          page={page}
          of={{
            hall,
            board: followed.board as BoardView,
            now,
            linked: followed.linked,
            account,
            nameOf,
            session,
            down,
            silent,
            deviceRules: rules,
            printers,
          }}
        />
      )}
    </>
  )
}

function Ready({ page, of }: { page: PageName; of: Hall }) {
  return (
    <>
      {page !== 'bar' && <Alerts {...of} />}
      <Page page={page} of={of} />
    </>
  )
}

function Page({ page, of }: { page: PageName; of: Hall }) {
  switch (page) {
    case 'counter':
      return <CounterPage {...of} />
    case 'overview':
      return <OverviewPage {...of} />
    case 'me':
      return <MePage session={of.session} timeZone={of.hall.timeZone} />
    case 'bar':
    case 'host':
    case 'appointments':
    case 'visits':
    case 'calendar':
    case 'messages':
    case 'figures':
    case 'fairness':
    case 'people':
    case 'personal':
    case 'devices':
    case 'setup':
    case 'changes':
      return <LaterPage page={page} of={of} />
    default:
      return page satisfies never
  }
}

/** Says when what is shown may be old, and when presses are kept instead of done. */
function Honest({ followed, hall, now }: { followed: Followed; hall: HallView | null; now: number | null }) {
  const { t } = useWords()
  const cutAt = useCutAt(followed.linked, now)
  const time = cutAt === null ? '' : wallTime(cutAt, hall?.timeZone ?? 'UTC')
  return (
    <div aria-live="assertive">
      {!followed.linked && hall !== null && <p class="banner">{t('console.cut-off', { time })}</p>}
      {followed.linked && !followed.working && <p class="banner">{t('console.not-working')}</p>}
    </div>
  )
}
