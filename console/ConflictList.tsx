// Appointments that do not fit the rules, or would not: when, what for, why not.
import { useWords, type WordKey } from '../ui/words.ts'

export interface Conflict {
  appointment: string
  services: string[]
  date: string
  /** ISO 8601 with the hall's offset. */
  start: string
  code: string
}

interface ConflictListProps {
  conflicts: readonly Conflict[]
  services: readonly { id: string; name: Record<string, string> }[]
  /** Of more than one day. */
  dated?: boolean
}

export function ConflictList({ conflicts, services, dated = false }: ConflictListProps) {
  const { t, own } = useWords()
  const serviceName = (id: string) => own(services.find((one) => one.id === id)?.name ?? {}) || id
  return (
    <ul class="conflicts">
      {conflicts.map(({ appointment, services: ids, start, code }) => (
        <li key={appointment}>
          <span class="digits">{`${dated ? `${start.slice(0, 10)} ` : ''}${start.slice(11, 16)}`}</span>{' '}
          {ids.map(serviceName).join(', ')} · {appointment} · {t(`calendar.conflict.${code}` as WordKey)}
        </li>
      ))}
    </ul>
  )
}
