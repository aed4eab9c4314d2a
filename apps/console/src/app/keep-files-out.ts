/** A field for files takes what is dropped on it by itself. */
const takesFiles = ({ target }: Event) => target instanceof Element && target.closest('input[type=file]') !== null;

function refuse(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files') || takesFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

/**
 * A file that is dropped where nothing takes it stays where it was: the browser would open it in the place of the console, and of
 * all that was being written there.
 */
export function keepFilesOut(): () => void {
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
  return () => {
    window.removeEventListener('dragover', refuse);
    window.removeEventListener('drop', refuse);
  };
}
