// Reads a calendar file as strictly as RFC 5545 is written: a phone that is less patient than others must like it too.
import assert from 'node:assert/strict'

const LINE_OCTETS = 75

/** The properties of each event, texts unescaped; asserts whatever a strict reader would refuse. */
export function readIcs(text: string): Record<string, string>[] {
  assert.ok(text.endsWith('\r\n'), 'the last line ends too')
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) {
    assert.ok(!/[\r\n]/.test(line), 'no bare line ends')
    assert.ok(Buffer.byteLength(line) <= LINE_OCTETS, line)
  }
  const lines = text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')
  assert.deepEqual([lines[0], lines.at(-1)], ['BEGIN:VCALENDAR', 'END:VCALENDAR'])
  for (const needed of ['VERSION:2.0', 'PRODID:'])
    assert.ok(
      lines.some((one) => one.startsWith(needed)),
      needed,
    )
  const events: Record<string, string>[] = []
  let event: Record<string, string> | null = null
  for (const line of lines.slice(1, -1)) {
    if (line === 'BEGIN:VEVENT') event = {}
    else if (line === 'END:VEVENT') {
      events.push(checked(event ?? {}))
      event = null
    } else if (event !== null) {
      const [, name = '', value = ''] = /^([A-Z-]+(?:;[^:]*)?):(.*)$/.exec(line) ?? assert.fail(`no property: ${line}`)
      assert.ok(!(name in event), `twice: ${name}`)
      event[name] = unescaped(value)
    }
  }
  const uids = events.map(({ UID }) => UID)
  assert.equal(new Set(uids).size, uids.length, 'every event has a name of its own')
  return events
}

function checked(event: Record<string, string>): Record<string, string> {
  assert.match(event.UID ?? '', /^[^\s@]+@[^\s@]+$/)
  assert.match(event.DTSTAMP ?? '', /^\d{8}T\d{6}Z$/)
  const [start, end] =
    'DTSTART' in event ? [event.DTSTART, event.DTEND] : [event['DTSTART;VALUE=DATE'], event['DTEND;VALUE=DATE']]
  assert.match(start ?? '', 'DTSTART' in event ? /^\d{8}T\d{6}Z$/ : /^\d{8}$/)
  assert.equal(start?.length, end?.length)
  assert.ok((start ?? '') < (end ?? ''), `${start} to ${end}`)
  return event
}

function unescaped(value: string): string {
  assert.ok(!/(^|[^\\])(\\\\)*[;,]/.test(value), `not escaped: ${value}`)
  return value.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
}
