/** What is written or chosen in these is lost when a window is closed. A switch or a box that is ticked takes effect at once. */
const FIELDS = new Set([
  'form',
  ...['TextInput', 'Textarea', 'PasswordInput', 'NumberInput', 'TagsInput', 'Autocomplete'],
  ...['Select', 'MultiSelect', 'NativeSelect'],
]);

/** A window with fields is a `FormDialog`, which asks before what was written is lost. */
export const windowsWithFields = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { fields: 'A window with fields is a FormDialog of libs/ui: it asks before what was written is lost.' },
  },
  create(context) {
    const around = [];
    return {
      'JSXOpeningElement[name.name="Dialog"]': (node) => node.selfClosing || around.push(node),
      'JSXClosingElement[name.name="Dialog"]': () => void around.pop(),
      JSXOpeningElement(node) {
        if (around.length > 0 && FIELDS.has(node.name.name)) context.report({ node, messageId: 'fields' });
      },
    };
  },
};
