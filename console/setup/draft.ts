// The manager's draft of the hall file: kept in memory until it is saved, checked while it is made, never over somebody else's.
import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { type Change, changed, changesOf, type Json, type Merge, merged, mergeOf, partsOf } from '../../core/changes.ts'
import type { HallFile } from '../../core/hall.ts'
import type { Problem } from '../../core/protocol.ts'
import { request } from '../../ui/request.ts'
import type { Conflict } from '../ConflictList.tsx'
import { whenForgotten } from '../drafts.ts'
import { useLeaveWarning } from '../useLeaveWarning.ts'
import { readHallFile, writeHallFile } from './hallFile.ts'

export interface Told {
  path: string
  code: string
  detail: string
  rule?: string
  bound?: string
}
export interface Day {
  date: string
  open: boolean
  why: { rule: string; text?: Record<string, string>; id?: string }[]
  openings: { id: string; from: string; until: string }[]
}
interface Check {
  faults: Told[]
  warnings: Told[]
  days: Day[]
  today?: string
  /** What is booked and would not fit; `count` says how many where not all are listed. */
  conflicts?: Conflict[]
  count?: number
}
/** Somebody else saved in between: what they changed, and which of mine meet it. */
export interface Meeting {
  etag: string
  file: HallFile
  theirs: Change[]
  merge: Merge
}
interface Kept {
  base: HallFile
  etag: string
  file: HallFile
}

const CHECK_AFTER_MS = 400
/** Beyond the page: going to the counter and back loses nothing. By hall and by whose it is: nobody saves another's. */
const kept = new Map<string, Kept>()
whenForgotten(() => kept.clear())

/** The same beyond a reload, for this tab. Forgotten with whoever signs out: see session.ts. */
const IN_TAB = 'tingxu.draft.'

function keepInTab(name: string, draft: Kept | null): void {
  try {
    if (draft === null || draft.base === draft.file) sessionStorage.removeItem(IN_TAB + name)
    else sessionStorage.setItem(IN_TAB + name, JSON.stringify(draft))
  } catch {
    // A file larger than a tab may keep is lost with a reload, of which the browser warns.
  }
}

function keptOf(name: string): Kept | null {
  const before = kept.get(name)
  const inTab = sessionStorage.getItem(IN_TAB + name)
  if (before !== undefined || inTab === null) return before ?? null
  const found = JSON.parse(inTab) as Kept
  kept.set(name, found)
  return found
}

export type Draft = ReturnType<typeof useDraftOf>
export const DraftContext = createContext<Draft | null>(null)

export function useDraft(): Draft & { file: HallFile } {
  const draft = useContext(DraftContext)
  if (draft?.file == null) throw new Error('no draft')
  return { ...draft, file: draft.file }
}

export function useDraftOf(hall: string, user: string, lose: () => void) {
  const name = `${hall}.${user}`
  const [state, setState] = useState<Kept | null>(() => keptOf(name))
  const [check, setCheck] = useState<Check>({ faults: [], warnings: [], days: [] })
  const [meeting, setMeeting] = useState<Meeting | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saved, setSaved] = useState('')
  const keep = (next: Kept) => {
    kept.set(name, next)
    keepInTab(name, next)
    setState(next)
  }
  const fail = (one: Problem) => (one.status === 401 ? lose() : setProblem(one))
  const load = async () => {
    const answer = await readHallFile(hall)
    if (!answer.ok) return fail(answer.problem)
    const file = JSON.parse(answer.value.text) as HallFile
    keep({ base: file, etag: answer.value.etag, file })
  }
  const mine = state === null ? [] : changesOf(state.base as Json, state.file as Json)
  useEffect(() => {
    const now = kept.get(name)
    // A draft without changes may be old; one with changes is the manager's.
    if (now === undefined || changesOf(now.base as Json, now.file as Json).length === 0) void load()
  }, [name])
  useEffect(() => {
    if (state === null) return
    const timer = setTimeout(async () => {
      const answer = await request('POST', '/api/v1/hall-file-check', state.file)
      if (answer.ok) setCheck(answer.body as Check)
    }, CHECK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [state?.file])
  const dirty = mine.length > 0
  useLeaveWarning(dirty)
  const save = async () => {
    if (state === null) return
    setProblem(null)
    setSaved('')
    const answer = await writeHallFile(hall, JSON.stringify(state.file), state.etag)
    if (answer.ok) {
      keep({ base: state.file, etag: answer.value, file: state.file })
      return setSaved(answer.value)
    }
    if (answer.problem.errors !== undefined) setCheck({ ...check, faults: answer.problem.errors as Told[] })
    if (answer.problem.status !== 412) return fail(answer.problem)
    const now = await readHallFile(hall)
    if (!now.ok) return fail(now.problem)
    const file = JSON.parse(now.value.text) as HallFile
    const theirs = changesOf(state.base as Json, file as Json)
    setMeeting({ etag: now.value.etag, file, theirs, merge: mergeOf(mine, theirs) })
  }
  return {
    ...check,
    file: state?.file ?? null,
    base: state?.base ?? null,
    dirty,
    mine,
    meeting,
    problem,
    saved,
    save,
    put: (file: HallFile) => {
      setSaved('')
      if (state !== null) keep({ ...state, file })
    },
    set: (path: string, value: unknown) => {
      setSaved('')
      if (state !== null) keep({ ...state, file: setAt(state.file, partsOf(path), value) as HallFile })
    },
    drop: () => {
      kept.delete(name)
      keepInTab(name, null)
      setMeeting(null)
      void load()
    },
    /** Mine upon theirs: still a draft, made now from theirs. */
    join: (chosen: boolean[]) => {
      if (meeting === null) return
      const file = merged(meeting.file as Json, meeting.merge, chosen) as unknown as HallFile
      keep({ base: meeting.file, etag: meeting.etag, file })
      setMeeting(null)
    },
    /** The same changes without those below a path. */
    undo: (path: string) => {
      if (state === null) return
      const left = mine.filter((one) => one.path !== path)
      keep({ ...state, file: changed(state.base as Json, left) as unknown as HallFile })
    },
  }
}

export function getAt(at: unknown, parts: readonly string[]): unknown {
  return parts.reduce<unknown>((now, part) => (now as Record<string, unknown> | undefined)?.[part], at)
}

/** A copy with one place changed; undefined takes it away. */
function setAt(at: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(at)) return at.map((one, i) => (String(i) === key ? setAt(one, rest, value) : one))
  const { [key]: old, ...others } = (at ?? {}) as Record<string, unknown>
  const next = setAt(old, rest, value)
  // With the last thing that was said of it, the whole goes: a hall that says nothing again is as it was.
  if (next === undefined || (value === undefined && rest.length > 0 && isEmpty(next))) return others
  // Where it was: the order of fields stays as the file has it.
  return { ...((at ?? {}) as object), [key]: next }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}
