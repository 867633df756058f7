// Languages by the name that their own speakers give them.

export function languageName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
}

/** The same, or where the browser does not know it, the reader's name for it: Minnan is 闽南语 to whoever reads Chinese. */
export function spokenName(language: string, reader: string): string {
  const own = languageName(language)
  return own === language ? (new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? language) : own
}
