// Fetches the Chinese glyphs after the first paint, and those of the given sentences at once: a screen that is cut off cannot fetch any.

/** Fonts never hold up a screen; where they cannot be had, the system's own are shown. */
export function fontsLater(sentences: string): void {
  requestAnimationFrame(() =>
    setTimeout(async () => {
      try {
        await import('./fonts.ts')
        await Promise.all(
          ['400', '700'].map((weight) => document.fonts.load(`${weight} 1em "Noto Sans SC"`, sentences)),
        )
      } catch {
        // No line: the system's fonts do until the next load.
      }
    }),
  )
}
