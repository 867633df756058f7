// What presses a step and what does not: keys, scanners; and what becomes of a press when the line, the page or the session goes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openDesk, says, shows } from './support/desk.ts'

const PASSWORD = 'a-long-enough-password'

const { server, cable, token, desk, faults, sitAt, boardOfStaff, take, ticketOf } = await openDesk()

test('? lists the keys of the page and leaves the focus where it was; Alt and a digit leads to a page, a digit alone or a scan to none', async () => {
  const visited = await desk.evaluate(() => history.length)
  await desk.locator('.step.large').focus()
  await desk.keyboard.press('?')
  const help = desk.getByRole('dialog')
  for (const name of ['Call next', 'Undo', 'Small bar', 'Appointments']) await help.getByText(name).first().waitFor()
  assert.deepEqual(await violations(desk), [])
  await desk.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  assert.equal(await desk.evaluate(() => document.activeElement?.className), 'step large')
  await desk.keyboard.press('Alt+2')
  await desk.locator('.top [aria-current]', { hasText: 'Appointments' }).waitFor()
  // A telephone number that missed its field, and a letter of appointment under the scanner, with Enter as scanners end.
  for (const one of '138') await desk.keyboard.press(one, { delay: 60 })
  await desk.keyboard.type('482913467')
  await desk.keyboard.press('Alt+1')
  await desk.locator('.place', { hasText: 'Counter 3' }).waitFor()
  assert.equal(await desk.evaluate(() => history.length), visited + 2, 'no page but the two')
})

test('a scanner presses no step, and single keys can be switched off', async () => {
  await desk.locator('.small-steps [data-step=pause]').focus()
  await scan('https://hall.example/appointment#b17.hcpown')
  await desk.keyboard.press('?')
  const help = desk.getByRole('dialog')
  await help.getByText('My account').last().waitFor()
  await desk.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  await desk.locator('.chip.open', { hasText: 'Free' }).waitFor()
  assert.equal(await desk.locator('.small-steps [data-step=help-out][aria-pressed=true]').count(), 1)

  await desk.locator('.top a[href="#me"]').click()
  await desk.getByLabel('Single keys press steps').click()
  assert.deepEqual(await violations(desk), [])
  await desk.keyboard.press('Alt+1')
  await desk.locator('.place', { hasText: 'Counter 3' }).waitFor()
  assert.equal(await desk.locator('.step kbd').first().isVisible(), false)
  assert.equal(await desk.locator('[aria-keyshortcuts]').count(), 0)
  await desk.keyboard.press('?')
  await desk.keyboard.press('Alt+5')
  await desk.getByLabel('Single keys press steps').click()
  assert.equal(await help.count(), 0)
  await desk.keyboard.press('Alt+1')
  await desk.locator('.place', { hasText: 'Counter 3' }).waitFor()
})

test('a scan answers no dialog of reasons, whatever has the focus there; a digit by hand does', async () => {
  await desk.locator('.small-steps [data-step=pause]').click()
  const dialog = desk.getByRole('dialog')
  for (const place of ['.reasons button', '[type=radio]', '[name=reason]']) {
    await dialog.locator(place).first().focus()
    await scan('3482913467')
    // By a hand, and no answer: by the time it is heard, the scan has done whatever it would.
    await dialog.locator('.reasons button').last().focus()
    await desk.keyboard.press('9', { delay: 100 })
    assert.equal(await dialog.count(), 1, place)
  }
  assert.equal(await dialog.locator('[name=reason]').inputValue(), '3482913467', 'there for whoever works here to see')
  assert.deepEqual(await counterNow(), { state: 'open', reason: null })
  await desk.keyboard.press('2')
  await dialog.waitFor({ state: 'detached' })
  await shows(desk, '.chip', 'Paused')
  assert.deepEqual(await counterNow(), { state: 'paused', reason: 'Fetching papers' })
  await desk.keyboard.press('o')
  await desk.locator('.chip.open', { hasText: 'Free' }).waitFor()
})

async function counterNow(): Promise<{ state: string | undefined; reason: string | null }> {
  const { state, reason = null } = (await boardOfStaff()).counters.find(({ id }) => id === '3') ?? {}
  return { state, reason }
}

/** As a scanner types: all within a few milliseconds, Enter at the end, which presses a button and sends a field. */
async function scan(text: string): Promise<void> {
  await desk.evaluate((all) => {
    for (const key of [...all, 'Enter']) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      const target = document.activeElement as HTMLElement
      if (!target.dispatchEvent(event)) continue
      if (!(target instanceof HTMLInputElement) || target.type === 'radio') {
        if (key === 'Enter') target.click()
      } else if (key === 'Enter') target.form?.requestSubmit()
      else {
        target.value += key
        target.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }
  }, text)
}

test('a press while the line is down is kept, by desk and bar, and acts once when it is back', async () => {
  await take()
  const bar = await sitAt(token, { width: 420, height: 120, path: '#bar/3' })
  await shows(bar, '.bar-number.next', 'A001')
  cable.cut()
  await shows(bar, '.bar-line', 'Cut off since')
  await bar.keyboard.press('n')
  await shows(bar, '.bar-said', 'Not sent yet, trying again: Call next')
  await desk.locator('.banner').waitFor()
  cable.mend()
  await shows(bar, '.bar-number:not(.next)', 'A001')
  await desk.locator('.ticket.called', { hasText: 'A001' }).waitFor()
  assert.equal((await ticketOf('A001'))?.calls, 1)
  await bar.context().close()
})

test('an answer that was lost, and the page loaded anew: the same press is asked for again, and has acted once', async () => {
  await desk.route('**/commands', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await desk.keyboard.press('r')
  await shows(desk, '.held, .notices', 'Recall')
  await desk.unroute('**/commands')
  desk.once('dialog', (dialog) => void dialog.accept())
  await desk.reload()
  await says(desk, 'Called A001 again')
  assert.equal((await ticketOf('A001'))?.calls, 2)
})

test('a session that ended asks for the password over the page, and everything that was typed is there again', async () => {
  await desk.keyboard.press('s')
  await shows(desk, '.ticket.serving', 'A001')
  await desk.keyboard.press('k')
  await desk.getByLabel('Note').fill('brings the old card')
  await ask(server.url, 'DELETE', '/api/v1/session', { token })
  await desk.locator('.sign-in-again').waitFor()
  assert.equal(await desk.inputValue('[name=user]'), 'wang.li')
  assert.deepEqual(await violations(desk), [])
  await desk.fill('[name=password]', PASSWORD)
  await desk.keyboard.press('Enter')
  await desk.locator('.sign-in-again').waitFor({ state: 'detached' })
  assert.equal(await desk.getByLabel('Note').inputValue(), 'brings the old card')
  await desk.getByRole('button', { name: 'Photograph' }).click()
  await says(desk, 'A001 is parked')
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/tickets/2026-11-24-A001/data`, {
    token: server.token,
  })
  assert.deepEqual(
    (body.notes as { text: string }[]).map((one) => one.text),
    ['brings the old card'],
  )
})

const SESSION = '/api/v1/session'
const STALE_MS = 61_000
const TRIED_AGAIN_MS = 1_700
const pressesKept = () =>
  desk.evaluate(() => Object.keys(sessionStorage).filter((one) => one.startsWith('tingxu.press')))

test('a page that was left sends nothing more; opened again, it asks for its press and tidies up', async () => {
  await take()
  await desk.route('**/commands', (route) => route.abort())
  await desk.keyboard.press('n')
  await shows(desk, '.held', 'Call next')
  await desk.locator('.top a[href="#overview"]').click()
  await desk.getByRole('heading', { name: 'The hall now' }).waitFor()
  await desk.unroute('**/commands')
  await desk.waitForTimeout(TRIED_AGAIN_MS)
  assert.equal((await ticketOf('A002'))?.state, 'waiting')
  await desk.locator('.top a[href="#counter"]').click()
  await says(desk, 'Called A002')
  assert.equal((await ticketOf('A002'))?.calls, 1)
  assert.deepEqual(await pressesKept(), [])
})

test('a press from before the session ended is asked about when its clerk is back after a minute', async () => {
  await desk.locator('.ticket.called').waitFor()
  await desk.route('**/commands', (route) => route.abort())
  await desk.keyboard.press('r')
  await shows(desk, '.held', 'Recall')
  await ask(server.url, 'DELETE', SESSION, { token: await signedInNow() })
  await desk.locator('.sign-in-again').waitFor()
  await desk.unroute('**/commands')
  await desk.evaluate((later) => {
    const now = Date.now
    Date.now = () => now() + later
  }, STALE_MS)
  await desk.fill('[name=password]', PASSWORD)
  await desk.keyboard.press('Enter')
  await shows(desk, '.held', 'Recall has waited for a minute')
  assert.equal((await ticketOf('A002'))?.calls, 1)
  await desk.getByRole('button', { name: 'Send it' }).click()
  await says(desk, 'Called A002 again')
  assert.equal((await ticketOf('A002'))?.calls, 2)
  await desk.keyboard.press('m')
  await shows(desk, '.undo', 'A002')
})

async function signedInNow(): Promise<string> {
  const cookies = await desk.context().cookies()
  return cookies.find(({ name }) => name === 'tingxu_session')?.value ?? ''
}

test('a note that was typed and not sent is there when the dialog is opened again; sent, it is gone', async () => {
  await take()
  await desk.keyboard.press('n')
  await shows(desk, '.ticket.called', 'A003')
  await desk.keyboard.press('k')
  const note = desk.getByLabel('Note')
  await note.fill('waits for the photograph')
  // A busy browser tells of a dialog that it has closed only after the next key.
  await desk.evaluate(() =>
    addEventListener('close', (event) => event.stopPropagation(), { capture: true, once: true }),
  )
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('k')
  assert.equal(await note.inputValue(), 'waits for the photograph')
  await desk.getByRole('button', { name: 'Photograph' }).click()
  await says(desk, 'A003 is parked')
  assert.deepEqual(faults, [])
})
