import type { Json } from './schema-components.js';

/** Parameters or responses: what several operations have in the same way becomes a component, and the rest stays where it is. */
export class SharedParts {
  private readonly uses = new Map<string, { name: string; part: Json; count: number }>();

  constructor(private readonly kind: 'parameters' | 'responses') {}

  /** Counts one more use of a part, which is to be called `name` as a component. */
  use(name: string, part: Json): Json {
    const key = JSON.stringify(part);
    const known = this.uses.get(key);
    if (known) known.count += 1;
    else this.uses.set(key, { name, part, count: 1 });
    return part;
  }

  private get shared(): Map<string, Json> {
    const shared = new Map<string, Json>();
    for (const { name, part, count } of this.uses.values()) if (count > 1 && !shared.has(name)) shared.set(name, part);
    return shared;
  }

  /** The components, by their names in alphabetical order. */
  components(): Record<string, Json> {
    return Object.fromEntries([...this.shared].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** For each part: a reference where it is a component, otherwise the part itself. */
  references(): (part: Json) => Json {
    const names = new Map([...this.shared].map(([name, part]) => [JSON.stringify(part), name]));
    return (part) => {
      const name = names.get(JSON.stringify(part));
      return name === undefined ? part : { $ref: `#/components/${this.kind}/${name}` };
    };
  }
}
