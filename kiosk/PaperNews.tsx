// Says truthfully what becomes of the paper: it is coming, it is out, or there is none and the number is to be remembered.
import { useEffect, useState } from 'preact/hooks'
import { type OwnPaper, printName } from '../core/paper.ts'
import type { HallView, ServiceView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { Icon } from '../ui/Icon.tsx'
import { request } from '../ui/request.ts'
import { type PaperNews as News, usePrint } from '../ui/usePrint.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import { printByBrowser } from './browserPrint.ts'
import type { Aloud } from './useAloud.ts'

interface OfTicket {
  hall: HallView
  ticket: TicketView
  paper: OwnPaper
  aloud: Aloud
}

export function TicketPaper({ hall, ticket, paper, aloud }: OfTicket) {
  const byServer = usePrint(hall.id, paper.way === 'network' ? printName(ticket.id, ticket.copies) : null)
  const byBrowser = useBrowserPrint(ticket, paper)
  const news = byServer ?? byBrowser
  const why = news.is === 'none' && news.trouble === 'no_paper' ? 'kiosk.paper_why_no_paper' : 'kiosk.paper_why'
  const out = paper.way === 'browser' ? 'kiosk.paper_browser' : 'kiosk.paper_take'
  return (
    <Told news={news} aloud={aloud} words={{ coming: 'kiosk.paper_coming', out, none: 'kiosk.paper_none' }} why={why} />
  )
}

/** Once for each number that is shown. */
function useBrowserPrint({ id, key, copies = 0 }: TicketView, { way, width }: OwnPaper): News {
  const { language } = useWords()
  const [news, setNews] = useState<News>({ is: 'coming' })
  useEffect(() => {
    if (way !== 'browser' || key === undefined) return
    const path = `/api/v1/tickets/${encodeURIComponent(key)}/paper.svg?width=${width}&lang=${language}`
    void printByBrowser(path, width).then((done) => setNews(done ? { is: 'out' } : { is: 'none', trouble: null }))
    // Another language on the same screen is no other paper.
  }, [id, copies, way])
  return news
}

interface OfServices {
  hall: HallView
  services: readonly ServiceView[]
  paper: OwnPaper
  aloud: Aloud
}

/** The papers to bring, taken home: 一次性告知. */
export function NoticeButton({ hall, services, paper, aloud }: OfServices) {
  const { t, language } = useWords()
  const [name, setName] = useState<string | null>(null)
  const [own, setOwn] = useState<News | null>(null)
  const news = usePrint(hall.id, name) ?? own
  const ids = services.map((one) => one.id)
  const print = async () => {
    setName(null)
    setOwn({ is: 'coming' })
    const at = `/api/v1/halls/${encodeURIComponent(hall.id)}`
    if (paper.way === 'browser') {
      const query = `services=${ids.map(encodeURIComponent).join()}&width=${paper.width}&lang=${language}`
      const done = await printByBrowser(`${at}/notice.svg?${query}`, paper.width)
      return setOwn(done ? { is: 'out' } : { is: 'none', trouble: null })
    }
    const answer = await request('POST', `${at}/notices`, { services: ids, language })
    if (answer.ok) setName((answer.body as { name: string }).name)
    else setOwn({ is: 'none', trouble: null })
  }
  if (services.every((one) => one.materials.length === 0)) return null
  return (
    <div class="notice-home">
      <button
        type="button"
        class="push notice-print"
        data-say="kiosk.notice_print"
        aria-disabled={news?.is === 'coming'}
        onClick={() => news?.is !== 'coming' && void print()}
      >
        {t('kiosk.notice_print')}
      </button>
      {news === null ? null : (
        <Told
          news={news}
          aloud={aloud}
          words={{ coming: 'kiosk.notice_coming', out: 'kiosk.notice_take', none: 'kiosk.notice_none' }}
        />
      )}
    </div>
  )
}

interface ToldProps {
  news: News
  aloud: Aloud
  words: Record<News['is'], WordKey>
  /** Said as well where no paper comes. */
  why?: WordKey
}

function Told({ news, aloud, words, why }: ToldProps) {
  const { t } = useWords()
  const said = [words[news.is], ...(news.is === 'none' && why !== undefined ? [why] : [])]
  useEffect(() => aloud.tell(said.map((word) => ({ word }))), [said.join(), aloud.on])
  return (
    <div class={`paper-news paper-${news.is}`} role="status" data-paper={news.is}>
      <Icon sign={news.is === 'none' ? 'alert' : news.is === 'out' ? 'done' : 'clock'} />
      <p>
        <b>{t(words[news.is])}</b> {said.length > 1 && why !== undefined ? <span>{t(why)}</span> : null}
      </p>
    </div>
  )
}
