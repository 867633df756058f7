// The two figures that matter before and after taking: how long, and how many people.
import { waitWord } from './times.ts'
import { useWords } from './words.ts'

interface Figures {
  estimate: { fromMinutes: number; toMinutes: number } | null
  people: string
  peopleTitle: string
}

export function Facts({ estimate, people, peopleTitle }: Figures) {
  const { t } = useWords()
  return (
    <dl class="facts">
      <div>
        <dt>{t('common.wait')}</dt>
        <dd>{waitWord(estimate, { t })}</dd>
      </div>
      <div>
        <dt>{peopleTitle}</dt>
        <dd>{people}</dd>
      </div>
    </dl>
  )
}
