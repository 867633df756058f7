// Kiosks and screens: paired by the code they show, and seen from afar, those that are down first.
import words from 'words:lease'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceView } from '../core/device.ts'
import type { Problem } from '../core/protocol.ts'
import { request } from '../ui/request.ts'
import { bringWords, refusalWord, useWords, type WordKey } from '../ui/words.ts'
import { AskDialog } from './AskDialog.tsx'
import { ChangeDevice } from './ChangeDevice.tsx'
import { DeviceList } from './DeviceList.tsx'
import './devices.css'
import type { Hall } from './given.ts'
import { PairDevice } from './PairDevice.tsx'

bringWords(words)

const PATH = '/api/v1/devices'
const AGAIN_MS = 5_000
const KNOWN = [
  'no_such_code',
  'no_such_device',
  'no_such_zone',
  'no_such_counter',
  'no_such_screen',
  'no_such_printer',
  'malformed',
]

export function DevicesPage({ hall, account, session, printers }: Hall) {
  const { t, language } = useWords()
  const [devices, setDevices] = useState<DeviceView[] | null>(null)
  const [open, setOpen] = useState<{ do: 'change' | 'revoke'; device: DeviceView } | null>(null)
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const manages = account.role === 'manager'
  const refuse = (problem: Problem) => {
    if (problem.status === 401) session.lose()
    const { code, field = '' } = problem
    const text = KNOWN.includes(code) ? t(`device.refused.${code}` as WordKey, { field }) : refusalWord(language, code)
    setTold({ good: false, text })
  }
  const load = async () => {
    const answer = await request('GET', `${PATH}?hall=${encodeURIComponent(hall.id)}`)
    if (answer.ok) setDevices((answer.body as { devices: DeviceView[] }).devices)
    else refuse(answer.problem)
  }
  useEffect(() => {
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [hall.id])
  /** Answers whether it worked. */
  const send = async (method: string, path: string, body: object | undefined, done: WordKey, name: string) => {
    const answer = await request(method, `${PATH}/${path}`, body)
    if (!answer.ok) {
      refuse(answer.problem)
      return false
    }
    setOpen(null)
    setTold({ good: true, text: t(done, { name }) })
    await load()
    return true
  }
  return (
    <main class={manages ? 'sheet people devices' : 'sheet devices'}>
      <h1>{t('device.title')}</h1>
      <p class={told?.good === false ? 'told bad' : 'told good'} role="status">
        {told?.text ?? ''}
      </p>
      {manages && (
        <PairDevice
          hall={hall}
          printers={printers.all}
          pair={(given) => send('POST', 'pair', { ...given, hall: hall.id }, 'device.paired', given.name)}
        />
      )}
      {devices !== null && (
        <DeviceList
          devices={devices}
          printers={printers.all}
          hall={hall}
          manages={manages}
          reload={({ id, name }) => void send('POST', `${id}/reload`, undefined, 'device.reloading', name)}
          ask={(what, device) => setOpen({ do: what, device })}
        />
      )}
      {open?.do === 'change' && (
        <ChangeDevice
          device={open.device}
          hall={hall}
          printers={printers.all}
          close={() => setOpen(null)}
          save={(given) => send('PATCH', open.device.id, given, 'device.changed', given.name)}
        />
      )}
      {open?.do === 'revoke' && (
        <AskDialog
          question={t('device.revoke-sure', { name: open.device.name })}
          yes={t('device.revoke')}
          onYes={() => void send('DELETE', open.device.id, undefined, 'device.revoked', open.device.name)}
          close={() => setOpen(null)}
        />
      )}
    </main>
  )
}
