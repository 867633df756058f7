// Pages that few need: their code and words come when they are opened, so that a counter's first page stays small.
import type { ComponentType } from 'preact'
import { reloadIfOther } from '../ui/partGone.ts'
import { useLater } from '../ui/useLater.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'

const PAGES = {
  bar: async () => (await import('./bar/BarPage.tsx')).BarPage,
  host: async () => (await import('./HostPage.tsx')).HostPage,
  appointments: async () => (await import('./appointments/AppointmentsPage.tsx')).AppointmentsPage,
  visits: async () => (await import('./VisitsPage.tsx')).VisitsPage,
  calendar: async () => (await import('./calendar/CalendarPage.tsx')).CalendarPage,
  messages: async () => (await import('./MessagesPage.tsx')).MessagesPage,
  figures: async () => (await import('./reports/FiguresPage.tsx')).FiguresPage,
  fairness: async () => (await import('./reports/FairnessPage.tsx')).FairnessPage,
  people: async () => (await import('./people/PeoplePage.tsx')).PeoplePage,
  personal: async () => (await import('./PersonalPage.tsx')).PersonalPage,
  devices: async () => (await import('./DevicesPage.tsx')).DevicesPage,
  changes: async () => (await import('./setup/ChangesPage.tsx')).ChangesPage,
  setup: async () => (await import('./setup/SetupPage.tsx')).SetupPage,
}

interface LaterProps {
  page: keyof typeof PAGES
  of: Hall
}

export function LaterPage({ page, of }: LaterProps) {
  const { t } = useWords()
  const Shown = useLater<ComponentType<Hall>>(PAGES[page], reloadIfOther)
  if (Shown !== null) return <Shown {...of} />
  return (
    <main>
      <p class="notice">{t('console.loading')}</p>
    </main>
  )
}
