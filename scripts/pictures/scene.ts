// The hall that the pictures are taken of: where it is, who is in it, what came about.
export interface Scene {
  url: string
  manager: string
  /** Tokens by user name. */
  tokens: Map<string, string>
  /** Key of an appointment. */
  booked: string
  /** Keys of tickets by what happened to them. */
  keys: { waiting: string; parked: string; missed: string; done: string; several: string; called: string }
}
