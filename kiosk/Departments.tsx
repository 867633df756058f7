// First tap: the departments of the hall, and a way for who does not know what they need.
import type { HallView } from '../core/protocol.ts'
import { HallClosed } from '../ui/HallClosed.tsx'
import { Emblem, Icon } from '../ui/Icon.tsx'
import { useWords } from '../ui/words.ts'
import { AfterHours } from './AfterHours.tsx'
import type { Step } from './step.ts'
import { type TileWait, tileWait } from './tileWait.ts'

type Department = HallView['departments'][number]

interface Choosing {
  hall: HallView
  /** What is already on the number. */
  also: readonly string[]
  go: (step: Step) => void
}

export function Departments({ hall, also, go }: Choosing) {
  const { t } = useWords()
  const withServices = hall.departments.filter(({ id }) => hall.services.some((one) => one.department === id))
  const first = also.length === 0
  return (
    <section class="departments">
      <div class="step-head">
        <h1 tabIndex={-1}>{t(first ? 'kiosk.which_department' : 'take.what_else')}</h1>
        {hall.services.some(({ open }) => open) ? <p>{t('kiosk.which_department_hint')}</p> : null}
      </div>
      {first ? <HallClosed hall={hall} /> : null}
      {first ? <AfterHours hall={hall} /> : null}
      {first ? (
        <div class="doors">
          <Booked hall={hall} go={go} />
          <Guide hall={hall} go={go} />
        </div>
      ) : null}
      <ul class="tiles">
        {withServices.map((one) => (
          <li key={one.id}>
            <Tile hall={hall} department={one} onChoose={() => go({ at: 'services', department: one.id, also })} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One tap for who booked a time. */
function Booked({ hall, go }: Pick<Choosing, 'hall' | 'go'>) {
  const { t } = useWords()
  if (!hall.services.some((one) => one.appointment)) return null
  return (
    <button type="button" class="guide" data-go="check-in" onClick={() => go({ at: 'check-in' })}>
      <Icon sign="clock" />
      <span>
        <b>{t('kiosk.booked')}</b>
        <span>{t('kiosk.booked_hint')}</span>
      </span>
      <Icon sign="go" />
    </button>
  )
}

/** Whoever does not know what they need is two taps from somebody who finds out with them. */
function Guide({ hall, go }: Pick<Choosing, 'hall' | 'go'>) {
  const speech = useWords()
  const { t } = speech
  const service = hall.services.find((one) => one.guidance && one.open)
  if (service === undefined) return null
  return (
    <button type="button" class="guide" data-go="guide" onClick={() => go({ at: 'sheet', services: [service.id] })}>
      <Icon sign="ask" />
      <span>
        <b>{t('kiosk.guide')}</b>
        <span>{t('kiosk.guide_hint')}</span> <Wait {...tileWait(hall, [service], speech)} />
      </span>
      <Icon sign="go" />
    </button>
  )
}

function Tile({ hall, department, onChoose }: { hall: HallView; department: Department; onChoose: () => void }) {
  const speech = useWords()
  const { own } = speech
  const wait = tileWait(
    hall,
    hall.services.filter((one) => one.department === department.id),
    speech,
  )
  return (
    <button
      type="button"
      class={wait.open ? 'tile' : 'tile tile-shut'}
      data-department={department.id}
      onClick={onChoose}
    >
      <Emblem department={department} />
      <span class="tile-text">
        <b>{own(department.name)}</b>
        {department.description === undefined ? null : <span class="tile-note">{own(department.description)}</span>}
      </span>
      <Wait {...wait} />
    </button>
  )
}

function Wait({ known, text }: TileWait) {
  return (
    <span class="tile-wait">
      {known ? <Icon sign="clock" /> : null}
      {text}
    </span>
  )
}
