// At which counter somebody sits. Per tab: two tabs of one PC may stand for two counters.

const nameOf = (hall: string) => `tingxu.counter.${hall}`

export function chosenCounter(hall: string): string | null {
  return sessionStorage.getItem(nameOf(hall))
}

export function keepCounter(hall: string, counter: string | null): void {
  if (counter === null) sessionStorage.removeItem(nameOf(hall))
  else sessionStorage.setItem(nameOf(hall), counter)
}
