// What can be asked about numbers that a kiosk holds ready, and by whom.
import { Lease } from './lease.ts'
import type { Role } from './ticket.ts'

export const LEASE_ACTIONS = {
  lease: { event: 'leased', roles: ['kiosk'] as readonly Role[], inputs: Lease },
} as const
