// The dialog in which a device gets another name, or is moved to another counter or zone.
import { useEffect, useRef } from 'preact/hooks'
import type { DeviceScope, DeviceView } from '../core/device.ts'
import type { HallView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'
import { DeviceFields, type FieldsOf, givenIn } from './DeviceFields.tsx'

interface ChangeProps {
  device: DeviceView
  hall: HallView
  printers: FieldsOf['printers']
  save: (given: { name: string; scope: DeviceScope }) => Promise<boolean>
  close: () => void
}

export function ChangeDevice({ device, hall, printers, save, close }: ChangeProps) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (event.currentTarget instanceof HTMLFormElement) void save(givenIn(event.currentTarget))
  }
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="change-device">
      <form class="device-change" onSubmit={submit}>
        <h2 id="change-device">{t('device.change-title', { name: device.name })}</h2>
        <DeviceFields hall={hall} printers={printers} device={device} />
        <div class="ask-buttons">
          <button type="button" onClick={close}>
            {t('console.back')}
          </button>
          <button type="submit" class="main-button">
            {t('device.save')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
