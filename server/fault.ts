// What keeps the program from starting: a code for the exit status, and one sentence for the person who started it.

/** Exit codes, by reason; documented in docs/running-a-hall.md. */
export const EXIT_CODES = {
  bad_setting: 2,
  port_taken: 3,
  database_unreachable: 4,
  database_newer: 5,
  bad_hall_file: 6,
  data_dir_unwritable: 7,
  folder_in_use: 8,
  embedded_postgres: 9,
  older_program: 10,
  database_busy: 11,
} as const
export type StartCode = keyof typeof EXIT_CODES

export class StartFault extends Error {
  readonly code: StartCode
  constructor(code: StartCode, message: string) {
    super(message)
    this.name = 'StartFault'
    this.code = code
  }
}

/** The database did not answer in time: nothing is known to have happened; ask again with the same id. */
export class Unavailable extends Error {
  constructor() {
    super('the database does not answer')
    this.name = 'Unavailable'
  }
}

/** More was asked at once than is taken on: nothing has happened; ask again a little later. */
export class Busy extends Error {
  constructor() {
    super('too much was asked at once')
    this.name = 'Busy'
  }
}

/** What an error says, in one line; one that stands for several (a name with two addresses) says what the first said. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0])
  return (error instanceof Error ? error.message : String(error)).replace(/\.?\n.*/s, '')
}
