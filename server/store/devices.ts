// Kiosks and screens: those that wait to be paired, those that are, and when they were last heard of.
import type { Alive } from '../../core/device.ts'
import type { DeviceKind } from '../../core/deviceKinds.ts'
import type { HallId, StaffId } from '../../core/ids.ts'
import type { Instant } from '../../core/time.ts'
import type { Db } from '../db.ts'

export interface Request {
  id: string
  kind: DeviceKind
  code: string
  askedFrom: string
}

export interface Device {
  id: string
  hall: HallId
  kind: DeviceKind
  name: string
  zone: string | null
  counter: string | null
  screen: string | null
  /** Of a kiosk: the printer of the hall file at which its papers come out. */
  printer: string | null
  /** Hex of the hash; null until the device has fetched its token. */
  token: string | null
  /** It has not used its token yet. */
  fresh: boolean
  pairedBy: StaffId
  pairedAt: Instant
  reloadAt: Instant | null
  seenAt: Instant | null
  seen: Alive | null
  /** Where it reached the hall, if a phone would find it there too. */
  origin: string | null
}

const DEVICE = `id, hall, kind, name, zone, counter, screen, printer, encode(token_hash, 'hex') AS token, secret_hash IS NOT NULL AS fresh,
  paired_by AS "pairedBy", paired_at AS "pairedAt", reload_at AS "reloadAt", seen_at AS "seenAt", seen, origin`

/** Takes the lapsed ones away, then adds one unless there are too many. False when there are, or when the code is taken. */
export async function addRequest(
  db: Db,
  { id, kind, code, askedFrom }: Request,
  secretHash: Buffer,
  { minutes, most, mostFrom }: { minutes: number; most: number; mostFrom: number },
): Promise<boolean> {
  await db.query('DELETE FROM device_requests WHERE asked_at < now() - make_interval(mins => $1)', [minutes])
  const { rowCount } = await db.query(
    `INSERT INTO device_requests (id, kind, code, secret_hash, asked_from)
     SELECT $1, $2, $3, $4, $5
     WHERE (SELECT count(*) FROM device_requests) < $6
       AND (SELECT count(*) FROM device_requests WHERE asked_from = $5) < $7
     ON CONFLICT (code) DO NOTHING`,
    [id, kind, code, secretHash, askedFrom, most, mostFrom],
  )
  return rowCount === 1
}

/** Whether this one still waits and asks with its own secret. */
export async function requestWaits(db: Db, id: string, secretHash: Buffer, minutes: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT 1 FROM device_requests
     WHERE id = $1 AND secret_hash = $2 AND asked_at >= now() - make_interval(mins => $3)`,
    [id, secretHash, minutes],
  )
  return rowCount === 1
}

/** In one statement: a code is claimed once, whoever types it at the same moment. */
export async function claimRequest(
  db: Db,
  code: string,
  minutes: number,
  as: Pick<Device, 'hall' | 'kind' | 'name' | 'zone' | 'counter' | 'screen' | 'printer' | 'pairedBy'>,
): Promise<Device | undefined> {
  const { rows } = await db.query<Device>(
    `WITH claimed AS (
       DELETE FROM device_requests WHERE code = $1 AND asked_at >= now() - make_interval(mins => $2)
       RETURNING id, secret_hash
     )
     INSERT INTO devices (id, hall, kind, name, zone, counter, paired_by, screen, printer, secret_hash)
     SELECT id, $3, $4, $5, $6, $7, $8, $9, $10, secret_hash FROM claimed
     RETURNING ${DEVICE}`,
    [code, minutes, as.hall, as.kind, as.name, as.zone, as.counter, as.pairedBy, as.screen, as.printer],
  )
  return rows[0]
}

/** A new token in the place of the one before; only who holds the secret of the pairing gets one, and only while it lasts. */
export async function giveToken(
  db: Db,
  id: string,
  secretHash: Buffer,
  tokenHash: Buffer,
  minutes: number,
): Promise<Device | undefined> {
  const { rows } = await db.query<Device>(
    `UPDATE devices SET token_hash = $3
     WHERE id = $1 AND secret_hash = $2 AND paired_at >= now() - make_interval(mins => $4) RETURNING ${DEVICE}`,
    [id, secretHash, tokenHash, minutes],
  )
  return rows[0]
}

/** From its first use on a token is the device's only proof. */
export async function forgetSecret(db: Db, id: string): Promise<void> {
  await db.query('UPDATE devices SET secret_hash = NULL WHERE id = $1', [id])
}

export async function listDevices(db: Db): Promise<Device[]> {
  const { rows } = await db.query<Device>(`SELECT ${DEVICE} FROM devices ORDER BY paired_at, id`)
  return rows
}

export async function changeDevice(
  db: Db,
  id: string,
  {
    name,
    kind,
    zone,
    counter,
    screen,
    printer,
  }: Pick<Device, 'name' | 'kind' | 'zone' | 'counter' | 'screen' | 'printer'>,
): Promise<void> {
  await db.query(
    'UPDATE devices SET name = $2, kind = $3, zone = $4, counter = $5, screen = $6, printer = $7 WHERE id = $1',
    [id, name, kind, zone, counter, screen, printer],
  )
}

export async function askReload(db: Db, id: string, at: Instant): Promise<void> {
  await db.query('UPDATE devices SET reload_at = to_timestamp($2::float8 / 1000) WHERE id = $1', [id, at])
}

/** False when it was gone already. */
export async function removeDevice(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM devices WHERE id = $1', [id])
  return rowCount === 1
}

/** All that were heard of since the last time, in one statement. */
export async function saveSeen(
  db: Db,
  seen: readonly { id: string; at: Instant; said: Alive; origin: string | null }[],
): Promise<void> {
  await db.query(
    `UPDATE devices SET seen_at = to_timestamp(heard.at / 1000), seen = heard.said, origin = heard.origin
     FROM unnest($1::text[], $2::float8[], $3::json[], $4::text[]) AS heard (id, at, said, origin)
     WHERE devices.id = heard.id`,
    [
      seen.map(({ id }) => id),
      seen.map(({ at }) => at),
      seen.map(({ said }) => JSON.stringify(said)),
      seen.map(({ origin }) => origin),
    ],
  )
}
