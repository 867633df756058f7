// The mark of the hall beside its name, on white so that any mark can be seen on any colour.
import type { HallView } from '../core/protocol.ts'

export function Logo({ hall }: { hall: HallView | null }) {
  const address = hall?.look?.logo
  // The name stands beside it.
  return address === undefined ? null : <img class="logo" src={address} alt="" />
}
