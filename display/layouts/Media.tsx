// A picture or a video of the hall beside its calls: silent, for the loudspeakers are for the calls; what cannot be had leaves its place empty.
import { useEffect, useState } from 'preact/hooks'
import type { Box } from '../../core/rows-fit.ts'
import type { LayoutProps } from './props.ts'

const AGAIN_MS = 30_000

export function Media({
  screen,
  box,
  onBroken,
}: {
  screen: LayoutProps['screen']
  box: Box
  onBroken: LayoutProps['onBroken']
}) {
  const { address = '', beside } = screen
  const [tries, setTries] = useState(0)
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    setBroken(false)
    return () => onBroken('')
  }, [address])
  useEffect(() => {
    if (!broken) return
    const timer = setTimeout(() => {
      setTries(tries + 1)
      setBroken(false)
    }, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [broken])
  const fail = () => {
    setBroken(true)
    onBroken(address)
  }
  const size = { width: `${box.width}px`, height: `${box.height}px` }
  if (broken) return <div class="media empty" style={size} />
  const shared = { class: 'media', style: size, onError: fail, src: address }
  // Another key is another attempt.
  const attempt = `${address} ${tries}`
  const well = () => onBroken('')
  if (beside !== 'video') return <img key={attempt} {...shared} alt="" onLoad={well} />
  return <video key={attempt} {...shared} autoplay loop muted playsInline onLoadedData={well} />
}
