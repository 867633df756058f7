// What a device is called and what it is: the fields that pairing and changing share.
import { useState } from 'preact/hooks'
import type { DeviceScope, OwnDevice } from '../core/device.ts'
import { DEVICE_KINDS, type DeviceKind } from '../core/deviceKinds.ts'
import type { HallView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'

/** What a form with these fields says. */
export function givenIn(form: HTMLFormElement): { name: string; scope: DeviceScope } {
  const fields = new FormData(form)
  const text = (name: string) => String(fields.get(name) ?? '').trim()
  const scope: DeviceScope = { kind: text('kind') as DeviceKind }
  if (fields.has('zone')) scope.zone = text('zone')
  if (fields.has('counter')) scope.counter = text('counter')
  if (text('screen') !== '') scope.screen = text('screen')
  return { name: text('name'), scope }
}

/** `device`: as it is now, when it is there already. */
export function DeviceFields({ hall, device }: { hall: HallView; device?: OwnDevice }) {
  const { t, own } = useWords()
  const [kind, setKind] = useState<DeviceKind | ''>(device?.kind ?? '')
  const zones = [...new Set(hall.counters.map((one) => one.zone))].sort()
  return (
    <>
      <label>
        {t('device.name')} <span class="soft">{t('device.name-hint')}</span>
        <input name="name" maxLength={200} autocomplete="off" required defaultValue={device?.name ?? ''} />
      </label>
      <label>
        {t('device.kind')}
        <select
          name="kind"
          required
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as DeviceKind | '')}
        >
          <option value="">{t('device.choose')}</option>
          {DEVICE_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`device.kind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'zone' && (
        <label>
          {t('device.zone')}
          <select name="zone" required>
            <option value="">{t('device.choose')}</option>
            {zones.map((zone) => (
              <option key={zone} value={zone} selected={zone === device?.zone}>
                {zone}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === 'counter' && (
        <label>
          {t('device.counter')}
          <select name="counter" required>
            <option value="">{t('device.choose')}</option>
            {hall.counters.map(({ id, name }) => (
              <option key={id} value={id} selected={id === device?.counter}>
                {own(name)}
              </option>
            ))}
          </select>
        </label>
      )}
      {(kind === 'lobby' || kind === 'zone') && hall.screens !== undefined && (
        <label>
          {t('device.screen-of')}
          <select name="screen">
            <option value="">{t('device.screen-of.usual')}</option>
            {hall.screens.map(({ id, name }) => (
              <option key={id} value={id} selected={id === device?.screen}>
                {own(name)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  )
}
