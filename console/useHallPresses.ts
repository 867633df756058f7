// Presses of a page on its hall: what came of each is told in words.
import { useRef } from 'preact/hooks'
import type { CommandAnswer } from '../core/protocol.ts'
import type { Press } from '../ui/send.ts'
import { refusalWord, type Speech, useWords } from '../ui/words.ts'
import { forgetDrafts } from './drafts.ts'
import type { Hall } from './given.ts'
import { pageAmong, pagesOf } from './pages.ts'
import { type Presses, usePresses } from './usePresses.ts'

/** `onDone` hears of each press that is through. */
export function useHallPresses(
  { hall, board, account, session }: Hall,
  onDone?: (press: Press, answer: CommandAnswer) => void,
): Presses {
  const speech = useWords()
  const seq = useRef(board.seq)
  seq.current = board.seq
  return usePresses({
    hall: hall.id,
    page: pageAmong(pagesOf(account.role)),
    user: account.user,
    signedIn: !session.ended,
    seq: () => seq.current,
    done: (press, answer) => {
      if ('ticket' in press) forgetDrafts(press.ticket)
      if ('counter' in press) forgetDrafts(press.counter ?? '')
      onDone?.(press, answer)
      return doneWord(press, answer, speech)
    },
    refused: (_, problem) => refusalWord(speech.language, problem.code),
    signedOut: session.lose,
  })
}

function doneWord(press: Press, answer: CommandAnswer, { t }: Speech): string {
  const ticket = answer.events.find((event) => event.ticket !== undefined)?.ticket
  const number = ticket?.number ?? ''
  // Of several services one is done; the visit is not.
  if (press.do === 'finish' && ticket?.state === 'waiting') return t('console.done.finish-one', { number })
  return t(`console.done.${press.do}`, { number })
}
