// How our own program reaches its PostgreSQL, and how nobody else does: a socket in a closed folder,
// or on Windows, which has no such thing, a port on the loopback with a password.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

export type Address = {
  host: string
  port: number
  user: string
  password?: string
  /** For initdb; set where there is a password. */
  passwordFile?: string
  /** The socket's folder when it lies outside the data folder, to be removed after use. */
  temporaryFolder?: string
  /** A second note that the server leaves beside its socket; with a stranger's number in it, it stops the next start. */
  socketNote?: string
  /** The line of pg_hba.conf that lets us in. */
  access: string
  /** Settings of the server that no other may override. */
  options: Record<string, string>
}

export const USER = 'tingxu'

export function socketAddress(folder: string, home: string): Address {
  // The setting is a list: a comma or a space in a name would end it.
  const quoted = `"${folder.replaceAll('"', '""')}"`
  return {
    host: folder,
    port: 5432, // part of the socket's name only
    user: USER,
    ...(dirname(folder) === home ? {} : { temporaryFolder: folder }),
    socketNote: join(folder, '.s.PGSQL.5432.lock'),
    access: 'local all all trust',
    options: { listen_addresses: '', unix_socket_directories: quoted, unix_socket_permissions: '0700' },
  }
}

export async function loopbackAddress(dataDir: string): Promise<Address> {
  const passwordFile = join(dataDir, 'postgres.password')
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return {
    host: '127.0.0.1',
    port: await freePort(),
    user: USER,
    password: readFileSync(passwordFile, 'utf8').trim(),
    passwordFile,
    access: 'host all all 127.0.0.1/32 scram-sha-256',
    options: { listen_addresses: '127.0.0.1', unix_socket_directories: '' },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
