// The list of people whom a campaign invites: read from a spreadsheet's CSV, each fault named with its line.
import { parse } from 'csv-parse/sync'
import type { HallId } from '../core/ids.ts'
import { normalPhone } from '../core/person.ts'
import type { Instant } from '../core/time.ts'
import type { Pool } from './db.ts'
import { addInvited, type Invited, lastNumber } from './store/campaigns.ts'
import type { Vault } from './vault.ts'

export interface ListFault {
  line: number
  field: string
  code: 'missing' | 'malformed' | 'twice'
}

export interface ReadList {
  people: { line: number; name: string; phone: string | null }[]
  faults: ListFault[]
}

/** Columns by these heads, in any order and either language. */
const HEADS: Record<string, 'name' | 'phone'> = {
  name: 'name',
  姓名: 'name',
  户主: 'name',
  phone: 'phone',
  手机: 'phone',
  手机号: 'phone',
  电话: 'phone',
}
const NAME_MOST = 100
const PHONE = /^\+?[0-9 -]{5,20}$/
const FAULTS_MOST = 100
/** A statement's worth. */
const PAGE = 2_000

/** Throws a readable error when it is no CSV at all. The first line says what the columns are. */
export function readList(text: string): ReadList {
  const rows: string[][] = parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true })
  const [heads = [], ...lines] = rows
  const columns = heads.map((head) => HEADS[head.toLowerCase()])
  const nameAt = columns.indexOf('name')
  const phoneAt = columns.indexOf('phone')
  if (nameAt === -1) return { people: [], faults: [{ line: 1, field: 'name', code: 'missing' }] }
  const people: ReadList['people'] = []
  const faults: ListFault[] = []
  const seen = new Set<string>()
  for (const [i, row] of lines.entries()) {
    const line = i + 2
    const name = row[nameAt] ?? ''
    const phone = phoneAt === -1 ? '' : (row[phoneAt] ?? '')
    const code = name === '' || name.length > NAME_MOST ? 'name' : phone !== '' && !PHONE.test(phone) ? 'phone' : null
    if (code !== null) faults.push({ line, field: code, code: name === '' ? 'missing' : 'malformed' })
    else if (phone !== '' && seen.has(normalPhone(phone))) faults.push({ line, field: 'phone', code: 'twice' })
    else {
      if (phone !== '') seen.add(normalPhone(phone))
      people.push({ line, name, phone: phone === '' ? null : phone })
    }
  }
  return { people, faults: faults.slice(0, FAULTS_MOST) }
}

/** In the order of the list. Who is on it already by phone number stays as they are. */
export async function addPeople(
  pool: Pool,
  vault: Vault,
  hall: HallId,
  campaign: string,
  people: ReadList['people'],
  at: Instant,
): Promise<number> {
  let number = await lastNumber(pool, hall, campaign)
  let added = 0
  for (let from = 0; from < people.length; from += PAGE) {
    const page = people.slice(from, from + PAGE).map(({ name, phone }): Invited => {
      number++
      const about = `${campaign}-${number}`
      const normal = phone === null ? null : normalPhone(phone)
      return {
        number,
        name: vault.seal(name, { hall, ticket: about, field: 'name' }),
        phone: normal === null ? null : vault.seal(normal, { hall, ticket: about, field: 'phone' }),
        phonePerson: normal === null ? null : vault.personOf('phone', normal),
      }
    })
    added += await addInvited(pool, hall, campaign, page, at)
  }
  return added
}
