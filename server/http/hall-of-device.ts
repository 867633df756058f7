// A hall for the machines that stand in it: looked up, and refused to all others. A hall for trying out takes everybody's for its own.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeviceKind } from '../../core/deviceKinds.ts'
import type { OpenHall } from '../halls.ts'
import { sendProblem } from './problem.ts'
import type { Tools } from './tools.ts'

/** Null: there is none, or it is not for whoever asks, and the reply says so. `staff`: whoever is signed in. */
export function hallOfDevice(
  { params, device, account }: Pick<FastifyRequest<{ Params: { hall: string } }>, 'params' | 'device' | 'account'>,
  reply: FastifyReply,
  { halls }: Pick<Tools, 'halls'>,
  kinds: readonly (DeviceKind | 'staff')[],
): OpenHall | null {
  const hall = halls.get(params.hall)
  const refuse = (status: number, code: string, more = {}) => {
    sendProblem(reply, status, code, more)
    return null
  }
  if (hall === undefined) return refuse(404, 'no_such_hall', { field: 'hall' })
  const isOpen = hall.board.file.policy.devices === 'open'
  const isStaff = account !== null && kinds.includes('staff')
  const isOwn = device !== null && device.hall === hall.id && kinds.includes(device.kind)
  return isOpen || isStaff || isOwn ? hall : refuse(403, 'forbidden')
}
