// How a hall looks: its colours, its mark, and whether its lobby is dark or light. What could not be read is refused.
import Type, { type Static } from 'typebox'

const Colour = Type.String({ pattern: '^#[0-9a-f]{6}$' })
/** Letters of base64: some 48 kB of picture. */
const LOGO_MOST = 65_536
export const LOGO_KINDS = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'] as const
export type LogoKind = (typeof LOGO_KINDS)[number]

export const Look = Type.Object(
  {
    /** Of buttons, links and what is chosen. */
    accent: Type.Optional(Colour),
    /** Of the head of kiosk and phone. */
    band: Type.Optional(Colour),
    lobby: Type.Optional(Type.Enum(['dark', 'light'])),
    /** A data URL. */
    logo: Type.Optional(
      Type.String({ maxLength: LOGO_MOST, pattern: '^data:image/[a-z+]+;base64,[A-Za-z0-9+/]+={0,2}$' }),
    ),
  },
  { additionalProperties: false },
)
export type Look = Static<typeof Look>

/** What screens are told of it. */
export const LookView = Type.Object({
  colours: Type.Record(Type.String(), Type.String(), { description: 'by custom property of the theme' }),
  lobby: Type.Optional(Type.Enum(['dark', 'light'])),
  logo: Type.Optional(Type.String({ description: 'where the hall’s mark is' })),
})
export type LookView = Static<typeof LookView>

/** As ui/theme.css has them: what stands behind text in the accent, and the text on the band. */
const PAPER = '#f6f4ee'
const WHITE = '#ffffff'
const BLACK = '#000000'
const BAND_INK = '#f5f7fa'
/** WCAG 2.2, success criterion 1.4.3. */
const CONTRAST_LEAST = 4.5

export interface LookFault {
  path: string
  code: 'weak_contrast' | 'no_picture'
  detail: string
}

export function* lookFaults({ accent, band, logo }: Look): Generator<LookFault> {
  if (accent !== undefined) {
    const behind = [PAPER, tints(accent)['--accent-soft'] ?? WHITE]
    const least = Math.min(...behind.map((one) => contrast(accent, one)))
    if (least < CONTRAST_LEAST) yield { path: '/look/accent', code: 'weak_contrast', detail: ratio(least) }
  }
  if (band !== undefined && contrast(band, BAND_INK) < CONTRAST_LEAST)
    yield { path: '/look/band', code: 'weak_contrast', detail: ratio(contrast(band, BAND_INK)) }
  if (logo !== undefined && logoKind(logo) === null)
    yield { path: '/look/logo', code: 'no_picture', detail: logo.slice(0, logo.indexOf(',')) }
}

/** Rounded down: 4.49 is not 4.5. */
function ratio(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1)
}

/** The names of ui/theme.css that a hall's colours take the place of. */
export function coloursOf({ accent, band }: Look): Record<string, string> {
  return { ...(accent === undefined ? {} : tints(accent)), ...(band === undefined ? {} : { '--band': band }) }
}

function tints(accent: string): Record<string, string> {
  return {
    '--accent': accent,
    '--accent-deep': mixed(accent, BLACK, 0.3),
    '--accent-soft': mixed(accent, WHITE, 0.88),
    '--accent-mid': mixed(accent, WHITE, 0.65),
  }
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

/** `share`: of the other colour, 0 to 1. */
function mixed(colour: string, other: string, share: number): string {
  const others = channels(other)
  const parts = channels(colour).map((one, i) => Math.round(one * (1 - share) + (others[i] ?? 0) * share))
  return `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`
}

/** 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((byte) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How each kind of file begins, in base64; of a drawing `<svg`, `<?xml`, `<!--`, `<!DOCTYPE` or the mark of UTF-8. */
const BEGINS: Record<LogoKind, readonly string[]> = {
  'image/png': ['iVBORw0KGgo'],
  'image/jpeg': ['/9j/'],
  'image/webp': ['UklGR'],
  'image/svg+xml': ['PHN2Z', 'PD94bW', 'PCEtL', 'PCFET0', '77u/'],
}

/** Null: not what it says it is. */
export function logoKind(logo: string): LogoKind | null {
  const kind = LOGO_KINDS.find((one) => logo.startsWith(`data:${one};base64,`))
  if (kind === undefined) return null
  const data = logo.slice(logo.indexOf(',') + 1)
  return BEGINS[kind].some((begin) => data.startsWith(begin)) ? kind : null
}
