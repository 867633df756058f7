// The hall's recorded voices as the console holds them: which clips each language needs, which are there; putting and taking away.
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../core/protocol.ts'
import type { ClipsView } from '../../core/voice.ts'
import { hear, readyAudio } from '../../ui/hear.ts'
import { request } from '../../ui/request.ts'

export type KitLanguage = ClipsView['languages'][number]

export interface Clip {
  language: string
  name: string
}
/** A WAV that was recorded here or brought as a file. */
export interface Brought extends Clip {
  wav: Blob
}

export interface Clips {
  languages: readonly KitLanguage[]
  /** What went wrong, one for each clip; a sample call has no name. */
  problems: readonly (Clip & { code: string })[]
  /** On its way. */
  busy: (clip: Clip) => boolean
  /** One after the other, and then one look at what is there. */
  put: (brought: readonly Brought[]) => Promise<void>
  remove: (clip: Clip) => Promise<void>
  /** Resolves when it was heard. */
  listen: (clip: Clip) => Promise<void>
}

const sameAs = (clip: Clip) => (one: Clip) => one.language === clip.language && one.name === clip.name

/** `version`: of the hall file, which says what is needed. */
export function useClips(hall: string, version: number, lose: () => void): Clips {
  const [languages, setLanguages] = useState<readonly KitLanguage[]>([])
  const [problems, setProblems] = useState<Clips['problems']>([])
  const [busy, setBusy] = useState<readonly Clip[]>([])
  const base = `/api/v1/halls/${encodeURIComponent(hall)}`
  const pathOf = ({ language, name }: Clip) =>
    `${base}/clips/${encodeURIComponent(language)}/${encodeURIComponent(name)}`
  const load = async () => {
    const answer = await request('GET', `${base}/clips`)
    if (answer.ok) setLanguages((answer.body as ClipsView).languages)
    else if (answer.problem.status === 401) lose()
  }
  useEffect(() => void load(), [hall, version])
  const tell = ({ language, name }: Clip, failed: Problem | null) => {
    const others = (now: Clips['problems']) => now.filter((one) => !sameAs({ language, name })(one))
    setProblems((now) => (failed === null ? others(now) : [...others(now), { language, name, code: failed.code }]))
    if (failed?.status === 401) lose()
  }
  const doing = async <One extends Clip>(all: readonly One[], work: (one: One) => Promise<Problem | null>) => {
    setBusy((now) => [...now, ...all])
    for (const one of all) {
      tell(one, await work(one))
      setBusy((now) => now.filter((other) => other !== one))
    }
    await load()
  }
  return {
    languages,
    problems,
    busy: (clip) => busy.some(sameAs(clip)),
    put: (brought) => doing(brought, (one) => send('PUT', pathOf(one), one.wav)),
    remove: (clip) => doing([clip], (one) => send('DELETE', pathOf(one))),
    listen: async (clip) => {
      readyAudio()
      const path = clip.name === '' ? `${base}/voice/sample/${encodeURIComponent(clip.language)}` : pathOf(clip)
      const answer = await fetch(path).catch(() => null)
      tell(clip, answer?.ok ? null : await problemOf(answer))
      if (answer?.ok) await hear(await answer.arrayBuffer())
    },
  }
}

/** Sound goes as it is; everything else of the console is JSON. */
async function send(method: string, path: string, wav?: Blob): Promise<Problem | null> {
  const answer = await fetch(path, {
    method,
    ...(wav === undefined ? {} : { body: wav, headers: { 'content-type': 'audio/wav' } }),
  }).catch(() => null)
  return answer?.ok ? null : problemOf(answer)
}

/** An answer that is none of the program's, as of something between here and it, is no answer. */
async function problemOf(answer: Response | null): Promise<Problem> {
  const offline: Problem = { type: 'about:blank', title: 'offline', status: 0, code: 'offline' }
  return answer === null ? offline : ((await answer.json().catch(() => offline)) as Problem)
}
