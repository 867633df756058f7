// What can keep the embedded PostgreSQL from running: one code for each thing a person would mend differently.

export type EmbeddedCode =
  | 'no_binaries' // this system has no ready-made PostgreSQL
  | 'no_account' // root, and no account to run PostgreSQL as
  | 'data_dir_unwritable'
  | 'data_dir_unreachable' // made earlier, since closed to the account that PostgreSQL runs as
  | 'folder_in_use' // a living program has the folder
  | 'other_version' // the folder was made by another major version of PostgreSQL
  | 'postgres_failed' // it said why; its own words are in the message

export class EmbeddedFault extends Error {
  readonly code: EmbeddedCode
  constructor(code: EmbeddedCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'EmbeddedFault'
    this.code = code
  }
}

/** The code of a system error (`ENOENT`), or an empty string for any other kind of throw. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
