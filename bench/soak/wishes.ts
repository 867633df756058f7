// Who comes to the kiosk: drawn by a seed from what the hall gives.
import type { HallFile } from '../../core/hall.ts'
import { oneOf, type Random } from '../../test/support/random.ts'
import type { Wish } from './visits.ts'

const SHARES = { also: 0.08, astray: 0.1, language: 0.2, large: 0.15, keys: 0.1 }

/** Services of which anybody may have as many numbers as they like. */
export function unlimited(file: HallFile): HallFile['services'] {
  return file.services.filter(
    (one) => one.walkIn && one.dailyLimit === null && one.bands.length === 0 && !one.onePerPerson && !one.guidance,
  )
}

export function drawWishes(random: Random, services: HallFile['services'], count: number): Wish[] {
  return Array.from({ length: count }, () => {
    const first = oneOf(random, services)
    const others = services.filter(({ id }) => id !== first.id)
    const also = random() < SHARES.also && others.length > 0 ? oneOf(random, others) : null
    return {
      department: first.department,
      service: first.id,
      also: also === null ? null : { department: also.department, service: also.id },
      astray: random() < SHARES.astray,
      language: random() < SHARES.language,
      large: random() < SHARES.large,
      keys: random() < SHARES.keys,
    }
  })
}
