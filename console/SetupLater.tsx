// The pages for setting up the hall are fetched when somebody opens them: clerks never need them.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'

export function SetupLater(of: Hall) {
  const { t } = useWords()
  const [Page, setPage] = useState<ComponentType<Hall> | null>(null)
  useEffect(() => void import('./setup/SetupPage.tsx').then((it) => setPage(() => it.SetupPage)), [])
  return Page === null ? <p class="notice">{t('console.loading')}</p> : <Page {...of} />
}
