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
