// The papers of a service, as the visitor was told them: the same list, so that nobody is asked for more.
import type { ServiceView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'

export function Materials({ materials }: Pick<ServiceView, 'materials'>) {
  const { t, own } = useWords()
  return (
    <section class="papers">
      <h3>{t('console.materials')}</h3>
      {materials.length === 0 && <p class="soft">{t('console.no-materials')}</p>}
      <ul>
        {materials.map((one) => (
          <li key={own(one.name)}>
            <strong>{own(one.name)}</strong>
            <span class="kind">
              {[one.original && t('console.original'), one.copies > 0 && t('console.copies', { count: one.copies })]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {(one.issuer !== undefined || one.note !== undefined) && (
              <span class="soft">
                {[one.issuer && t('console.from', { issuer: own(one.issuer) }), one.note && own(one.note)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
