// The family of a browser and its system, from what it says of itself: enough to know one's own session again.

const FAMILIES: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/QQBrowser/, 'QQ'],
  [/360SE|QihooBrowser|360EE/, '360'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|Chromium\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|UOS/, 'Linux'],
]

/** `Chrome · Windows`; empty when it is no browser that we know. */
export function browserOf(agent: string | undefined): string {
  const first = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  return [first(FAMILIES), first(SYSTEMS)].filter((one) => one !== undefined).join(' · ')
}
