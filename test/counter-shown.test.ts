// What the screen above a counter says, and what a lobby says of now and next.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latestCalls } from '../core/calls.ts'
import { counterShown } from '../core/counter-shown.ts'
import { nowNext } from '../core/now-next.ts'

const service = (id: string, change: object = {}) => ({ id, open: true, ...change })
const hall = (...services: object[]) =>
  ({
    services,
    counters: [
      {
        id: '1',
        serves: [
          { service: 'a', tier: 1 },
          { service: 'b', tier: 2 },
        ],
      },
    ],
  }) as never
const board = (counter: object, waiting = 0) =>
  ({
    counters: [{ id: '1', state: 'open', ticket: null, number: null, serving: false, ...counter }],
    services: [{ id: 'a', waiting }],
  }) as never
const OVER = { open: false, closedSince: '2026-11-24T17:30:00+08:00' }

test('each state of a counter, and extended service only while somebody is still served after closing time', () => {
  const shown = (counter: object, services: object[] = [service('a'), service('b')], waiting = 0) => {
    const { state, extended, number } = counterShown(hall(...services), board(counter, waiting), '1')
    return [state, number, extended].join(' ').replace('  ', ' ')
  }
  assert.equal(shown({}), 'free false')
  assert.equal(shown({ number: 'A001', ticket: 't' }), 'come A001 false')
  assert.equal(shown({ number: 'A001', ticket: 't', serving: true }), 'serving A001 false')
  assert.equal(shown({ state: 'paused' }), 'paused false')
  assert.equal(shown({ state: 'closed' }), 'closed false')
  assert.equal(
    shown({ number: 'A001', ticket: 't', serving: true }, [service('a', OVER), service('b')]),
    'serving A001 true',
  )
  assert.equal(shown({}, [service('a', OVER)], 2), 'free true')
  assert.equal(shown({}, [service('a', OVER)], 0), 'free false', 'nobody is left')
  assert.equal(shown({ state: 'closed' }, [service('a', OVER)], 2), 'closed false')
  assert.equal(
    shown({ number: 'A001', ticket: 't' }, [service('a', { open: false })]),
    'come A001 false',
    'before opening',
  )
  assert.equal(counterShown(hall(), { counters: [], services: [] }, '9').state, 'closed')
})

test('the hall is open until the last of its services closes, and opens next with the first', () => {
  const of = (open: boolean, closesAt: string | null, nextOpening: string | null) => ({ open, closesAt, nextOpening })
  const [noon, five, morning] = ['2026-11-24T12:00:00+08:00', '2026-11-24T17:30:00+08:00', '2026-11-25T08:30:00+08:00']
  assert.deepEqual(nowNext([of(true, noon, null), of(true, five, null), of(false, null, morning)]), {
    open: true,
    until: five,
  })
  assert.deepEqual(nowNext([of(false, null, morning), of(false, null, null)]), { open: false, next: morning })
  assert.deepEqual(nowNext([of(false, null, null)]), { open: false, next: null })
  assert.deepEqual(nowNext([]), { open: false, next: null })
})

test('whom a counter still waits for stays among the calls, however many were called since', () => {
  const calls = Array.from({ length: 60 }, (_, i) => ({ seq: i, state: i === 50 ? 'called' : 'done' }))
  const kept = latestCalls(calls)
  assert.equal(kept.length, 31)
  assert.equal(kept.at(-1)?.seq, 50)
})
