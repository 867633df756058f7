// By which keyed hashes somebody is recognised who gave a phone or card number, without keeping the number.
import { normalCard, normalPhone } from '../core/person.ts'
import type { Given } from './press.ts'
import type { Vault } from './vault.ts'

export function personsOf(vault: Vault, { phone, card }: Given): Buffer[] {
  const persons: Buffer[] = []
  if (phone !== undefined) persons.push(vault.personOf('phone', normalPhone(phone)))
  const normal = card === undefined ? null : normalCard(card)
  if (normal !== null) persons.push(vault.personOf('card', normal))
  return persons
}
