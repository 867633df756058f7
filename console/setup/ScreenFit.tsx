// What fits on a screen: the height of its letters, how many calls, from how far it could still be read, and a picture to scale.
import { leastHeights } from '../../core/letters.ts'
import { type Fit, farthest, fitScreen, LEAST_SHOWN } from '../../core/screen-fit.ts'
import { mainLanguage, wantedOf } from '../../core/screen-of-hall.ts'
import type { Wanted } from '../../core/screen-wanted.ts'
import { METRES_MOST, USUAL } from '../../core/screenKinds.ts'
import type { Screen } from '../../core/screens.ts'
import { useWords } from '../../ui/words.ts'
import { useDraft } from './draft.ts'
import { ScreenPreview } from './ScreenPreview.tsx'

export function ScreenFit({ screen }: { screen: Screen }) {
  const { t } = useWords()
  const { file } = useDraft()
  // While somebody types, a field may hold what is no size yet.
  const isSize = screen.inches > 0 && screen.distance > 0 && (screen.pixels?.width ?? 1) > 0
  if (!isSize) return null
  const names = file.policy.publicNames === 'masked'
  const wanted = wantedOf(file, { screen, zone: null, pixels: screen.pixels ?? USUAL.pixels, names })
  const fit = fitScreen(wanted)
  const place = file.counters[0]?.name[mainLanguage(file.languages)] ?? ''
  return (
    <section class="screen-fit" aria-label={t('setup.screen.fit')}>
      <dl>
        <Letters wanted={wanted} fit={fit} />
        <dt>{t('setup.screen.calls-fit')}</dt>
        <dd data-shown={fit?.shown ?? 0}>
          {fit === null ? (
            <b class="bad">{t('setup.screen.too-few', { least: LEAST_SHOWN[screen.layout] })}</b>
          ) : (
            <Parts fit={fit} />
          )}
        </dd>
        <dt>{t('setup.screen.farthest')}</dt>
        <dd data-farthest>{t('setup.screen.metres', { metres: farthest(wanted, METRES_MOST) })}</dd>
        <dt>{t('setup.screen.where')}</dt>
        <dd>
          <code>/display?screen={screen.id}</code>
        </dd>
      </dl>
      {fit !== null && <ScreenPreview wanted={wanted} fit={fit} place={place} />}
    </section>
  )
}

function Letters({ wanted, fit }: { wanted: Wanted; fit: Fit | null }) {
  const { t } = useWords()
  const { hanzi, digits } = leastHeights(wanted.distance)
  const text = (mm: number, px: number | undefined) =>
    px === undefined
      ? t('setup.screen.mm', { mm: mm.toFixed(1) })
      : t('setup.screen.mm-px', { mm: mm.toFixed(1), px: Math.ceil(px) })
  return (
    <>
      <dt>{t('setup.screen.hanzi')}</dt>
      <dd data-hanzi>{text(hanzi, fit?.letters.text)}</dd>
      <dt>{t('setup.screen.digits')}</dt>
      <dd data-digits>{text(digits, fit?.letters.digits)}</dd>
    </>
  )
}

function Parts({ fit }: { fit: Fit }) {
  const { t } = useWords()
  const { shown, columns, earlier, waiting, notice, media } = fit
  return (
    <ul>
      <li>
        {columns > 1
          ? t('setup.screen.fit.columns', { count: shown, columns })
          : t('setup.screen.fit.calls', { count: shown })}
      </li>
      {earlier !== null && <li>{t('setup.screen.fit.earlier', { count: earlier.rows })}</li>}
      {waiting !== null && <li>{t('setup.screen.fit.waiting', { count: waiting.rows })}</li>}
      {notice !== null && (
        <li>{t('setup.screen.fit.notice', { lines: notice.lines, letters: Math.floor(notice.width) })}</li>
      )}
      {media !== null && (
        <li>{t('setup.screen.fit.media', { width: Math.floor(media.width), height: Math.floor(media.height) })}</li>
      )}
    </ul>
  )
}
