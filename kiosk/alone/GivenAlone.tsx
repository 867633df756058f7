// A number that the kiosk gave by itself: that it is valid, since when it counts, what to do with it, and the code for later.
import { useEffect } from 'preact/hooks'
import type { OwnPaper } from '../../core/paper.ts'
import type { HallView, ServiceView } from '../../core/protocol.ts'
import { Icon } from '../../ui/Icon.tsx'
import { clockTime } from '../../ui/times.ts'
import { useWords } from '../../ui/words.ts'
import { printPicture } from '../browserPrint.ts'
import { GivenEnd, NumberShown, ToBring } from '../Given.tsx'
import type { Aloud } from '../useAloud.ts'
import { pageAddress, paperOf } from './paper.ts'
import { QrCode } from './QrCode.tsx'
import type { Given } from './store.ts'

interface Shown {
  hall: HallView
  /** Where this kiosk's papers come out; null: nowhere. A printer in the network is the server's to reach. */
  paper: OwnPaper | null
  services: ServiceView[]
  large: boolean
  aloud: Aloud
  given: Given
  onEnd: () => void
}

export function GivenAlone({ hall, paper, services, large, aloud, given, onEnd }: Shown) {
  const { t, own, language } = useWords()
  const time = clockTime(new Date(given.at).toISOString(), hall.timeZone)
  const prints = paper?.way === 'browser'
  const address = pageAddress(given, language)
  useEffect(() => {
    if (!prints) return
    const names = services.map((one) => own(one.name))
    const said = [t('kiosk.alone_valid'), t('kiosk.alone_paper')]
    void printPicture(
      paperOf({ hall: own(hall.name), zone: hall.timeZone, language, names, given, said, address }, paper.width),
      paper.width,
    )
    // Another language on the same screen is no other paper.
  }, [given.number])
  const keep = prints ? 'kiosk.alone_keep_paper' : 'kiosk.alone_keep'
  useEffect(() => aloud.tell([{ word: 'kiosk.alone_valid' }, { word: keep }]), [aloud.on])
  return (
    <section class="given given-alone">
      <NumberShown number={given.number} services={services} />
      <div class="alone-said" role="status">
        <Icon sign="done" />
        <div>
          <p class="alone-valid">
            <b>{t('kiosk.alone_valid')}</b>
            <b>{t(keep)}</b>
          </p>
          <p>{t('kiosk.alone_why', { time })}</p>
        </div>
      </div>
      <div class="given-more">
        <ToBring services={services} large={large} />
        <figure class="phone-code">
          <QrCode text={address} label={t('kiosk.scan_alt')} />
          <figcaption>{t('kiosk.alone_scan')}</figcaption>
        </figure>
      </div>
      <GivenEnd reading={aloud.reading} onEnd={onEnd} />
    </section>
  )
}
