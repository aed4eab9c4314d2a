/** What is typed into these only looks for a choice, which stands elsewhere once it is made. */
const SEARCHES = '[type="search"], [role="combobox"], [data-only-searches]';
const FIELDS = `input, textarea, select, [contenteditable="true"], [aria-pressed], [role="switch"]`;

function valueOf(field: Element): string {
  if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type))
    return `${field.value} ${field.checked}`;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
    // A date of which a part is missing has no value yet.
    return `${field.value}${field.validity.badInput ? ' …' : ''}`;
  const pressed = field.getAttribute('aria-pressed') ?? field.getAttribute('aria-checked');
  return pressed ?? field.textContent;
}

/** Returns all that stands in the fields of a form, as one text that is the same exactly when nothing differs. */
export function enteredValues(form: Element): string {
  const fields = [...form.querySelectorAll(FIELDS)].filter((field) => !field.matches(SEARCHES));
  return JSON.stringify(fields.map(valueOf));
}
