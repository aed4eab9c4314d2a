import { z } from 'zod';

/** How long the answers of an account are held; `usually` where nobody said. */
export const undoSeconds = (usually: number) =>
  z
    .int()
    .min(0)
    .max(60)
    .default(usually)
    .meta({ title: 'Undo time', description: 'Seconds during which an answer can still be taken back.' });
