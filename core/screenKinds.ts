// What a screen of the hall may be; apart from the schemas, so that the smallest screens need not carry those along.

/** calls: all calls, with what was and who waits beside them · single: the latest very large · zones, departments: a column each. */
export const LAYOUTS = ['calls', 'single', 'zones', 'departments'] as const
export type Layout = (typeof LAYOUTS)[number]

/** What stands beside the calls. */
export const BESIDE = ['waiting', 'notice', 'picture', 'video'] as const
export type Beside = (typeof BESIDE)[number]

/** Whether lobby screens show who is called: never, or so that only they and those with them know (陈*强, J. D***). */
export const PUBLIC_NAMES = ['never', 'masked'] as const

/** What can be wrong with a screen and is told to those who look after it; the rest of the screen goes on. */
export const TROUBLES = ['no-screen', 'no-zone', 'no-media', 'too-small', 'address'] as const

export const METRES_MOST = 60
export const ROWS_MOST = 20

/** Where nothing is said: the usual screen of a lobby. */
export const USUAL = { inches: 55, distance: 4, pixels: { width: 1920, height: 1080 } } as const
