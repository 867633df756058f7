// By which keyed hashes somebody is recognised who gave a phone or card number, without keeping the number.
import { normalCard, normalPhone } from '../core/person.ts'
import type { Given } from './press.ts'
import type { Vault } from './vault.ts'

const NOBODY: readonly Buffer[] = []

/** A press is looked at from several sides, and each wants to know who it is. */
const known = new WeakMap<Given, { vault: Vault; persons: readonly Buffer[] }>()

export function personsOf(vault: Vault, given: Given | undefined): readonly Buffer[] {
  if (given === undefined) return NOBODY
  const found = known.get(given)
  if (found?.vault === vault) return found.persons
  const persons = reckoned(vault, given)
  known.set(given, { vault, persons })
  return persons
}

function reckoned(vault: Vault, { phone, card }: Given): Buffer[] {
  const persons: Buffer[] = []
  if (phone !== undefined) persons.push(vault.personOf('phone', normalPhone(phone)))
  const normal = card === undefined ? null : normalCard(card)
  if (normal !== null) persons.push(vault.personOf('card', normal))
  return persons
}
