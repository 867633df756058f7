// A dialog over the step: what lies below waits, and the focus goes back to where it was.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export function Window({
  title,
  onClose,
  children,
}: {
  title: string
  onClose?: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    // Closed before it is taken away: only then does the browser give the focus back.
    return () => opened?.close()
  }, [])
  return (
    <dialog class="idle" ref={dialog} aria-labelledby="window-title" onClose={onClose}>
      <h2 id="window-title">{title}</h2>
      {children}
    </dialog>
  )
}
