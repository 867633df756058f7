// A part of the page that scrolls by itself. Browsers before 2024 let the keyboard in only when they are told.
import type { ComponentChildren } from 'preact'

export function Scroll({ looks, name, children }: { looks: string; name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the arrow keys (WCAG 2.1.1)
    <section class={looks} aria-label={name} tabIndex={0}>
      {children}
    </section>
  )
}
