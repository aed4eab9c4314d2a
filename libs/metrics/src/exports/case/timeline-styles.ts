/** The styles of `timeline.html`: dark on light wherever it is read, as it is to be printed and filed. */
export const TIMELINE_STYLES = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b1f24; font: 15px/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; overflow-wrap: anywhere; }
header { border-bottom: 2px solid #1b1f24; padding-bottom: 1rem; }
.organisation, .reference { margin: 0; color: #57606a; }
.organisation { font-weight: 600; }
h1 { margin: .15rem 0 .9rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 .75rem; font-size: 1.1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; }
dt { color: #57606a; }
dd { margin: 0; }
ol, ul { list-style: none; margin: 0; padding: 0; }
ol > li { padding: .9rem 0 .9rem 1rem; border-left: 3px solid #d0d7de; border-bottom: 1px solid #e4e8ec; }
ol > .in { border-left-color: #0b63c5; }
ol > .out { border-left-color: #1a7f4b; }
ol > .note { border-left-color: #b7791f; background: #fffaf0; }
ol > .activity { padding-block: .35rem; color: #57606a; font-size: .9rem; }
.heading { display: grid; grid-template-columns: 1.75rem 1fr auto; gap: 0 .5rem; align-items: baseline; }
.position { color: #57606a; font-variant-numeric: tabular-nums; }
.activity strong { font-weight: 400; }
.who, .heading time { color: #57606a; }
li > dl { margin: .35rem 0 0; font-size: .9rem; }
.text { margin-top: .6rem; white-space: pre-wrap; }
.text:empty { display: none; }
.quoted, .signature { color: #57606a; font-size: .9rem; }
.label { margin-top: .6rem; font-weight: 600; font-size: .9rem; }
.quoted { padding-left: .75rem; border-left: 2px solid #d0d7de; }
.empty { margin: .6rem 0 0; font-style: italic; color: #57606a; }
.files { margin-top: .7rem; font-size: .9rem; }
.files li { margin-top: .25rem; }
.size, .missing { color: #57606a; }
code { font: .8rem/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; color: #57606a; }
a { color: #0b63c5; }
footer { margin-top: 1.5rem; color: #57606a; font-size: .85rem; }
@media (max-width: 30rem) { .heading time { grid-column: 2; } dl { grid-template-columns: 1fr; } dd + dt { margin-top: .3rem; } }
@media print {
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .heading { break-after: avoid; }
  .files li, ol > .activity { break-inside: avoid; }
  a { color: inherit; }
}
`;
