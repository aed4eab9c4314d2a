// Compiles only where each body of each operation has a type: neither `unknown` nor `any` nor `never`.
import type { paths } from './api.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type IsUntyped<Body> = unknown extends Body ? true : [Body] extends [never] ? true : false;
/** True where a body in any of its media types has no type. */
type AnyUntyped<Content> = true extends { [Type in keyof Content]: IsUntyped<Content[Type]> }[keyof Content]
  ? true
  : false;
type ContentOf<Part> = Part extends { content: infer Content } ? Content : never;

type RequestOf<Operation> = Operation extends { requestBody: infer Body } ? ContentOf<Body> : never;
type ResponsesOf<Operation> = Operation extends { responses: infer All } ? ContentOf<All[keyof All]> : never;
/** The operations with a request or a response that has no type, one name each. */
type Untyped = {
  [Path in keyof paths & string]: {
    [Name in Method]: true extends
      | (RequestOf<paths[Path][Name]> extends infer Content
          ? Content extends unknown
            ? AnyUntyped<Content>
            : never
          : never)
      | (ResponsesOf<paths[Path][Name]> extends infer Content
          ? Content extends unknown
            ? AnyUntyped<Content>
            : never
          : never)
      ? `${Name} ${Path}`
      : never;
  }[Method];
}[keyof paths & string];

/** How many operations have a typed success: none of the names above may be missing because nothing was looked at. */
type Typed = {
  [Path in keyof paths & string]: {
    [Name in Method]: [ResponsesOf<paths[Path][Name]>] extends [never] ? never : `${Name} ${Path}`;
  }[Method];
}[keyof paths & string];

export const nothingUntyped: [Untyped] extends [never] ? true : Untyped = true;
export const someTyped: Typed = 'post /api/v1/cases';
