// It is this visitor's turn: nothing else on the page matters now.
import { useEffect, useLayoutEffect } from 'preact/hooks'
import type { TicketView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'
import calledIcon from './called.svg'

export function Called({ ticket, counter }: { ticket: TicketView; counter: string }) {
  const { t } = useWords()
  const title = `${t('ticket.go_to')} ${counter}`
  useLayoutEffect(() => {
    const before = document.title
    // Among many open pages the mark is all that is seen of this one.
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    const usual = icon?.getAttribute('href') ?? ''
    document.title = title
    if (icon !== null) icon.href = calledIcon
    return () => {
      document.title = before
      if (icon !== null) icon.setAttribute('href', usual)
    }
  }, [title])
  useEffect(() => scrollTo(0, 0), [])
  return (
    <section class="called">
      <p class="called-number">
        <span class="unseen">{t('common.your_number')} </span>
        <b class="digits" data-number={ticket.number}>
          {ticket.number}
        </b>
      </p>
      <h1>
        <span>{t('ticket.go_to')}</span> <b data-counter={ticket.counter}>{counter}</b>
      </h1>
      <p class="called-now">{t('ticket.go_now')}</p>
      <p>{ticket.calls > 1 ? t('ticket.called_again', { count: ticket.calls }) : t('ticket.called')}</p>
    </section>
  )
}
