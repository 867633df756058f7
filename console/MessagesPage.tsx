// How messages go out: which ways there are, how many went, and each that is in trouble, with why and when it is tried again.
import words from 'words:messages'
import { useEffect, useState } from 'preact/hooks'
import type { Channel, MessageKind } from '../core/message-texts.ts'
import { request } from '../ui/request.ts'
import { bringWords, refusalWord, useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import './messages.css'

bringWords(words)

interface Shown {
  kind: MessageKind
  channel: Channel
  about: string
  state: 'queued' | 'sent' | 'failed' | 'dropped'
  attempts: number
  error: string | null
  nextAt: string | null
  sentAt: string | null
}
interface Read {
  channels: Record<Channel, boolean>
  counts: { queued: number; late: number; sent: number; failed: number }
  messages: Shown[]
}

const AGAIN_MS = 5_000

export function MessagesPage({ hall, session, account }: Hall) {
  const { t, language } = useWords()
  const [read, setRead] = useState<Read | null>(null)
  const [told, setTold] = useState('')
  const path = `/api/v1/halls/${encodeURIComponent(hall.id)}/messages`
  const load = async () => {
    const answer = await request('GET', path)
    if (answer.ok) setRead(answer.body as Read)
    else if (answer.problem.status === 401) session.lose()
  }
  useEffect(() => {
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [hall.id])
  const retry = async () => {
    const answer = await request('POST', `${path}/retry`)
    if (!answer.ok) return setTold(refusalWord(language, answer.problem.code))
    setTold(t('messages.retried', { count: (answer.body as { retried: number }).retried }))
    await load()
  }
  if (read === null) return <main class="sheet" />
  const { counts, channels, messages } = read
  const inTrouble = counts.failed + counts.late > 0
  return (
    <main class="sheet messages">
      <h1>{t('messages.title')}</h1>
      <p class="soft">{t('messages.about')}</p>
      <dl class="tiles">
        <Tile name={t('messages.mail')} value={t(channels.mail ? 'messages.set-up' : 'messages.not-set-up')} />
        <Tile name={t('messages.sms')} value={t(channels.sms ? 'messages.set-up' : 'messages.not-set-up')} />
        <Tile name={t('messages.sent')} value={counts.sent} />
        <Tile name={t('messages.queued')} value={counts.queued} />
        <Tile name={t('messages.late')} value={counts.late} bad={counts.late > 0} />
        <Tile name={t('messages.failed')} value={counts.failed} bad={counts.failed > 0} />
      </dl>
      <p role="status" class={told === '' && inTrouble ? 'told bad' : 'told good'}>
        {told || (inTrouble ? t('messages.trouble') : '')}
      </p>
      {inTrouble && account.role !== 'host' && (
        <button type="button" onClick={() => void retry()}>
          {t('messages.retry')}
        </button>
      )}
      <List messages={messages} />
    </main>
  )
}

function Tile({ name, value, bad = false }: { name: string; value: string | number; bad?: boolean }) {
  return (
    <div class={bad ? 'bad' : ''}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function List({ messages }: { messages: readonly Shown[] }) {
  const { t } = useWords()
  if (messages.length === 0) return <p class="soft">{t('messages.none')}</p>
  return (
    <section class="wide" aria-label={t('messages.list')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('messages.what')}</th>
            <th scope="col">{t('messages.by')}</th>
            <th scope="col">{t('messages.of')}</th>
            <th scope="col">{t('messages.state')}</th>
            <th scope="col">{t('messages.tries')}</th>
            <th scope="col">{t('messages.why')}</th>
          </tr>
        </thead>
        <tbody>
          {messages.map((one) => (
            <tr key={`${one.kind} ${one.about} ${one.channel} ${one.sentAt ?? one.nextAt}`} class={stateOf(one)}>
              <th scope="row">{t(`messages.kind.${one.kind}`)}</th>
              <td>{t(`messages.${one.channel}`)}</td>
              <td class="digits">{one.about}</td>
              <td>{t(`messages.state.${stateOf(one)}`, { time: dayAndTime(one.sentAt ?? one.nextAt) })}</td>
              <td class="digits">{one.attempts}</td>
              <td>{one.error ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Queued and tried in vain is a state of its own. */
function stateOf({ state, error }: Shown): Shown['state'] | 'late' {
  return state === 'queued' && error !== null ? 'late' : state
}

/** `11-24 09:30`, by the world's clock in the hall's zone. */
function dayAndTime(at: string | null): string {
  return (at ?? '').slice(5, 16).replace('T', ' ')
}
