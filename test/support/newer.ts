// What browsers have learnt after Chrome 87 (November 2020), with the version that first had it, after MDN's compatibility data.

/** Called on something: `list.at(-1)`. Methods whose names are common words are told by the types instead: see ui/tsconfig.json. */
export const METHODS: Record<string, number> = {
  at: 92,
  hasOwn: 93,
  findLast: 97,
  findLastIndex: 97,
  structuredClone: 98,
  randomUUID: 92,
  toSorted: 110,
  toReversed: 110,
  toSpliced: 110,
  groupBy: 117,
  fromAsync: 121,
  withResolvers: 119,
  canParse: 120,
  isWellFormed: 111,
  toWellFormed: 111,
  showPopover: 114,
  hidePopover: 114,
  togglePopover: 114,
  showPicker: 99,
  checkVisibility: 105,
  startViewTransition: 111,
  roundRect: 99,
  isSubsetOf: 122,
  isSupersetOf: 122,
  isDisjointFrom: 122,
  symmetricDifference: 122,
}

/** Called by itself, or made. */
export const GLOBALS: Record<string, number> = {
  structuredClone: 98,
  CloseWatcher: 126,
  EyeDropper: 95,
  Iterator: 122,
  Temporal: 144,
}

/** Called on one object: `AbortSignal.timeout(…)`. */
export const STATICS: Record<string, Record<string, number>> = {
  AbortSignal: { timeout: 103, any: 116 },
  Response: { json: 105 },
  Promise: { try: 128 },
  Intl: { supportedValuesOf: 99, DurationFormat: 129 },
}

export const PROPERTIES: Record<string, number> = {
  'aspect-ratio': 88,
  translate: 104,
  rotate: 104,
  scale: 104,
  'scrollbar-gutter': 94,
  'text-wrap': 114,
  'text-box': 133,
  'white-space-collapse': 114,
  container: 105,
  'container-type': 105,
  'field-sizing': 123,
  mask: 120,
  'mask-image': 120,
  'print-color-adjust': 136,
  'overflow-clip-margin': 90,
  'interpolate-size': 129,
  'anchor-name': 125,
  'position-anchor': 125,
  'view-transition-name': 111,
  'animation-timeline': 115,
  'animation-composition': 112,
  'contain-intrinsic-width': 95,
}

/** Parts of values. */
export const VALUES: readonly (readonly [RegExp, number])[] = [
  [/\d(?:[dsl]v[whib]|cq[whib]|cqmin|cqmax|lh|rlh|cap|ric|rex)\b/, 105],
  [/\bcolor-mix\(/, 111],
  [/\b(?:oklch|oklab|lch|lab|hwb|color)\(/, 101],
  [/\blight-dark\(/, 123],
  [/\b(?:sin|cos|tan|round|mod|rem|pow|sqrt|hypot|abs|sign)\(/, 111],
  [/\b(?:calc-size|anchor|linear|image-set)\(/, 113],
  [/\bsubgrid\b/, 117],
]

export const SELECTORS: readonly (readonly [RegExp, number])[] = [
  [/:has\(/, 105],
  [/:(?:is|where)\(/, 88],
  // A list, or one that goes from one element to another.
  [/:not\([^)]*[,>+~]/, 88],
  [/:not\(\s*[^)\s]+\s+[^)\s]/, 88],
  [/:(?:user-valid|user-invalid)\b/, 119],
  [/:(?:modal|popover-open|open|autofill)\b|:(?:dir|state)\(/, 105],
  [/&/, 112],
]

export const AT_RULES: Record<string, number> = {
  layer: 99,
  container: 105,
  scope: 118,
  'starting-style': 117,
  'view-transition': 126,
  'position-try': 125,
}
