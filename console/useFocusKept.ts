// The keyboard's place on a page: when what had the focus is gone (a card that was pressed away), it is given to the part of the page around it.
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export function useFocusKept(): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)
  useEffect(() => {
    const lost = before.current !== null && !before.current.isConnected
    const nowhere = document.activeElement === null || document.activeElement === document.body
    if (lost && nowhere) place.current?.focus()
    before.current = nowhere ? null : document.activeElement
  })
  return place
}
