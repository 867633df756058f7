// How long personal data is kept, what is due now, and a button for those who do not want to wait for midnight.
import { useEffect, useState } from 'preact/hooks'
import { request } from '../ui/request.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import type { Hall } from './given.ts'
import type { Tell } from './personal.ts'

interface Kept {
  type: string
  days: number
  before: string
  count: number
}

export function RetentionTable({ hall, tell }: Hall & { tell: Tell }) {
  const { t } = useWords()
  const [kept, setKept] = useState<Kept[]>([])
  const path = `/api/v1/halls/${encodeURIComponent(hall.id)}/retention`
  const load = async () => {
    const answer = await request('GET', path)
    if (answer.ok) setKept((answer.body as { kept: Kept[] }).kept)
    else tell.refuse(answer.problem)
  }
  useEffect(() => void load(), [hall.id, hall.fileSeq])
  const letGo = async () => {
    const answer = await request('POST', path)
    if (!answer.ok) return tell.refuse(answer.problem)
    const gone = (answer.body as { kept: Kept[] }).kept
    tell.good(t('personal.gone', { count: gone.reduce((sum, one) => sum + one.count, 0) }))
    await load()
  }
  return (
    <section>
      <h2>{t('personal.kept')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('personal.type')}</th>
            <th scope="col">{t('personal.days')}</th>
            <th scope="col">{t('personal.before')}</th>
            <th scope="col">{t('personal.count')}</th>
          </tr>
        </thead>
        <tbody>
          {kept.map((one) => (
            <tr key={one.type}>
              <th scope="row">{t(`personal.type.${one.type}` as WordKey)}</th>
              <td class="digits">{one.days}</td>
              <td class="digits">{one.before}</td>
              <td class="digits">{one.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">{t('personal.let-go-hint')}</p>
      <button type="button" onClick={letGo}>
        {t('personal.let-go')}
      </button>
    </section>
  )
}
