// Reads and writes the hall file together with its version, so that nobody overwrites what somebody else changed meanwhile.
import type { Problem } from '../../core/protocol.ts'

export interface Version {
  etag: string
  text: string
}
export type FileAnswer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

const OFFLINE: Problem = { type: 'about:blank', title: 'offline', status: 0, code: 'offline' }
const addressOf = (hall: string) => `/api/v1/halls/${encodeURIComponent(hall)}/file`

export async function readHallFile(hall: string): Promise<FileAnswer<Version>> {
  try {
    const response = await fetch(addressOf(hall))
    if (!response.ok) return { ok: false, problem: (await response.json()) as Problem }
    const text = `${JSON.stringify(await response.json(), null, 2)}\n`
    return { ok: true, value: { etag: response.headers.get('etag') ?? '', text } }
  } catch {
    return { ok: false, problem: OFFLINE }
  }
}

/** Puts a file in force if the version it was made from still is. Answers the new version's etag. */
export async function writeHallFile(hall: string, text: string, basedOn: string): Promise<FileAnswer<string>> {
  try {
    const response = await fetch(addressOf(hall), {
      method: 'PUT',
      body: text,
      headers: { 'content-type': 'application/json', 'if-match': basedOn },
    })
    if (!response.ok) return { ok: false, problem: (await response.json()) as Problem }
    return { ok: true, value: response.headers.get('etag') ?? '' }
  } catch {
    return { ok: false, problem: OFFLINE }
  }
}

/** `"12"` is version 12. */
export function versionOf(etag: string): string {
  return etag.replace(/^(W\/)?"(.*)"$/, '$2')
}

export function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
