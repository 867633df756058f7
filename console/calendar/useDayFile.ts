// The hall file for edits of one day: held against the program and what is booked before it is saved, never over somebody else's.
import { useEffect, useState } from 'preact/hooks'
import type { HallFile } from '../../core/hall.ts'
import type { Problem } from '../../core/protocol.ts'
import { request } from '../../ui/request.ts'
import type { Conflict } from '../ConflictList.tsx'
import { readHallFile, writeHallFile } from '../setup/hallFile.ts'

export interface Fault {
  path: string
  code: string
  detail: string
}
interface Checked {
  faults: Fault[]
  conflicts: Conflict[]
}
export interface Read {
  file: HallFile
  etag: string
}

const CHECK_AFTER_MS = 300

/** Read anew with each version of the file; null for those who may not. */
export function useHallFile(hall: string, fileSeq: number, mayEdit: boolean, lose: () => void): Read | null {
  const [read, setRead] = useState<Read | null>(null)
  useEffect(() => {
    if (!mayEdit) return
    let wanted = true
    void readHallFile(hall).then((answer) => {
      if (!wanted) return
      if (answer.ok) setRead({ file: JSON.parse(answer.value.text) as HallFile, etag: answer.value.etag })
      else if (answer.problem.status === 401) lose()
    })
    return () => {
      wanted = false
    }
  }, [hall, fileSeq, mayEdit])
  return read
}

/** What the program says of a draft; null until it has said so. */
export function useCheck(draft: HallFile | null, date: string): Checked | null {
  const [checked, setChecked] = useState<{ of: HallFile; said: Checked } | null>(null)
  useEffect(() => {
    if (draft === null) return
    let wanted = true
    const timer = setTimeout(async () => {
      const answer = await request('POST', '/api/v1/hall-file-check', draft)
      if (!wanted || !answer.ok) return
      const { faults, conflicts = [] } = answer.body as { faults: Fault[]; conflicts?: Conflict[] }
      setChecked({ of: draft, said: { faults, conflicts: conflicts.filter((one) => one.date === date) } })
    }, CHECK_AFTER_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [draft, date])
  return checked !== null && checked.of === draft ? checked.said : null
}

/** Null when it is in force. */
export async function saveDay(hall: string, file: HallFile, etag: string): Promise<Problem | null> {
  const answer = await writeHallFile(hall, JSON.stringify(file), etag)
  return answer.ok ? null : answer.problem
}
