/** Gives a file to the browser to save, as if a link to it was followed. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken it once the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
