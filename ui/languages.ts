// The languages that the screens speak, each by the name that its own readers give it.
export const LANGUAGES = [
  ['zh-CN', '中文'],
  ['en', 'English'],
] as const
