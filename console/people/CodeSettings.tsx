// Codes from the phone: scan, show one code, keep the recovery codes; off again with password and code.
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { Ask } from './Ask.tsx'
import type { Told } from './useTold.ts'

const PATH = '/api/v1/session/code'

interface State {
  on: boolean
  recoveryCodes: number
}
interface Enrolment {
  secret: string
  qr: string
}

export function CodeSettings({ ask, say }: Told) {
  const { t } = useWords()
  const [state, setState] = useState<State | null>(null)
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [recovery, setRecovery] = useState<string[] | null>(null)
  const load = async () => setState((await ask<State>('GET', PATH)) ?? null)
  useEffect(() => void load(), [])
  const begin = async ({ password = '' }) => {
    const begun = await ask<Enrolment>('POST', PATH, { password })
    if (begun !== undefined) setEnrolment(begun)
  }
  const confirm = async ({ code = '' }) => {
    const done = await ask<{ recoveryCodes: string[] }>('PUT', PATH, { code })
    if (done === undefined) return
    setEnrolment(null)
    setRecovery(done.recoveryCodes)
    say(t('staff.codes-on-now'))
    await load()
  }
  const off = async ({ password = '', code = '' }) => {
    if ((await ask('POST', `${PATH}/off`, { password, code })) === undefined) return
    setRecovery(null)
    say(t('staff.codes-off-now'))
    await load()
  }
  if (state === null) return null
  return (
    <section>
      <h2>{t('staff.codes')}</h2>
      <p class="soft">{t(state.on ? 'staff.codes-are-on' : 'staff.codes-about', { count: state.recoveryCodes })}</p>
      {recovery !== null && <RecoveryCodes codes={recovery} />}
      {!state.on && enrolment === null && <Ask asks={['password']} yes={t('staff.codes-begin')} onYes={begin} />}
      {enrolment !== null && <Scan {...enrolment} confirm={confirm} />}
      {state.on && <Ask asks={['password', 'code']} yes={t('staff.codes-off')} onYes={off} />}
    </section>
  )
}

function Scan({ secret, qr, confirm }: Enrolment & { confirm: (given: { code?: string }) => Promise<void> }) {
  const { t } = useWords()
  return (
    <div class="scan">
      <img class="qr" alt={t('staff.codes-qr')} src={`data:image/svg+xml,${encodeURIComponent(qr)}`} />
      <div class="fields">
        <p>{t('staff.codes-scan')}</p>
        <p>
          {t('staff.codes-type')} <code class="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <Ask asks={['code']} phoneOnly yes={t('staff.codes-confirm')} onYes={confirm} />
      </div>
    </div>
  )
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const { t } = useWords()
  return (
    <div class="recovery">
      <p>{t('staff.recovery-about')}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
