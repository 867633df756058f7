// Chinese glyphs for a machine that has none: slices of Noto Sans SC, of which a browser fetches only what it shows.
import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/700.css'
