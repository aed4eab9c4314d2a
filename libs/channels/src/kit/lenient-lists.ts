import { z } from 'zod';

/** A list; any other value is read as an empty one. */
export const List = z.array(z.unknown()).catch([]);

/** Returns the items of a list that `shape` can parse; the others are left out. */
export const readable = <Shape>(list: unknown, shape: z.ZodType<Shape>): Shape[] =>
  List.parse(list).flatMap((each) => {
    const read = shape.safeParse(each);
    return read.success ? [read.data] : [];
  });
