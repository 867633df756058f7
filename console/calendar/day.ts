// What the parts of a day's panel are given.
import type { CalendarDay, CalendarView } from '../../core/protocol-calendar.ts'
import type { Press } from '../../ui/send.ts'
import type { Hall } from '../given.ts'
import type { Read } from './useDayFile.ts'

export interface DayProps {
  of: Hall
  view: CalendarView
  day: CalendarDay
  /** Null for those who only look. */
  read: Read | null
  look: () => void
  press: (press: Press) => void
}
