// Fetches the Chinese glyphs after the first paint, and those of the given sentences at once: a screen that is cut off cannot fetch any.
import regular from '@fontsource/noto-sans-sc/400.css?url'
import bold from '@fontsource/noto-sans-sc/700.css?url'

/**
 * Fonts never hold up a screen; where they cannot be had, the system's own are shown.
 * Plain links, because an `import()` would bring more code along than the smallest screen has to spare.
 */
export function fontsLater(sentences: string): void {
  // Two frames: the first paint is over.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const [address, weight] of [
        [regular, 400],
        [bold, 700],
      ]) {
        const link = document.createElement('link')
        link.rel = 'stylesheet'
        link.href = String(address)
        link.onload = () => document.fonts.load(`${weight} 1em "Noto Sans SC"`, sentences).catch(() => [])
        document.head.append(link)
      }
    }),
  )
}
