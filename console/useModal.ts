// Opens a dialog over the page, and gives the focus back to where it was: a dialog that is simply gone leaves it nowhere.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** `close`: what becomes of the page by the Escape key; without it the dialog stays. */
export function useModal(close?: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  const latest = useRef(close)
  latest.current = close
  useLayoutEffect(() => {
    const before = document.activeElement
    const element = dialog.current
    element?.showModal()
    // Done here and at once. The browser would close it and tell of it later, maybe after the next key, which then finds
    // no dialog and a page that still believes in one.
    const onCancel = (event: Event) => {
      if (latest.current === undefined) return
      event.preventDefault()
      latest.current()
    }
    const onClose = () => latest.current?.()
    element?.addEventListener('cancel', onCancel)
    element?.addEventListener('close', onClose)
    return () => {
      element?.removeEventListener('cancel', onCancel)
      element?.removeEventListener('close', onClose)
      // As long as it is open, nothing behind it takes the focus.
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return dialog
}
