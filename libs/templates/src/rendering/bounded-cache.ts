/**
 * What was made last and is asked again and again, by its key. It is forgotten, the oldest first, beyond so many characters of keys and of
 * what was made. Whoever reads it must not change it.
 */
export class BoundedCache<Value> {
  private readonly made = new Map<string, { value: Value; size: number }>();
  private characters = 0;

  constructor(
    private readonly most: number,
    private readonly sizeOf: (made: Value) => number = () => 0,
  ) {}

  /** Returns what was made for this key, or makes it. What cannot be made throws, and is not remembered. */
  get(key: string, make: () => Value): Value {
    return this.known(key) ?? this.remember(key, make());
  }

  /** Returns what was made for this key and is not forgotten yet. */
  known(key: string): Value | undefined {
    const known = this.made.get(key);
    if (!known) return undefined;
    this.made.delete(key);
    this.made.set(key, known);
    return known.value;
  }

  remember(key: string, value: Value): Value {
    this.characters -= this.made.get(key)?.size ?? 0;
    this.made.delete(key);
    const size = key.length + this.sizeOf(value);
    this.made.set(key, { value, size });
    this.characters += size;
    this.forgetOldest();
    return value;
  }

  private forgetOldest(): void {
    for (const [key, { size }] of this.made) {
      if (this.characters <= this.most) return;
      this.made.delete(key);
      this.characters -= size;
    }
  }
}
