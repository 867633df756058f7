// What is set in a hall file and changes nothing, because something else in it says so: told like any slip.
import type { HallFile } from './hall.ts'
import { PAPER_NAMES } from './paper.ts'
import { spokenLanguages } from './voice-settings.ts'

export interface VainSetting {
  path: string
  code: 'language_unspoken' | 'rows_of_single' | 'alert_unheard' | 'alert_without_service' | 'printer_of_browser'
  detail: string
}

export function* vainSettings(file: HallFile): Generator<VainSetting> {
  for (const kind of PAPER_NAMES)
    for (const language of Object.keys(file.paper?.[kind] ?? {}))
      if (!file.languages.includes(language))
        yield { path: `/paper/${kind}/${language}`, code: 'language_unspoken', detail: language }
  for (const language of Object.keys(file.voice?.sentences ?? {}))
    if (!spokenLanguages(file).includes(language))
      yield { path: `/voice/sentences/${language}`, code: 'language_unspoken', detail: language }
  // A browser prints as it is set up itself: nobody connects to it.
  for (const [i, { host, ...printer }] of (file.paper?.printers ?? []).entries())
    for (const field of ['port', 'cuts'] as const)
      if (host === undefined && printer[field] !== undefined)
        yield { path: `/paper/printers/${i}/${field}`, code: 'printer_of_browser', detail: printer.id }
  for (const [i, { layout, rows = 1 }] of (file.screens ?? []).entries())
    if (layout === 'single' && rows > 1)
      yield { path: `/screens/${i}/rows`, code: 'rows_of_single', detail: String(rows) }
  yield* vainAlerts(file)
}

/** What is about machines or loudspeakers, and about no service. */
const OF_NO_SERVICE: readonly string[] = ['device-down', 'nobody-speaks', 'printer-down', 'paper-low']
/** An operator reads of machines; what goes on in the hall is told to those who work in it. */
const TOLD_TO_OPERATORS: readonly string[] = ['device-down', 'printer-down', 'paper-low']

function* vainAlerts({ policy }: HallFile): Generator<VainSetting> {
  for (const [i, { metric, service, roles }] of (policy.alerts ?? []).entries()) {
    const path = `/policy/alerts/${i}`
    if (service != null && OF_NO_SERVICE.includes(metric))
      yield { path: `${path}/service`, code: 'alert_without_service', detail: service }
    if (roles.includes('operator') && !TOLD_TO_OPERATORS.includes(metric))
      yield { path: `${path}/roles`, code: 'alert_unheard', detail: 'operator' }
  }
}
