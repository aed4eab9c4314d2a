const required = 26;

// Before anything else is loaded: an older Node would fail on syntax, in many lines that name no reason.
if (Number(process.versions.node.split('.')[0]) < required) {
  process.stderr.write(
    `Guichet runs on Node ${required} or later, this is ${process.versions.node}: start it by "npm start"\n`,
  );
  process.exit(1);
}

const { serve } = await import('./serve.js');
await serve();

export {};
