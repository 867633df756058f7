// Where a request comes from: through which proxies, and out of which network.
import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import fastifyRateLimit from '@fastify/rate-limit'

/** Whether an address is one of these, or lies in one of these networks. Throws when one of them is none. */
export function isAmong(networks: readonly string[]): (address: string) => boolean {
  const among = proxyAddr.compile([...networks])
  return (address) => among(address, 0)
}

/** Of a request that no route has seen yet: what fastify would call its `ip`. */
export function addressReader(trusted: readonly string[]): (request: IncomingMessage) => string {
  const trusts = proxyAddr.compile([...trusted])
  return (request) => oneOf(proxyAddr(request, trusts))
}

/** Whoever has one IPv6 address has a network of them: it counts as one. */
export function oneOf(address: string): string {
  return fastifyRateLimit.normalizeIP(address)
}
