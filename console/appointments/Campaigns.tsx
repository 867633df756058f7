// Campaigns: the list read in from a spreadsheet, invitations in batches, and how many booked, came and did not.
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../core/protocol.ts'
import { request } from '../../ui/request.ts'
import { refusalWord, useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'

interface Batch {
  batch: number | null
  invitedAt: string | null
  people: number
  booked: number
  arrived: number
  missed: number
  cancelled: number
}
interface Campaign {
  id: string
  name: Record<string, string>
  batches: Batch[]
}
interface Fault {
  line: number
  field: string
  code: string
}

export function Campaigns(of: Hall & { say: (good: boolean, text: string) => void }) {
  const { hall, say } = of
  const { t, language } = useWords()
  const [campaigns, setCampaigns] = useState<Campaign[] | null>(null)
  const [turn, setTurn] = useState(0)
  // `turn` asks for them to be read again.
  useEffect(() => {
    let gone = false
    void request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/campaigns`).then((answer) => {
      if (!gone && answer.ok) setCampaigns((answer.body as { campaigns: Campaign[] }).campaigns)
    })
    return () => {
      gone = true
    }
  }, [hall.id, turn])
  const refuse = (problem: Problem) => say(false, refusalWord(language, problem.code))
  return (
    <div class="sessions">
      <h1>{t('campaign.title')}</h1>
      {campaigns !== null && campaigns.length === 0 ? <p class="soft">{t('campaign.none')}</p> : null}
      {campaigns?.map((one) => (
        <One key={one.id} {...of} campaign={one} refuse={refuse} done={() => setTurn((count) => count + 1)} />
      ))}
    </div>
  )
}

interface OfOne extends Hall {
  campaign: Campaign
  say: (good: boolean, text: string) => void
  refuse: (problem: Problem) => void
  done: () => void
}

const BATCH_USUAL = 200
const FAULTS_SHOWN = 10

function One({ hall, account, campaign, say, refuse, done }: OfOne) {
  const { t, own } = useWords()
  const [faults, setFaults] = useState<Fault[]>([])
  const path = `/api/v1/halls/${encodeURIComponent(hall.id)}/campaigns/${encodeURIComponent(campaign.id)}`
  const readIn = async (file: File | undefined) => {
    if (file === undefined) return
    const answer = await request('POST', `${path}/people`, { csv: await file.text() })
    if (!answer.ok) return refuse(answer.problem)
    const { added, known, faults: found } = answer.body as { added: number; known: number; faults: Fault[] }
    setFaults(found)
    say(true, t('campaign.read-in', { added, known }))
    done()
  }
  const invite = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const size = Number(new FormData(event.currentTarget).get('size'))
    const answer = await request('POST', `${path}/batches`, { size })
    if (!answer.ok) return refuse(answer.problem)
    say(true, t('campaign.invited', { count: (answer.body as { invited: number }).invited }))
    done()
  }
  return (
    <section class="appt-card" data-campaign={campaign.id}>
      <h2>{own(campaign.name)}</h2>
      <table>
        <thead>
          <tr>
            {(['batch', 'people', 'booked', 'arrived', 'missed', 'cancelled'] as const).map((one) => (
              <th key={one} scope="col">
                {t(`campaign.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {campaign.batches.map((one) => (
            <tr key={one.batch} data-batch={one.batch ?? 'waiting'}>
              <th scope="row">
                {one.batch === null ? (
                  t('campaign.not-invited')
                ) : (
                  <a href={`${path}/batches/${one.batch}`} download>
                    {t('campaign.batch-number', { number: one.batch, day: one.invitedAt?.slice(0, 10) ?? '' })}
                  </a>
                )}
              </th>
              <td class="digits">{one.people}</td>
              <td class="digits">{one.booked}</td>
              <td class="digits">{one.arrived}</td>
              <td class="digits">{one.missed}</td>
              <td class="digits">{one.cancelled}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {account.role === 'manager' ? (
        <>
          <label>
            {t('campaign.list')}
            <input
              type="file"
              accept=".csv,text/csv"
              onChange={(event) => void readIn(event.currentTarget.files?.[0])}
            />
          </label>
          {faults.length === 0 ? null : (
            <ul class="notice">
              {faults.slice(0, FAULTS_SHOWN).map((one) => (
                <li key={one.line}>
                  {t(`campaign.fault-${one.code as 'missing'}`, { line: one.line, field: one.field })}
                </li>
              ))}
            </ul>
          )}
          <form class="in-line" onSubmit={invite}>
            <label>
              {t('campaign.size')}
              <input name="size" type="number" min={1} max={5000} defaultValue={String(BATCH_USUAL)} required />
            </label>
            <button type="submit" class="main-button">
              {t('campaign.invite')}
            </button>
          </form>
        </>
      ) : null}
    </section>
  )
}
