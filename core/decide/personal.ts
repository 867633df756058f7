// Reasons and places are told in free text that stays in the log for ever: nobody's phone or card number may stand in it.
import type { AnyCommand } from '../decision.ts'
import { looksPersonal } from '../person.ts'

/** The input with a number in it that says who somebody is; null when there is none. Notes are kept apart, and may. */
export function personalField(command: AnyCommand): string | null {
  const texts = [
    ['reason', 'reason' in command ? command.reason : undefined],
    ['where', 'where' in command ? command.where : undefined],
    ['priority.reason', 'priority' in command ? command.priority?.reason : undefined],
  ] as const
  for (const [field, text] of texts) if (text !== undefined && looksPersonal(text)) return field
  return null
}
