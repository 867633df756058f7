// Where the words of each language are, for pages that fetch them instead of carrying them along.
import en from '../words/en.json?url'
import zh from '../words/zh-CN.json?url'

export const WORD_FILES: Record<string, string> = { 'zh-CN': zh, en }
