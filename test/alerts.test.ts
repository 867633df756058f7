// Alert rules: raised when over, told since when, and not coming and going with each person who is called.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AlertScene, alertsOf, DEFAULT_ALERTS } from '../core/alerts.ts'
import { MINUTE } from '../core/time.ts'

const NINE = Date.parse('2026-11-24T09:00:00+08:00')
const minute = (count: number) => NINE + count * MINUTE
const line = (service: string, count: number, since = NINE): AlertScene['waiting'] =>
  Array.from({ length: count }, (_, i) => ({ service, since: since + i * MINUTE }))
const scene = (waiting: AlertScene['waiting'], rest: Partial<AlertScene> = {}): AlertScene => ({
  waiting,
  paused: [],
  ...rest,
})

test('by default: more than ten at one service, not ten, and not eleven at two', () => {
  const at = minute(11)
  assert.deepEqual(alertsOf(DEFAULT_ALERTS, scene(line('deed', 10)), at), [])
  assert.deepEqual(alertsOf(DEFAULT_ALERTS, scene([...line('deed', 6), ...line('passport', 5)]), at), [])
  const [raised, ...others] = alertsOf(DEFAULT_ALERTS, scene(line('deed', 11)), at)
  assert.deepEqual(others, [])
  assert.deepEqual(raised, { rule: 'too-many', metric: 'waiting', about: 'deed', value: 11, since: minute(10) })
})

test('by default: a wait of over thirty minutes, since it was that long', () => {
  const waits = scene(line('deed', 1))
  assert.deepEqual(alertsOf(DEFAULT_ALERTS, waits, minute(30)), [])
  const [raised] = alertsOf(DEFAULT_ALERTS, waits, minute(34))
  assert.deepEqual(raised, { rule: 'too-long', metric: 'longest-wait', about: 'deed', value: 34, since: minute(30) })
})

test('what is raised stays, with its time, until it is clearly over', () => {
  const raised = alertsOf(DEFAULT_ALERTS, scene(line('deed', 11)), minute(11))
  const fewer = alertsOf(DEFAULT_ALERTS, scene(line('deed', 9, minute(2))), minute(12), raised)
  assert.deepEqual(
    fewer.map(({ value, since }) => [value, since]),
    [[9, minute(10)]],
  )
  assert.deepEqual(alertsOf(DEFAULT_ALERTS, scene(line('deed', 8, minute(3))), minute(13), fewer), [])
  // Never raised before: nine are not too many.
  assert.deepEqual(alertsOf(DEFAULT_ALERTS, scene(line('deed', 9)), minute(12)), [])
})

test('paused with people waiting counts from when both are so; a rule for one service sees that one alone', () => {
  const rule = { id: 'away', metric: 'paused-with-waiting', threshold: 5, roles: ['manager'] } as const
  const paused = [{ counter: '3', since: minute(0), serves: ['deed'] }]
  const rules = [{ ...rule, roles: [...rule.roles] }]
  assert.deepEqual(alertsOf(rules, scene(line('passport', 1), { paused }), minute(30)), [])
  const waits = scene([{ service: 'deed', since: minute(10) }], { paused })
  assert.deepEqual(alertsOf(rules, waits, minute(15)), [])
  assert.deepEqual(
    alertsOf(rules, waits, minute(16)).map(({ about, value }) => [about, value]),
    [['3', 6]],
  )
  const ofPassport = rules.map((one) => ({ ...one, service: 'passport' }))
  assert.deepEqual(alertsOf(ofPassport, waits, minute(30)), [])
})

test('devices that are down are told where they are known', () => {
  const rules = [{ id: 'down', metric: 'device-down' as const, threshold: 2, roles: ['manager' as const] }]
  const devicesDown = [{ id: 'kiosk-1', since: NINE }]
  assert.equal(alertsOf(rules, scene([], { devicesDown }), minute(3))[0]?.about, 'kiosk-1')
  assert.deepEqual(alertsOf(rules, scene([]), minute(3)), [])
})

test('an audio zone in which nobody speaks is told by default after a minute', () => {
  const silent = [{ zone: 'A', since: NINE }]
  assert.deepEqual(alertsOf(DEFAULT_ALERTS, scene([], { silent }), minute(1)), [])
  const [raised] = alertsOf(DEFAULT_ALERTS, scene([], { silent }), minute(3))
  assert.deepEqual([raised?.metric, raised?.about, raised?.value], ['nobody-speaks', 'A', 3])
})
