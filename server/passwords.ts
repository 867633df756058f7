// Passwords: how they are kept, made up, and which are refused because they are tried first.
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { StaffId } from '../core/ids.ts'
import { newToken } from './keys.ts'

/** OWASP ASVS 5.0, 6.2.1: at least eight characters; long ones are welcome. */
export const PASSWORD_LEAST = 8
export const PASSWORD_MOST = 200
/** OWASP's argon2id setting for 19 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Fewer different characters than this are a pattern and not a password. */
const DIFFERENT_LEAST = 4

/** What guessers try first, of those with eight characters or more; compared without case and without what is added behind. */
const COMMON = new Set(
  `password passw0rd p@ssw0rd p@ssword qwertyuiop qwertyui asdfghjkl asdfghjk zxcvbnm zxcvbnm1 qwerty qwerty123 1qaz2wsx
   1qaz2wsx3edc zaq12wsx q1w2e3r4 1q2w3e4r 1q2w3e4r5t abcd1234 abc12345 abcdefgh abcdefg a1234567 a12345678 aa123456
   aa12345678 12345678a 123456aa 123456789a iloveyou woaini woaini1314 woaini520 woaini521 wodemima 5201314 52013145
   1314520 13145201 147258369 159357 15935728 123123123 12341234 11223344 1122334455 112233 12344321 0987654321 98765432
   987654321 87654321 12345678 123456789 1234567890 123456 147852369 741852963 789456123 123654789 admin admin123
   admin888 administrator root toor letmein welcome welcome1 sunshine football baseball princess superman batman
   trustno1 changeme changeit master monkey dragon shadow michael computer internet starwars whatever freedom
   login guest default test1234 testtest test tingxu`.split(/\s+/),
)

/** Why a password is refused, or null. */
export function passwordFault(password: string, user: StaffId): 'password_common' | 'password_is_user' | null {
  const plain = password.toLowerCase()
  const stem = plain.replace(/[\d\W_]+$/, '')
  const own = user.toLowerCase()
  if (plain === own || stem === own || stem === own.replace(/[\d\W_]+$/, '')) return 'password_is_user'
  if (COMMON.has(plain) || COMMON.has(stem) || new Set(plain).size < DIFFERENT_LEAST) return 'password_common'
  return null
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID)
}

/** Checked against for unknown users, so that the answer takes as long as for known ones. */
const nobody = hashPassword(newToken())

export async function isPassword(hashed: string | undefined, password: string): Promise<boolean> {
  const right = await verify(hashed ?? (await nobody), password)
  return hashed !== undefined && right
}

const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 5
const GROUP = 4

/** A password nobody chose: five groups that can be read over the phone, 99 bits. */
export function madeUpPassword(): string {
  const group = () => Array.from({ length: GROUP }, () => READABLE[randomInt(READABLE.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
