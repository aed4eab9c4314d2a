/** SQL condition: the version `v` includes the block whose id `block` is. */
export const includesBlock = (block: string): string =>
  `exists (select 1 from jsonb_array_elements(v.content -> 'blocks') b
     where concat(b ->> 'full', ' ', b ->> 'short') ~ ('\\{%-?\\s*block\\s+' || ${block}::text || '\\s*-?%\\}'))`;
