// What a machine of the hall may be; apart from the schemas, so that the smallest screens need not carry those along.

/** kiosk: gives numbers · lobby: all calls · zone: the calls of one zone · counter: the screen above one counter. */
export const DEVICE_KINDS = ['kiosk', 'lobby', 'zone', 'counter'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]
/** Those that show the calls of many counters, and speak them. */
export const LOBBY_KINDS: readonly DeviceKind[] = ['lobby', 'zone']
