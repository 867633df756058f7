// The hall's year, day by day with reasons and sessions, and a feed of it for people's own calendars.
import Type from 'typebox'
import type { Board } from '../../core/board.ts'
import { feedOf } from '../../core/calendar-feed.ts'
import { calendarFile } from '../../core/ics.ts'
import { Problem } from '../../core/protocol.ts'
import { type CalendarDay, CalendarView } from '../../core/protocol-calendar.ts'
import { addDays, localDate } from '../../core/time.ts'
import { calendarDay, datesOf, isPublished, missingYear } from '../../core/year-view.ts'
import { readCalendars } from '../calendars.ts'
import { LANGUAGES, speak } from '../words.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

/** Years that can be asked for, back and ahead of the hall's own. */
const YEARS_BACK = 10
const YEARS_AHEAD = 2
/** Of the feed: what is just over, and a year. */
const FEED_BACK = 30
const FEED_AHEAD = 365
const Params = Type.Object({ hall: Type.String({ maxLength: 64 }) })

/** What everybody sees of a year, kept while the hall's rules and sessions are the same. */
interface Kept {
  version: string
  years: Map<number, CalendarDay[]>
}
const years = new WeakMap<Board, Kept>()

export function calendarRoutes(api: Api, tools: Tools): void {
  const calendars = readCalendars()
  feedRoute(api, tools)
  api.get(
    '/api/v1/halls/:hall/calendar',
    {
      schema: {
        summary: 'The days of a year: open or not, why, and which sessions',
        params: Params,
        querystring: Type.Object({ year: Type.Optional(Type.String({ pattern: '^\\d{4}$' })) }),
        response: { 200: CalendarView, 400: Problem, 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { board } = hall
      const { file } = board
      const today = localDate(tools.clock.now(), file.timeZone)
      const now = Number(today.slice(0, 4))
      const year = Number(request.query.year ?? now)
      if (year < now - YEARS_BACK || year > now + YEARS_AHEAD)
        return sendProblem(reply, 400, 'malformed', {
          field: 'year',
          detail: `from ${now - YEARS_BACK} to ${now + YEARS_AHEAD}`,
        })
      const { staff } = actorOf(request, hall.id)
      return reply.send({
        year,
        today,
        published: isPublished(file, calendars, year),
        missing: missingYear(file, calendars, today),
        days: staff === null ? publicDays(board, year, tools) : daysOf(board, year, tools, true),
      })
    },
  )
}

function daysOf(board: Board, year: number, { times }: Tools, isStaff: boolean): CalendarDay[] {
  return datesOf(year).map((date) => calendarDay(board, times.plan(board, date), isStaff))
}

function publicDays(board: Board, year: number, tools: Tools): CalendarDay[] {
  const version = `${board.fileSeq} ${board.sessionsSeq}`
  let kept = years.get(board)
  if (kept?.version !== version) {
    kept = { version, years: new Map() }
    years.set(board, kept)
  }
  const days = kept.years.get(year) ?? daysOf(board, year, tools, false)
  kept.years.set(year, days)
  return days
}

function feedRoute(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/calendar.ics',
    {
      schema: {
        summary: 'Days on which the hall differs from its ordinary week, as a calendar to subscribe to',
        params: Params,
        querystring: Type.Object({ language: Type.Optional(Type.Enum([...LANGUAGES])) }),
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { board } = hall
      const { file } = board
      const language = request.query.language ?? file.languages[0] ?? 'en'
      const words = speak(language)
      const stamp = tools.clock.now()
      const first = addDays(localDate(stamp, file.timeZone), -FEED_BACK)
      const plans = Array.from({ length: FEED_BACK + FEED_AHEAD }, (_, i) => tools.times.plan(board, addDays(first, i)))
      const say = (key: string, name: string) => words(key).replaceAll('{name}', () => name)
      const entries = feedOf({ file, plans, sessions: board.sessions, stamp, language, say })
      const name = file.name[language] ?? Object.values(file.name)[0] ?? hall.id
      return reply.type('text/calendar; charset=utf-8').send(calendarFile(name, entries))
    },
  )
}
