// Settings that this screen goes on without: said in small letters on it, and to those who look after the hall's devices.
import type { HallView } from '../core/protocol.ts'
import { zonesOf } from '../core/screen-of-hall.ts'
import type { Trouble } from '../core/screens.ts'

/** What the address of the page may say. */
const KNOWN = ['hall', 'screen', 'zone', 'lang', 'pair']
const LANGUAGES = /^(zh|en)\b/
const DETAIL_LETTERS = 60

interface Settings {
  zone: string | null
  screen: string | null
  /** Then nothing that the address says counts. */
  paired: boolean
  tooSmall: boolean
  /** Address of a picture or video that cannot be had. */
  media: string
}

export function troublesOf(hall: HallView, { zone, screen, paired, tooSmall, media }: Settings): Trouble[] {
  const found: Trouble[] = []
  const say = (code: Trouble['code'], detail: string) =>
    found.push({ code, detail: [...detail].slice(0, DETAIL_LETTERS).join('') })
  if (screen !== null && !hall.screens?.some(({ id }) => id === screen)) say('no-screen', screen)
  if (zone !== null && !zonesOf(hall).includes(zone)) say('no-zone', zone)
  if (tooSmall) say('too-small', `${innerWidth} × ${innerHeight}`)
  if (media !== '') say('no-media', media)
  const asked = new URLSearchParams(location.search)
  const language = asked.get('lang')
  const odd = paired ? undefined : [...asked.keys()].find((name) => !KNOWN.includes(name))
  if (odd !== undefined) say('address', odd)
  else if (language !== null && !LANGUAGES.test(language)) say('address', `lang=${language}`)
  return found
}
