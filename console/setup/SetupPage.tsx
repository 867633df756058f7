// Setting up the hall: a side list of pages, the draft's state above, and the page that is open.
import words from 'words:setup,calendar,message,messages,paper,host.paper-coming,host.paper-done,host.paper-failed'
import { useEffect, useState } from 'preact/hooks'
import { request } from '../../ui/request.ts'
import { bringWords, refusalWord, useWords } from '../../ui/words.ts'
import { ConflictList } from '../ConflictList.tsx'
import type { Hall } from '../given.ts'
import { AlertsForm } from './AlertsForm.tsx'
import { BookingForm } from './BookingForm.tsx'
import { Changes } from './Changes.tsx'
import { Closures, Openings } from './calendarForms.tsx'
import { DraftContext, useDraft, useDraftOf } from './draft.ts'
import { Exceptions, Teams } from './exceptionForms.tsx'
import { FilePage } from './FilePage.tsx'
import { toldWords } from './fields.tsx'
import { Counters, Departments, Services } from './forms.tsx'
import { HallTexts } from './hallForms.tsx'
import { MeetingPanel } from './MeetingPanel.tsx'
import { MessagesForm } from './MessagesForm.tsx'
import { PaperForm } from './PaperForm.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { Priorities } from './parts.tsx'
import { Screens } from './screenForms.tsx'
import './setup.css'
import './fields.css'
import './paper.css'
import { VoicePage } from './VoicePage.tsx'
import { Wizard } from './Wizard.tsx'

bringWords(words)

const PAGES = [
  'hall',
  'voice',
  'departments',
  'services',
  'counters',
  'openings',
  'closures',
  'exceptions',
  'teams',
  'screens',
  'priorities',
  'policy',
  'booking',
  'messages',
  'paper',
  'alerts',
  'changes',
  'file',
  'new',
] as const
type PageName = (typeof PAGES)[number]

function useSubpage(): PageName {
  const read = () => PAGES.find((page) => page === location.hash.split('/')[1]) ?? 'hall'
  const [page, setPage] = useState<PageName>(read)
  useEffect(() => {
    const hear = () => setPage(read())
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])
  return page
}

export function SetupPage(of: Hall) {
  const { t } = useWords()
  const page = useSubpage()
  const draft = useDraftOf(of.hall.id, of.account.user, of.session.lose)
  const [facts, setFacts] = useState({ sample: false, mayCreate: false, calendars: ['cn'] })
  useEffect(() => {
    void request('GET', `/api/v1/halls/${encodeURIComponent(of.hall.id)}/setup`).then((answer) => {
      if (answer.ok) setFacts(answer.body as typeof facts)
    })
  }, [of.hall.id, of.hall.fileSeq])
  const pages = PAGES.filter((one) => one !== 'new' || facts.mayCreate)
  return (
    <DraftContext.Provider value={draft}>
      <main class="setup">
        <nav aria-label={t('setup.pages')}>
          {pages.map((one) => (
            <a key={one} href={`#setup/${one}`} aria-current={one === page ? 'page' : undefined}>
              {t(`setup.page.${one}`)}
            </a>
          ))}
        </nav>
        <div class="setup-main">
          <h1>{t(`setup.page.${page}`)}</h1>
          {facts.sample && facts.mayCreate && page !== 'new' && (
            <p class="offer">
              {t('setup.is-sample')} <a href="#setup/new">{t('setup.start-own')}</a>
            </p>
          )}
          {draft.file !== null && page !== 'changes' && page !== 'new' && <State />}
          {page === 'new' && <Wizard of={of} sample={facts.sample} calendars={facts.calendars} />}
          {page === 'changes' && <Changes {...of} />}
          {page === 'file' && <FilePage {...of} />}
          {draft.file !== null && page === 'voice' && <VoicePage {...of} />}
          {draft.file !== null && <Form page={page} of={of} calendars={facts.calendars} />}
        </div>
      </main>
    </DraftContext.Provider>
  )
}

function Form({ page, of, calendars }: { page: PageName; of: Hall; calendars: readonly string[] }) {
  switch (page) {
    case 'hall':
      return <HallTexts calendars={calendars} />
    case 'departments':
      return <Departments />
    case 'services':
      return <Services />
    case 'counters':
      return <Counters />
    case 'openings':
      return <Openings />
    case 'closures':
      return <Closures />
    case 'priorities':
      return <Priorities />
    case 'policy':
      return <PolicyForm />
    case 'booking':
      return <BookingForm />
    case 'messages':
      return <MessagesForm />
    case 'paper':
      return <PaperForm {...of} />
    case 'alerts':
      return <AlertsForm />
    case 'exceptions':
      return <Exceptions />
    case 'teams':
      return <Teams />
    case 'screens':
      return <Screens />
    default:
      return null
  }
}

/** Saved or not, what is wrong with it, and what merely looks like a slip. */
function State() {
  const { t, language } = useWords()
  const draft = useDraft()
  const { faults, warnings, problem, conflicts = [], count = 0 } = draft
  return (
    <div class="draft-state">
      <p role="status" class={draft.dirty ? 'unsaved' : ''}>
        {draft.dirty
          ? t('setup.unsaved', { count: draft.mine.length })
          : draft.saved
            ? t('setup.saved')
            : t('setup.no-changes')}
      </p>
      <button
        type="button"
        class="main-button"
        aria-disabled={!draft.dirty}
        onClick={() => draft.dirty && void draft.save()}
      >
        {t('setup.save')}
      </button>
      {draft.dirty && (
        <button type="button" class="quiet" onClick={draft.drop}>
          {t('setup.drop')}
        </button>
      )}
      {problem !== null && <p class="bad wide">{refusalWord(language, problem.code)}</p>}
      {draft.meeting !== null && <MeetingPanel />}
      {faults.length > 0 && (
        <details class="wide bad" open>
          <summary>{t('setup.faults', { count: faults.length })}</summary>
          <ul class="told-list">
            {faults.map((one) => (
              <li key={one.path + one.code}>
                <code>{one.path}</code> {toldWords(language, one)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {conflicts.length > 0 && (
        <details class="wide bad" open={draft.dirty}>
          <summary>{t(draft.dirty ? 'calendar.conflicts' : 'calendar.conflicts-now', { count })}</summary>
          <ConflictList conflicts={conflicts} services={draft.file.services} dated />
          <p class="hint">{t('calendar.conflicts-hint')}</p>
        </details>
      )}
      {warnings.length > 0 && (
        <details class="wide">
          <summary>{t('setup.warnings', { count: warnings.length })}</summary>
          <ul class="told-list">
            {warnings.map((one) => (
              <li key={one.path + one.code}>{toldWords(language, one, 'warning')}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
