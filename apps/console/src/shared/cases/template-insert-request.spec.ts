import {
  askedTemplateOf,
  requestTemplateInsert,
  listenForAskedTemplates,
  takeAskedTemplate,
} from './template-insert-request.js';

describe('a template that a macro asks for', () => {
  it('waits for the composer of its case, which takes it once', () => {
    requestTemplateInsert({ caseId: 'a', templateId: 'closed-on-monday' });

    expect([askedTemplateOf('b'), askedTemplateOf('a')]).toEqual([undefined, 'closed-on-monday']);
    takeAskedTemplate('a');
    expect(askedTemplateOf('a')).toBeUndefined();
  });

  it('is announced to a composer that stands there already', () => {
    let calls = 0;
    const stop = listenForAskedTemplates(() => (calls += 1));

    requestTemplateInsert({ caseId: 'a', templateId: 'closed-on-monday' });
    stop();
    takeAskedTemplate('a');

    expect(calls).toBe(1);
  });
});
