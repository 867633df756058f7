// The record of changes on a page of its own, for who watches over the hall and does not set it up.
import words from 'words:setup,messages'
import { bringWords, useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { Changes } from './Changes.tsx'
import './setup.css'
import './fields.css'

bringWords(words)

export function ChangesPage(of: Hall) {
  const { t } = useWords()
  return (
    <main class="setup-main alone">
      <h1>{t('setup.page.changes')}</h1>
      <Changes {...of} />
    </main>
  )
}
