/** The smallest valid picture. */
export const picture = (name: string) => ({
  name,
  type: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
});

export const pdf = (name: string) => ({
  name,
  type: 'application/pdf',
  content: Buffer.from('%PDF-1.4\n%%EOF\n'),
});
