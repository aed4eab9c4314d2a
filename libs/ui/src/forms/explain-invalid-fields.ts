import classes from './explain-invalid-fields.module.css';

/** What is wrong with a field, in the language of the reader. */
export interface InvalidFieldTexts {
  missing: string;
  email: string;
  url: string;
  incomplete: string;
  other: string;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

function faultOf({ validity, type, validationMessage }: Field, texts: InvalidFieldTexts): string {
  if (validity.customError) return validationMessage;
  if (validity.badInput) return texts.incomplete;
  if (validity.valueMissing) return texts.missing;
  if (validity.typeMismatch) return type === 'url' ? texts.url : texts.email;
  return texts.other;
}

const CHANGES = ['input', 'change', 'invalid'] as const;
const USES = ['click', 'keyup', 'focusout'] as const;

/** Shows the fault below its field, until the field is changed. */
function showFault(field: Field, text: string): void {
  const fault = document.createElement('p');
  fault.id = `fault-${crypto.randomUUID()}`;
  fault.className = classes.fault!;
  fault.role = 'alert';
  fault.textContent = text;
  const described = field.getAttribute('aria-describedby');
  field.setAttribute('aria-describedby', [described, fault.id].filter(Boolean).join(' '));
  field.setAttribute('aria-invalid', 'true');
  // A choice from a list is not typed: its field is right once it is made.
  const look = () => setTimeout(() => field.validity.valid && end());
  const end = () => {
    for (const name of CHANGES) field.removeEventListener(name, end);
    for (const name of USES) document.removeEventListener(name, look);
    fault.remove();
    field.removeAttribute('aria-invalid');
    if (described === null) field.removeAttribute('aria-describedby');
    else field.setAttribute('aria-describedby', described);
  };
  for (const name of CHANGES) field.addEventListener(name, end);
  for (const name of USES) document.addEventListener(name, look);
  const wrapper = field.closest('.mantine-InputWrapper-root, .mantine-Checkbox-root') ?? field.parentElement;
  wrapper?.append(fault);
}

/**
 * Says below a field why a form cannot be sent with it, and takes the focus to the first such field. Else the browser would do so in a
 * bubble, in its own language rather than that of the reader. Returns how to end that.
 */
export function explainInvalidFields(texts: InvalidFieldTexts): () => void {
  let isFirst = true;
  const onInvalid = (event: Event) => {
    if (!isField(event.target)) return;
    const field = event.target;
    event.preventDefault();
    if (isFirst) {
      isFirst = false;
      // All fields of the form are looked at in one go.
      setTimeout(() => (isFirst = true));
      field.focus();
    }
    // What was said before has gone by then.
    setTimeout(() => field.isConnected && showFault(field, faultOf(field, texts)));
  };
  document.addEventListener('invalid', onInvalid, { capture: true });
  return () => document.removeEventListener('invalid', onInvalid, { capture: true });
}
