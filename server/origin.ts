// Does a page of our own ask? Browsers name the origin of a request that another site's page could have made.

/** True without an origin (programs, same-site navigation) and for our own; false for any other page. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

/** Where a phone in the hall would find the page that asks; null when only this very machine does. */
export function phoneOrigin({ protocol, host }: { protocol: string; host: string }): string | null {
  return /^(localhost|127\.|\[::1\])/.test(host) || host === '' ? null : `${protocol}://${host}`
}
