// First tap: the departments of the hall.
import type { HallView } from '../core/protocol.ts'
import { Emblem } from '../ui/Icon.tsx'
import { whenWord } from '../ui/times.ts'
import { useWords } from '../ui/words.ts'

type Department = HallView['departments'][number]

export function Departments({ hall, onChoose }: { hall: HallView; onChoose: (department: string) => void }) {
  const { t } = useWords()
  const withServices = hall.departments.filter(({ id }) => hall.services.some((one) => one.department === id))
  return (
    <section class="departments">
      <div class="step-head">
        <h1 tabIndex={-1}>{t('kiosk.which_department')}</h1>
        <p>{t('kiosk.which_department_hint')}</p>
      </div>
      <HallClosed hall={hall} />
      <ul class="tiles">
        {withServices.map((one) => (
          <li key={one.id}>
            <Tile hall={hall} department={one} onChoose={() => onChoose(one.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Tile({ hall, department, onChoose }: { hall: HallView; department: Department; onChoose: () => void }) {
  const { t, own } = useWords()
  const services = hall.services.filter((one) => one.department === department.id)
  const open = services.some((one) => one.open)
  const count = services.length === 1 ? t('kiosk.count_one') : t('kiosk.count', { count: services.length })
  return (
    <button type="button" class={open ? 'tile' : 'tile tile-shut'} data-department={department.id} onClick={onChoose}>
      <Emblem department={department} />
      <span class="tile-text">
        <b>{own(department.name)}</b>
        {department.description === undefined ? null : <span class="tile-note">{own(department.description)}</span>}
      </span>
      <span class="tile-count">{open ? count : t('kiosk.all_closed')}</span>
    </button>
  )
}

/** While nothing in the hall gives numbers, say so at the start and not after three taps. */
function HallClosed({ hall }: { hall: HallView }) {
  const speech = useWords()
  if (hall.services.some((one) => one.open)) return null
  const openings = hall.services.flatMap(({ nextOpening }) => (nextOpening === null ? [] : [nextOpening]))
  const first = openings.sort((a, b) => Date.parse(a) - Date.parse(b))[0]
  if (first === undefined) return null
  const when = whenWord(first, hall.now, hall.timeZone, speech)
  return <p class="notice">{speech.t('kiosk.hall_closed', { when })}</p>
}
