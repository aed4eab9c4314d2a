import { focusWhenLost } from './focus-when-lost.js';

/** An element of a page, which says of itself whether it stands in a row of a list. */
const element = (row?: string) => ({
  isConnected: true,
  closest(selector: string): unknown {
    return row !== undefined && selector.includes(row) ? this : null;
  },
  focus() {
    page.activeElement = this;
  },
});
type Stand = ReturnType<typeof element>;

const body = element();
const page = { body, activeElement: body };
let frames: (() => void)[];

/** The elements of this page can what is asked of them here, and no more. */
const begin = (find: () => Stand | undefined, leaving?: string) =>
  focusWhenLost(() => find() as unknown as HTMLElement | undefined, leaving);
const passFrames = (count: number) => {
  for (let i = 0; i < count; i += 1) frames.splice(0).forEach((frame) => frame());
};
const remove = (gone: Stand) => {
  gone.isConnected = false;
  if (page.activeElement === gone) page.activeElement = body;
};

beforeEach(() => {
  frames = [];
  page.activeElement = body;
  Object.assign(globalThis, {
    document: page,
    requestAnimationFrame: (frame: () => void) => frames.push(frame),
  });
});

afterAll(() => {
  for (const name of ['document', 'requestAnimationFrame']) Reflect.deleteProperty(globalThis, name);
});

describe('a focus that is lost', () => {
  it('goes to what is found, and stays where somebody has put it', () => {
    const [found, chosen] = [element(), element()];
    begin(() => found);
    passFrames(1);
    expect(page.activeElement).toBe(found);

    chosen.focus();
    begin(() => found);
    passFrames(100);
    expect(page.activeElement).toBe(chosen);
  });

  it('is given anew where it went to a row that goes later itself', () => {
    const [leaving, next] = [element('case-1'), element('case-2')];
    begin(() => (leaving.isConnected ? leaving : next), '[data-case-id="case-1"]');
    passFrames(100);
    expect(page.activeElement).toBe(leaving);

    remove(leaving);
    passFrames(1);
    expect(page.activeElement).toBe(next);
    passFrames(100);
    expect(page.activeElement).toBe(next);
    expect(frames).toEqual([]);
  });

  it('is given anew where what has just been given it goes with the pane of the same case', () => {
    const [leaving, pane, list] = [element('case-1'), element(), element()];
    leaving.focus();
    begin(() => (pane.isConnected ? pane : list), '[data-case-id="case-1"]');
    remove(leaving);
    passFrames(2);
    expect(page.activeElement).toBe(pane);

    remove(pane);
    passFrames(1);
    expect(page.activeElement).toBe(list);
  });

  it('is given to what comes a moment after a row has gone that stood for long', () => {
    const [leaving, later] = [element('case-1'), element()];
    let isThere = false;
    leaving.focus();
    begin(() => (isThere ? later : undefined), '[data-case-id="case-1"]');
    passFrames(200);
    remove(leaving);
    passFrames(20);
    expect(page.activeElement).toBe(body);
    isThere = true;
    passFrames(1);
    expect(page.activeElement).toBe(later);
    passFrames(100);
    expect(page.activeElement).toBe(later);
    expect(frames).toEqual([]);
  });

  it('is taken from where it was put only so that it is not lost', () => {
    const [heading, pane] = [element('data-focus-kept'), element()];
    heading.focus();
    begin(() => pane);
    passFrames(1);
    expect(page.activeElement).toBe(pane);
  });

  it('is not waited for without end', () => {
    element('case-1').focus();
    begin(() => undefined, '[data-case-id="case-1"]');
    passFrames(1000);
    expect(frames).toEqual([]);
  });
});
