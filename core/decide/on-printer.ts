// Where the paper of a press comes out, when somebody of the hall chose: a printer that the server reaches.
import type { Refusal, Scene } from '../decision.ts'
import type { Fact } from '../events.ts'
import { isOnNetwork, printerNamed } from '../paper.ts'

interface Chosen {
  printer?: string
}

/** A kiosk prints where a manager says, and a visitor's phone nowhere. At a browser's printer nobody would print it. */
export function printerRefusal({ board, actor }: Pick<Scene, 'board' | 'actor'>, { printer }: Chosen): Refusal | null {
  if (printer === undefined) return null
  if (actor.staff === null) return { refused: 'forbidden', field: 'printer' }
  return isOnNetwork(printerNamed(board.file.paper, printer))
    ? null
    : { refused: 'no_such_printer', field: 'printer', detail: printer }
}

export function onPrinter({ printer }: Chosen): Pick<Fact, 'printer'> {
  return printer === undefined ? {} : { printer }
}
