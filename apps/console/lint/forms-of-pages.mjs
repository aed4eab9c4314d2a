/** What asks before it is left. */
const ASKING = /^(PageForm|FormDialog)$/;

/**
 * A form in a page is a `PageForm` and one in a window a `FormDialog`: both ask before what was written is lost. What fills in the
 * fields of another one, which asks, has no form of its own.
 */
export const formsOfPages = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      form: 'A form is a PageForm or, in a window, a FormDialog of libs/ui: they ask before what was written is lost.',
      values: 'Whoever holds the values of a form draws the PageForm or FormDialog that asks before they are lost.',
    },
  },
  create(context) {
    const hooks = [];
    let asks = false;
    return {
      'JSXOpeningElement[name.name="form"]': (node) => context.report({ node, messageId: 'form' }),
      'CallExpression[callee.name="useForm"]': (node) => void hooks.push(node),
      JSXOpeningElement(node) {
        if (ASKING.test(node.name.name)) asks = true;
      },
      'Program:exit'() {
        if (!asks) for (const node of hooks) context.report({ node, messageId: 'values' });
      },
    };
  },
};
