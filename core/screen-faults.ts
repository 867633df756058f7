// What can be wrong with the screens of a hall file, above all letters that nobody could read from the last row.
import { farthest, fitScreen } from './screen-fit.ts'
import { type OfHall, wantedOf, zonesOf } from './screen-of-hall.ts'
import { METRES_MOST, USUAL } from './screenKinds.ts'
import type { Screen } from './screens.ts'

export interface ScreenFault {
  path: string
  code:
    | 'unknown_counter_zone'
    | 'unknown_department'
    | 'text_missing'
    | 'address_missing'
    | 'screen_too_far'
    | 'screen_no_room'
  detail: string
}

type File = OfHall & { screens?: readonly Screen[]; policy: { publicNames: string } }

export function* screenFaults(file: File): Generator<ScreenFault> {
  for (const [i, screen] of (file.screens ?? []).entries()) {
    const path = `/screens/${i}`
    yield* partFaults(file, screen, path)
    yield* besideFaults(file, screen, path)
    yield* roomFaults(file, screen, path)
  }
}

function* partFaults(file: File, { zones = [], departments = [] }: Screen, path: string): Generator<ScreenFault> {
  const there = zonesOf(file)
  for (const [k, zone] of zones.entries())
    if (!there.includes(zone)) yield { path: `${path}/zones/${k}`, code: 'unknown_counter_zone', detail: zone }
  for (const [k, id] of departments.entries())
    if (!file.departments.some((one) => one.id === id))
      yield { path: `${path}/departments/${k}`, code: 'unknown_department', detail: id }
}

function* besideFaults(file: File, { beside, notice, address }: Screen, path: string): Generator<ScreenFault> {
  if (beside === 'notice')
    for (const language of file.languages)
      if (notice?.[language] === undefined)
        yield { path: `${path}/notice/${language}`, code: 'text_missing', detail: language }
  if ((beside === 'picture' || beside === 'video') && address === undefined)
    yield { path: `${path}/address`, code: 'address_missing', detail: beside }
}

/** Says from how far at the most it could be read: a number to type, or a reason to buy a larger screen. */
function* roomFaults(file: File, screen: Screen, path: string): Generator<ScreenFault> {
  const names = file.policy.publicNames === 'masked'
  const wanted = wantedOf(file, { screen, zone: null, pixels: screen.pixels ?? USUAL.pixels, names })
  if (fitScreen(wanted) !== null) return
  const most = farthest(wanted, METRES_MOST)
  if (most > 0) yield { path: `${path}/distance`, code: 'screen_too_far', detail: String(most) }
  else yield { path: `${path}/inches`, code: 'screen_no_room', detail: String(screen.inches) }
}
