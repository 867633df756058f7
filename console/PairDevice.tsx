// The form that pairs: the code from the device's screen, and what the device is from now on.
import { useState } from 'preact/hooks'
import type { DeviceScope } from '../core/device.ts'
import type { HallView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'
import { DeviceFields, type FieldsOf, givenIn } from './DeviceFields.tsx'

/** Six characters, and room for the blanks that people put between them. */
const CODE_TYPED_MOST = 12

interface PairProps {
  hall: HallView
  printers: FieldsOf['printers']
  /** Answers whether it worked; what was typed stays in the form when it did not. */
  pair: (given: { code: string; name: string; scope: DeviceScope }) => Promise<boolean>
}

export function PairDevice({ hall, printers, pair }: PairProps) {
  const { t } = useWords()
  const [round, setRound] = useState(0)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = event.currentTarget
    const code = String(new FormData(form).get('code') ?? '')
    if (!(await pair({ code, ...givenIn(form) }))) return
    form.reset()
    // What the fields remember of themselves goes too.
    setRound(round + 1)
  }
  return (
    <form class="add" onSubmit={submit}>
      <h2>{t('device.pair')}</h2>
      <p class="soft">{t('device.about')}</p>
      <label>
        {t('device.code')}
        <input
          class="device-code digits"
          name="code"
          maxLength={CODE_TYPED_MOST}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
        />
      </label>
      <DeviceFields key={round} hall={hall} printers={printers} />
      <button type="submit">{t('device.pair')}</button>
    </form>
  )
}
