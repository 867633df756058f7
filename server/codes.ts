// Codes from a phone as the second proof (RFC 6238): made, checked, each accepted once; the secret encrypted at rest.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { StaffId } from '../core/ids.ts'
import type { Db, Pool } from './db.ts'
import { sha256 } from './keys.ts'
import { proposeCode, setRecoveryCodes, turnCodeOn, useRecoveryCode, useStep } from './store/codes.ts'

const SECRET_BYTES = 20
const PERIOD_S = 30
/** A phone's clock may be off by one period either way. */
const PERIODS_OFF = 1
const RECOVERY_CODES = 10
const RECOVERY_BYTES = 10
const NONCE_BYTES = 12
const TAG_BYTES = 16
const ISSUER = 'Tingxu'

export interface Enrolment {
  /** Base32, for typing. */
  secret: string
  uri: string
  /** The same as a picture. */
  qr: string
}

export interface Codes {
  /** A new secret, which counts once `confirm` has seen a code of it. Null when codes are on already. */
  enrol(user: StaffId): Promise<Enrolment | null>
  /** The recovery codes, shown this once; null when the code is wrong. */
  confirm(user: StaffId, secret: Buffer, code: string): Promise<string[] | null>
  /** A code of the phone, or a recovery code; each is good once. */
  accept(user: StaffId, secret: Buffer, code: string): Promise<boolean>
}

/** The phone lives in real time, whatever a training hall's clock says. */
export function openCodes(pool: Pool, programSecret: Buffer, now: () => number = Date.now): Codes {
  const key = Buffer.from(hkdfSync('sha256', programSecret, '', 'codes at sign-in', 32))
  const acceptFresh = async (user: StaffId, secret: Buffer, code: string) => {
    const step = stepOf(totp(user, decrypt(key, user, secret)), code, now())
    return step !== null && (await useStep(pool, user, step))
  }
  return {
    enrol: async (user) => {
      const secret = randomBytes(SECRET_BYTES)
      if (!(await proposeCode(pool, user, encrypt(key, user, secret)))) return null
      const one = totp(user, secret)
      const uri = one.toString()
      return { secret: one.secret.base32, uri, qr: renderSVG(uri, { border: 2 }) }
    },
    confirm: async (user, secret, code) => {
      if (!(await acceptFresh(user, secret, code))) return null
      const codes = await newRecoveryCodes(pool, user)
      await turnCodeOn(pool, user)
      return codes
    },
    accept: async (user, secret, code) =>
      /^\d{6}$/.test(plain(code)) ? acceptFresh(user, secret, code) : useRecoveryCode(pool, user, hashOf(code)),
  }
}

function totp(user: StaffId, secret: Buffer): TOTP {
  const buffer = Uint8Array.from(secret).buffer
  return new TOTP({ issuer: ISSUER, label: user, secret: new Secret({ buffer }), period: PERIOD_S })
}

function stepOf(one: TOTP, code: string, at: number): number | null {
  const off = one.validate({ token: plain(code), timestamp: at, window: PERIODS_OFF })
  return off === null ? null : Math.floor(at / 1_000 / PERIOD_S) + off
}

async function newRecoveryCodes(db: Db, user: StaffId): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const text = new Secret({ buffer: Uint8Array.from(randomBytes(RECOVERY_BYTES)).buffer }).base32.toLowerCase()
    return (text.match(/.{4}/g) ?? []).join('-')
  })
  await setRecoveryCodes(db, user, codes.map(hashOf))
  return codes
}

/** As people type it: with spaces, hyphens, capitals. */
function plain(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase()
}

/** 80 random bits need no slow hash. */
function hashOf(code: string): Buffer {
  return sha256(`recovery\0${plain(code)}`)
}

/** Bound to the account: a secret copied into another row does not open it. */
function encrypt(key: Buffer, user: StaffId, secret: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(user))
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()])
}

function decrypt(key: Buffer, user: StaffId, kept: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, kept.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(user)).setAuthTag(kept.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(kept.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
}
