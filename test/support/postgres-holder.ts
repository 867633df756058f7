// A program that starts the embedded PostgreSQL, says so in one line of JSON, and stays until its input ends.
import { EmbeddedFault } from '../../server/embedded/fault.ts'
import { startPostgres } from '../../server/embedded/start.ts'

const [dataDir = ''] = process.argv.slice(2)
const lines: string[] = []
process.on('SIGINT', () => {}) // like a server that still has requests to answer
try {
  const server = await startPostgres({ dataDir, log: (line) => lines.push(line) })
  console.log(JSON.stringify({ connection: server.connection, postgres: server.pid, lines }))
  process.stdin.on('end', () => server.stop()).resume()
} catch (error) {
  if (!(error instanceof EmbeddedFault)) throw error
  console.log(JSON.stringify({ fault: error.code, message: error.message }))
}
