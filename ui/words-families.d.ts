// Words of some families only, made by vite.config.ts: for pages too small to carry all of them.
declare module 'words:*' {
  const words: Record<string, Record<string, string>>

  export { words as default }
}

declare module 'word-files:*' {
  /** Addresses by language. */
  const files: Record<string, string>
  export default files
}

declare module 'chunk:*' {
  /** The address of a module that is fetched later. */
  const address: string
  export default address
}
