// The line that says what came of the last press on a page; read out when it changes.
import type { Told } from './useTold.ts'

export function ToldLine({ told }: Pick<Told, 'told'>) {
  return (
    <p class={told?.good === false ? 'told bad' : 'told good'} role="status">
      {told?.text ?? ''}
    </p>
  )
}
