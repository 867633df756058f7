// Whether the hall gives numbers now and until when, or when it does so next; as people read it.

interface OfService {
  open: boolean
  closesAt: string | null
  nextOpening: string | null
}

/** ISO times. `until` is null while something is open that says no end; `next`: nobody knows when. */
export type NowNext = { open: true; until: string | null } | { open: false; next: string | null }

/** Of all services together: as long as any of them gives numbers, the hall is open. */
export function nowNext(services: readonly OfService[]): NowNext {
  const open = services.filter((one) => one.open)
  if (open.length > 0)
    return {
      open: true,
      until: edge(
        open.map(({ closesAt }) => closesAt),
        1,
      ),
    }
  return {
    open: false,
    next: edge(
      services.map(({ nextOpening }) => nextOpening),
      -1,
    ),
  }
}

/** The latest (1) or the first (-1) of times, which may be written with different offsets. */
function edge(times: readonly (string | null)[], way: 1 | -1): string | null {
  const sorted = times.filter((one) => one !== null).sort((a, b) => way * (Date.parse(b) - Date.parse(a)))
  return sorted[0] ?? null
}
