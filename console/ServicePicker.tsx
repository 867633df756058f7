// Finds a service among many: by any part of its name in either language, by letter or department; by department without a word.
import { useState } from 'preact/hooks'
import type { HallView, ServiceView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'
import { Scroll } from './Scroll.tsx'

interface PickerProps {
  hall: HallView
  /** Ids that are chosen already. */
  chosen: readonly string[]
  pick: (service: ServiceView) => void
  /** Said beside a service, such as that it is closed; only told, the server decides. */
  remark?: (service: ServiceView) => string | null
}

export function ServicePicker({ hall, chosen, pick, remark }: PickerProps) {
  const { t, own } = useWords()
  const [text, setText] = useState('')
  const found = hall.services.filter((one) => matches(one, hall, text))
  return (
    <div class="picker">
      <label>
        {t('desk.find-service')}
        <input
          type="search"
          value={text}
          autocomplete="off"
          placeholder={t('desk.find-service-hint')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Scroll looks="picks" name={t('console.column.service')}>
        {found.length === 0 && <p class="soft">{t('desk.nothing-found')}</p>}
        {hall.departments.map((department) => {
          const services = found.filter((one) => one.department === department.id)
          if (services.length === 0) return null
          return (
            <section key={department.id}>
              <h3>{own(department.name)}</h3>
              {services.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  class="pick"
                  aria-pressed={chosen.includes(one.id)}
                  onClick={() => pick(one)}
                >
                  <span>{own(one.name)}</span>
                  <span class="soft">{remark?.(one) ?? t('console.seat-waiting', { count: one.waiting })}</span>
                </button>
              ))}
            </section>
          )
        })}
      </Scroll>
    </div>
  )
}

function matches(service: ServiceView, hall: HallView, text: string): boolean {
  const words = text.trim().toLowerCase().split(/\s+/)
  const department = hall.departments.find((one) => one.id === service.department)
  const texts = [service.name, service.description ?? {}, department?.name ?? {}].flatMap((one) => Object.values(one))
  const all = [service.prefix, ...texts].join(' ').toLowerCase()
  return words.every((word) => all.includes(word))
}
