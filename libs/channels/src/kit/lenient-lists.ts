import { z } from 'zod';

/** What is a list, as one; what is none is empty. */
export const List = z.array(z.unknown()).catch([]);

/** Those of a list that can be read as `shape`. */
export const readable = <Shape>(list: unknown, shape: z.ZodType<Shape>): Shape[] =>
  List.parse(list).flatMap((each) => {
    const read = shape.safeParse(each);
    return read.success ? [read.data] : [];
  });
