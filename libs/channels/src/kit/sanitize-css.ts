/** The properties that style text and tables. None of them can load anything, cover other elements or leave its own element. */
const PROPERTIES = new Set(
  `color background background-color font font-family font-size font-style font-variant font-weight line-height letter-spacing word-spacing
   text-align text-decoration text-decoration-line text-decoration-color text-decoration-style text-indent text-transform white-space word-break overflow-wrap vertical-align
   width min-width max-width height min-height max-height margin margin-top margin-right margin-bottom margin-left
   padding padding-top padding-right padding-bottom padding-left
   border border-top border-right border-bottom border-left border-color border-style border-width border-collapse border-spacing border-radius
   border-top-color border-top-style border-top-width border-right-color border-right-style border-right-width
   border-bottom-color border-bottom-style border-bottom-width border-left-color border-left-style border-left-width
   list-style list-style-type direction unicode-bidi display table-layout caption-side empty-cells`.split(/\s+/),
);
const VALUE = /^[\p{L}\p{N} ,.#%+\-"'!/]*$/u;
const COLOUR = /\b(?:rgba?|hsla?)\([\d\s,.%/deg]*\)/gi;
const DISPLAY =
  /^(?:none|block|inline|inline-block|table|inline-table|table-(?:row|cell|row-group|header-group|footer-group|column|column-group|caption)|list-item)$/i;

/** Returns the harmless declarations of a style attribute. Colours are the only functions, so there is no `url()`, `var()` or `expression()`. */
export function safeStyle(style: string): string {
  if (style.length > 4000 || /[\\<>{}@\0]|\/\*/.test(style)) return '';
  const kept: string[] = [];
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (!PROPERTIES.has(property) || value === '' || value.length > 300) continue;
    if (!VALUE.test(value.replace(COLOUR, ''))) continue;
    if (property === 'display' && !DISPLAY.test(value)) continue;
    // A negative margin or indent could put text over other elements.
    if (/^(?:margin|text-indent|letter-spacing|word-spacing)/.test(property) && value.includes('-')) continue;
    kept.push(`${property}:${value}`);
  }
  return kept.join(';');
}
