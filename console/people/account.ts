// An account as a manager sees it.
import type { StaffRole } from '../../core/ticket.ts'

export interface Account {
  user: string
  name: string
  role: StaffRole
  hall: string | null
  active: boolean
  /** Where they are told of sessions they work in. */
  mail: string | null
  version: number
  mustChange: boolean
  hasCode: boolean
}

export const STAFF_PATH = '/api/v1/staff'
/** Letters. */
export const MAIL_MOST = 254
