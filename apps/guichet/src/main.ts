const required = 26;

// Before anything else is loaded: an older Node would fail on syntax, in many lines that name no reason.
if (Number(process.versions.node.split('.')[0]) < required) {
  process.stderr.write(
    `Guichet runs on Node ${required} or later, this is ${process.versions.node}: start it by "npm start"\n`,
  );
  process.exit(1);
}

// Not by Node's flag for it: with that, to be asked where a call comes from is enough for Node to read the map of the whole program.
// The logger asks at each start, and what is read takes 45 MB. Without it, the first fault does.
process.setSourceMapsEnabled(true);

const { serve } = await import('./process-lifecycle.js');
await serve();

export {};
