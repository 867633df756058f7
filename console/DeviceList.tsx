// The hall's kiosks and screens with what was last heard of each: whether it is well, what it shows, who paired it.
import type { Alive, DeviceView } from '../core/device.ts'
import type { PrinterView } from '../core/paper.ts'
import type { HallView } from '../core/protocol.ts'
import { wallDay, wallTime } from '../ui/hallClock.ts'
import { refusalWord, type Speech, useWords } from '../ui/words.ts'

interface ListProps {
  devices: DeviceView[]
  hall: HallView
  printers: readonly PrinterView[]
  /** A manager; others look, and ask for a reload. */
  manages: boolean
  reload: (device: DeviceView) => void
  ask: (what: 'change' | 'revoke', device: DeviceView) => void
}

export function DeviceList({ devices, hall, printers, manages, reload, ask }: ListProps) {
  const words = useWords()
  const { t } = words
  if (devices.length === 0) return <p class="notice">{t('device.none')}</p>
  const down = devices.filter((one) => one.down).length
  return (
    <div class="device-list">
      <p class="soft">
        {t('device.count', { count: devices.length })}
        {down > 0 && <b class="device-down"> · {t('device.down-count', { count: down })}</b>}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('device.column.device')}</th>
            <th scope="col">{t('device.column.state')}</th>
            <th scope="col">{t('device.column.details')}</th>
            <th scope="col">{t('device.column.paired')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {devices.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.name}
                <span class="soft device-line">{placeOf(one, hall, words)}</span>
              </th>
              <td>
                <State device={one} hall={hall} />
              </td>
              <td>
                <Details device={one} />
                {one.printer !== null && (
                  <span class="soft device-line">
                    {t('device.prints', { name: printers.find(({ id }) => id === one.printer)?.name ?? one.printer })}
                  </span>
                )}
              </td>
              <td class="soft">
                {t('device.by', { user: one.pairedBy, at: momentOf(one.pairedAt, hall, words.language) })}
              </td>
              <td class="device-buttons">
                {manages && <Button word={t('device.change')} of={one} press={() => ask('change', one)} />}
                <Button word={t('device.reload')} of={one} press={() => reload(one)} />
                {manages && <Button word={t('device.revoke')} of={one} press={() => ask('revoke', one)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Button({ word, of, press }: { word: string; of: DeviceView; press: () => void }) {
  return (
    <button type="button" class="quiet" aria-label={`${word} ${of.name}`} onClick={press}>
      {word}
    </button>
  )
}

function State({ device, hall }: { device: DeviceView; hall: HallView }) {
  const { t, language } = useWords()
  if (device.down) {
    const since = momentOf(device.seenAt ?? device.pairedAt, hall, language)
    return <b class="device-down">{t('device.down', { since })}</b>
  }
  if (device.seenAt === null) return <span class="soft">{t('device.never')}</span>
  return <span class="device-well">{t('device.alive')}</span>
}

function Details({ device: { said, current } }: { device: DeviceView }) {
  const { t } = useWords()
  if (said === null) return null
  const version = { version: said.version }
  return (
    <>
      <span class={current ? 'soft device-line' : 'device-line device-down'}>
        {t(current ? 'device.version' : 'device.old', version)}
      </span>
      <span class="soft device-line">
        {said.page} · {t('device.screen', said.screen)}
      </span>
      {said.lease !== undefined && <SaidOfLease lease={said.lease} />}
      {said.troubles?.map(({ code, detail }) => (
        <span key={code} class="device-line device-down">
          {t(`device.trouble.${code}`, { detail })}
        </span>
      ))}
      {said.sound !== undefined && (
        <span class={said.sound ? 'soft device-line' : 'device-line device-down'}>
          {t(said.sound ? 'device.sound-on' : 'device.sound-off')}
        </span>
      )}
    </>
  )
}

/** Numbers that a kiosk holds for when no server answers, and what has become of those that it gave. */
function SaidOfLease({ lease: { held, waiting, refused } }: { lease: NonNullable<Alive['lease']> }) {
  const { t, language } = useWords()
  return (
    <>
      {held > 0 && <span class="soft device-line">{t('lease.held', { count: held })}</span>}
      {waiting > 0 && <span class="device-line device-down">{t('lease.waiting', { count: waiting })}</span>}
      {refused.map(({ number, code }) => (
        <span key={number} class="device-line device-down">
          {t('lease.refused', { number, why: refusalWord(language, code) })}
        </span>
      ))}
    </>
  )
}

function placeOf({ kind, zone, counter, screen }: DeviceView, hall: HallView, { t, own }: Speech): string {
  const name = hall.counters.find((one) => one.id === counter)?.name
  const shown = hall.screens?.find((one) => one.id === screen)?.name
  const where = zone ?? (name === undefined ? counter : own(name))
  const places = [where, shown === undefined ? screen : own(shown)].filter((one) => one !== null)
  const place = places.length === 0 ? null : places.join(' · ')
  return place === null ? t(`device.kind.${kind}`) : t('device.place', { kind: t(`device.kind.${kind}`), place })
}

function momentOf(time: string, { timeZone }: HallView, language: string): string {
  const at = Date.parse(time)
  return `${wallDay(at, timeZone, language)} ${wallTime(at, timeZone)}`
}
