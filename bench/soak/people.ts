// Who presses in the hall of a soak, and who looks on.
export const PEOPLE = {
  counters: Array.from({ length: 8 }, (_, n) => String(n + 1)),
  services: Array.from({ length: 12 }, (_, n) => `s${n}`),
}
export const SCREENS = ['lobby', 'lobby', 'lobby', 'staff'] as const
