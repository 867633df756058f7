// A hall that is under trial for a while: opened, followed by screens, and ended whatever became of it.
import type { Pressed } from '../../test/support/patient.ts'
import { SCREENS } from './people.ts'
import { openPlace, type Place, type PlaceOptions } from './place.ts'
import { type Followed, followScreen } from './screens.ts'

export interface Lived {
  place: Place
  /** Of everybody who presses, in the order of the answers. */
  history: Pressed[]
  screens: Followed[]
}

/** Fails with what `run` fails with; what the program said of it is told first. */
export async function inPlace(options: PlaceOptions, run: (lived: Lived) => Promise<void>): Promise<void> {
  const place = await openPlace(options)
  const screens = SCREENS.map((audience) => followScreen(place.at, audience))
  try {
    await run({ place, history: [], screens })
  } catch (error) {
    console.error(place.program.stderr())
    throw error
  } finally {
    for (const screen of screens) screen.close()
    await place.close()
  }
}
