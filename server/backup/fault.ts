// Why a backup was not made or not restored: one sentence for the person who asked, and a code for those who test.

export type BackupCode =
  | 'bad_words'
  | 'no_file'
  | 'damaged'
  | 'other_format'
  | 'newer'
  | 'locked' // by a password that was not given, or by another one
  | 'no_room'
  | 'nothing_there'
  | 'holds_a_hall'
  | 'in_use'
  | 'not_whole' // what was read back does not agree with what the backup says of itself

export class BackupFault extends Error {
  readonly code: BackupCode
  constructor(code: BackupCode, message: string) {
    super(message)
    this.name = 'BackupFault'
    this.code = code
  }
}
