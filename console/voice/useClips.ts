// The hall's recorded voices as the console holds them: which clips each language needs, which are there; putting and taking away.
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../core/protocol.ts'
import type { ClipsView } from '../../core/voice.ts'
import { hear, readyAudio } from '../../ui/hear.ts'
import { request } from '../../ui/request.ts'

export type KitLanguage = ClipsView['languages'][number]

export interface Clips {
  languages: readonly KitLanguage[]
  /** What went wrong, and with which clip. */
  problem: { clip: string; code: string } | null
  /** Clips that are on their way. */
  busy: readonly string[]
  put: (language: string, clip: string, wav: Blob) => Promise<void>
  remove: (language: string, clip: string) => Promise<void>
  /** Resolves when it was heard. */
  listen: (path: string) => Promise<void>
}

/** `version`: of the hall file, which says what is needed. */
export function useClips(hall: string, version: number, lose: () => void): Clips {
  const [languages, setLanguages] = useState<readonly KitLanguage[]>([])
  const [problem, setProblem] = useState<Clips['problem']>(null)
  const [busy, setBusy] = useState<readonly string[]>([])
  const base = `/api/v1/halls/${encodeURIComponent(hall)}`
  const load = async () => {
    const answer = await request('GET', `${base}/clips`)
    if (answer.ok) setLanguages((answer.body as ClipsView).languages)
    else if (answer.problem.status === 401) lose()
  }
  useEffect(() => void load(), [hall, version])
  const doing = async (clip: string, work: () => Promise<Problem | null>) => {
    setBusy((now) => [...now, clip])
    const failed = await work()
    setBusy((now) => now.filter((one) => one !== clip))
    setProblem(failed === null ? null : { clip, code: failed.code })
    if (failed?.status === 401) lose()
    await load()
  }
  return {
    languages,
    problem,
    busy,
    put: (language, clip, wav) => doing(clip, () => send('PUT', `${base}/clips/${language}/${clip}`, wav)),
    remove: (language, clip) => doing(clip, () => send('DELETE', `${base}/clips/${language}/${clip}`)),
    listen: async (path) => {
      readyAudio()
      const answer = await fetch(base + path).catch(() => null)
      if (answer?.ok) await hear(await answer.arrayBuffer())
    },
  }
}

/** Sound goes as it is; everything else of the console is JSON. */
async function send(method: string, path: string, wav?: Blob): Promise<Problem | null> {
  try {
    const answer = await fetch(path, {
      method,
      ...(wav === undefined ? {} : { body: wav, headers: { 'content-type': 'audio/wav' } }),
    })
    return answer.ok ? null : ((await answer.json()) as Problem)
  } catch {
    return { type: 'about:blank', title: 'offline', status: 0, code: 'offline' }
  }
}
