// Stands where something is still being read, or cannot be because too many ask for it.
import { last } from './request.ts'
import { useWords } from './words.ts'

export function Loading() {
  const { t } = useWords()
  return (
    <p class="loading" role="status">
      <span class="loading-dots" aria-hidden="true" />
      {t(last.code === 'busy' ? 'common.busy_again' : 'common.loading')}
    </p>
  )
}
