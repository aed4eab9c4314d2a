/** The colour of text on the accent: whichever of white and ink stands out more (WCAG 2.2, relative luminance). */
export function onColor(accent: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(accent.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.0515 ? '#ffffff' : '#10131a';
}

const light = `
  --surface: #ffffff; --sunken: #f4f5f7; --line: #e4e7eb; --edge: #858d99; --text: #1d222a; --dim: #545c68;
  --theirs: #f1f3f6; --danger: #b4231f; --shadow: 0 12px 40px rgb(16 24 40 / 18%), 0 2px 8px rgb(16 24 40 / 10%);`;
const dark = `
  --surface: #171b21; --sunken: #10131a; --line: #2a313b; --edge: #757e8c; --text: #e7e9ed; --dim: #a9b0bc;
  --theirs: #252c36; --danger: #ff9d97; --shadow: 0 12px 40px rgb(0 0 0 / 55%), 0 2px 8px rgb(0 0 0 / 40%);`;

/** Inside the shadow root, as a constructed sheet: nothing of the page gets in, and no page policy is in its way. */
const css = `
:host { all: initial; ${light} color-scheme: light; --accent: #2b4cb3; --on-accent: #ffffff; }
:host([data-theme='dark']) { ${dark} color-scheme: dark; }
@media (prefers-color-scheme: dark) { :host(:not([data-theme='light'])) { ${dark} color-scheme: dark; } }

*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.root {
  position: fixed; inset: auto max(20px, env(safe-area-inset-right)) max(20px, env(safe-area-inset-bottom)) auto;
  z-index: 2147483000; display: flex; flex-direction: column; align-items: flex-end; gap: 14px;
  font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  color: var(--text); text-align: start; -webkit-font-smoothing: antialiased;
}
button, input, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; background: none; border: 0; padding: 0; }
:focus-visible { outline: 2px solid var(--text); outline-offset: 2px; }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.launcher {
  position: relative; width: 56px; height: 56px; border-radius: 50%; background: var(--accent); color: var(--on-accent);
  display: grid; place-items: center; box-shadow: var(--shadow); transition: transform 160ms cubic-bezier(.2, .8, .2, 1);
}
.launcher:hover { transform: scale(1.05); }
.launcher:active { transform: scale(.97); }
.launcher:focus-visible { outline: 3px solid var(--text); outline-offset: 3px; box-shadow: 0 0 0 3px var(--surface), var(--shadow); }
.badge {
  position: absolute; top: -3px; inset-inline-end: -3px; min-width: 21px; height: 21px; padding: 0 6px; border-radius: 11px;
  background: #c4231f; color: #fff; font-size: 12px; font-weight: 600; line-height: 21px; text-align: center;
  box-shadow: 0 0 0 2px var(--surface);
}

.panel {
  width: 384px; height: min(640px, calc(100dvh - 116px)); background: var(--surface); border-radius: 18px; overflow: hidden;
  display: flex; flex-direction: column; box-shadow: var(--shadow); transform-origin: bottom right;
  animation: rise 200ms cubic-bezier(.2, .8, .2, 1);
}
@keyframes rise { from { opacity: 0; transform: translateY(10px) scale(.985); } }
:host([data-theme='dark']) .panel { border: 1px solid var(--line); }
@media (prefers-color-scheme: dark) { :host(:not([data-theme='light'])) .panel { border: 1px solid var(--line); } }

.head { display: flex; align-items: center; gap: 12px; padding: 16px 12px 15px 20px; background: var(--accent); color: var(--on-accent); }
.head h2 { margin: 0; font-size: 17px; font-weight: 650; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; }
.head p { margin: 3px 0 0; font-size: 13px; line-height: 1.35; display: flex; align-items: center; gap: 7px; }
.head .who { flex: 1; min-width: 0; }
.presence { flex: none; width: 8px; height: 8px; border-radius: 50%; background: #4ade80; }
.presence.away { background: transparent; border: 1.5px solid currentColor; }
.icon { flex: none; width: 38px; height: 38px; border-radius: 10px; display: grid; place-items: center; transition: background 120ms; }
.head .icon:hover { background: color-mix(in srgb, var(--on-accent) 14%, transparent); }
.head .icon:focus-visible { outline-color: var(--on-accent); }

.banner { margin: 0; padding: 9px 20px; font-size: 13px; background: var(--sunken); color: var(--dim); border-bottom: 1px solid var(--line); }
.middle { position: relative; flex: 1; min-height: 0; display: flex; }
.log {
  flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 18px 16px 10px; display: flex; flex-direction: column;
  scrollbar-width: thin; scrollbar-color: var(--line) transparent;
}
.log:focus-visible { outline-offset: -3px; }
.welcome { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 19px; font-weight: 600; line-height: 1.35; letter-spacing: -.01em; padding: 4px 4px 16px; }
.welcome small { display: block; margin-top: 8px; font-size: 14px; font-weight: 400; letter-spacing: 0; line-height: 1.45; color: var(--dim); }
.day { align-self: center; margin: 14px 0 8px; font-size: 12px; color: var(--dim); }
.day::first-letter { text-transform: uppercase; }
.notice { align-self: center; max-width: 84%; margin: 14px 0 8px; font-size: 13px; line-height: 1.45; text-align: center; color: var(--dim); }
.earlier, .below { align-self: center; padding: 6px 14px; border-radius: 16px; font-size: 13px; font-weight: 500; background: var(--surface); border: 1px solid var(--line); }
.earlier:hover, .below:hover { background: var(--sunken); }
.below { position: absolute; bottom: 10px; left: 50%; translate: -50%; display: flex; gap: 6px; align-items: center; box-shadow: var(--shadow); }

.line { display: flex; flex-direction: column; align-items: flex-start; max-width: 84%; margin-top: 3px; }
.line.first { margin-top: 12px; }
.line.mine { align-self: flex-end; align-items: flex-end; }
.by { font-size: 12px; color: var(--dim); padding: 0 12px 3px; }
.bubble { padding: 9px 13px; border-radius: 17px; background: var(--theirs); white-space: pre-wrap; overflow-wrap: anywhere; border-end-start-radius: 5px; }
.mine .bubble { background: var(--accent); color: var(--on-accent); border-end-start-radius: 17px; border-end-end-radius: 5px; }
.bubble a { color: inherit; text-underline-offset: 2px; }
.bubble a:focus-visible { outline-color: currentColor; }
.waiting .bubble { opacity: .72; }
.file { display: flex; align-items: center; gap: 10px; max-width: 100%; margin-top: 3px; padding: 9px 13px 9px 10px; border: 1px solid var(--line); border-radius: 13px; text-align: start; background: var(--surface); }
button.file:hover { background: var(--sunken); }
.file svg { flex: none; color: var(--dim); }
.file span { min-width: 0; overflow-wrap: anywhere; line-height: 1.3; font-size: 14px; }
.file small { display: block; color: var(--dim); font-size: 12px; }
.state { padding: 3px 6px 0; font-size: 12px; color: var(--dim); }
.refused .state { color: var(--danger); }
.state button { text-decoration: underline; text-underline-offset: 2px; margin-inline-start: 8px; color: var(--text); min-height: 24px; }
.writing { display: flex; align-items: center; gap: 8px; min-height: 26px; padding: 2px 20px 6px; font-size: 13px; color: var(--dim); }
.dots { display: inline-flex; gap: 3px; }
.dots i { width: 6px; height: 6px; border-radius: 50%; background: currentColor; animation: breathe 1.2s infinite; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
@keyframes breathe { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }

.composer { border-top: 1px solid var(--line); padding: 10px 12px 12px; background: var(--surface); max-height: 75%; overflow-y: auto; }
.fields { display: grid; gap: 10px; padding: 4px 4px 12px; }
.field label { display: block; font-size: 13px; font-weight: 550; margin-bottom: 4px; }
.field label small { font-weight: 400; color: var(--dim); font-size: 12px; }
.field input[type='text'], .field input[type='email'] {
  width: 100%; height: 40px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--surface);
}
.field input:not([type='checkbox']):focus-visible { outline: none; border-color: var(--text); box-shadow: 0 0 0 1px var(--text); }
.field input[aria-invalid='true'] { border-color: var(--danger); }
.agree { display: flex; gap: 10px; align-items: flex-start; font-size: 13px; line-height: 1.45; }
.agree label { font-weight: 400; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.agree input { flex: none; width: 18px; height: 18px; margin: 1px 0 0; accent-color: var(--accent); }
.error { margin: 4px 0 0; font-size: 13px; color: var(--danger); }
.chips { display: flex; flex-wrap: wrap; gap: 6px; padding: 2px 2px 8px; margin: 0; list-style: none; }
.chip { display: flex; align-items: center; gap: 4px; max-width: 100%; padding: 3px 3px 3px 11px; border-radius: 14px; background: var(--theirs); font-size: 13px; }
.chip span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip.busy span { opacity: .6; }
.chip button { display: grid; place-items: center; width: 24px; height: 24px; border-radius: 50%; }
.chip button:hover { background: var(--line); }
.row { display: flex; align-items: flex-end; gap: 4px; border: 1px solid var(--edge); border-radius: 22px; padding: 3px; background: var(--surface); }
.row:focus-within { border-color: var(--text); box-shadow: 0 0 0 1px var(--text); }
.row textarea { flex: 1; min-width: 0; height: 38px; max-height: 132px; padding: 8px 4px; border: 0; background: none; resize: none; line-height: 22px; }
.row textarea:focus { outline: none; }
.row textarea::placeholder { color: var(--dim); opacity: 1; }
.row .icon { width: 38px; height: 38px; border-radius: 50%; color: var(--dim); }
.row .icon:hover { background: var(--sunken); color: var(--text); }
.row .send { background: var(--accent); color: var(--on-accent); transition: opacity 120ms; }
.row .send:hover { background: var(--accent); color: var(--on-accent); opacity: .9; }
.row .send[aria-disabled='true'] { background: var(--theirs); color: var(--dim); cursor: default; }

.foot { padding: 0 16px 10px; margin-top: -2px; font-size: 12px; line-height: 1.4; color: var(--dim); text-align: center; }
.foot p { margin: 0; }
.foot .quiet { min-height: 24px; text-decoration: underline var(--edge); text-underline-offset: 3px; }
.foot .quiet:hover { color: var(--text); text-decoration-color: currentColor; }
.question { padding: 10px 4px 4px; font-size: 14px; text-align: start; border-top: 1px solid var(--line); }
.question p:first-child { font-weight: 600; color: var(--text); }
.question div { display: flex; justify-content: flex-end; gap: 8px; margin-top: 10px; }
.question button { min-height: 36px; padding: 0 16px; border: 1px solid var(--edge); border-radius: 18px; color: var(--text); font-weight: 500; }
.question button:hover { background: var(--sunken); }
.question .danger { border-color: var(--danger); background: var(--danger); color: var(--surface); }
.question .danger:hover { background: var(--danger); opacity: .9; }

@media (max-width: 480px) {
  .root { inset: auto 16px max(16px, env(safe-area-inset-bottom)) auto; }
  .root.open { inset: 0; gap: 0; }
  .root.open .launcher { display: none; }
  .panel { width: 100%; height: 100%; padding-bottom: env(safe-area-inset-bottom); border-radius: 0; border: 0 !important; }
  .row textarea, .field input { font-size: 16px; }
}
/* A zoomed page, or a telephone on its side: the window has all of the height, scrolls as a whole, and the message box stays in sight. */
@media (max-height: 520px) {
  .root.open { inset: 8px 8px 8px auto; }
  .root.open .launcher { display: none; }
  .panel { height: 100%; overflow-y: auto; scroll-padding: 52px 0 64px; }
  .head { position: sticky; top: 0; z-index: 1; padding: 3px 8px 3px 14px; }
  .head h2 { font-size: 15px; }
  .head p { margin: 0; font-size: 12px; }
  .middle { flex: 1 0 120px; }
  .log { padding: 8px 14px; }
  .welcome { font-size: 16px; padding: 2px 2px 8px; }
  .writing:empty { min-height: 0; padding: 0; }
  .composer { max-height: none; overflow-y: visible; padding: 8px 10px; }
  .row { position: sticky; bottom: 6px; }
}
@media (max-height: 520px) and (max-width: 480px) { .root.open { inset: 0; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .bubble, .launcher, .send, .panel { border: 1px solid; } .presence { forced-color-adjust: none; } }
`;

export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
