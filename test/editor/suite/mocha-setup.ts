import 'mocha';

/** Marks the lines that the runner outside prints; everything else that an extension host says is left out. */
const mark = '▸';

class Reporter {
  constructor(runner: MochaRunner) {
    runner.on('pass', (test) => console.log(`${mark}  ✓ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('pending', (test) => console.log(`${mark}  - ${test.fullTitle()}`));
    runner.on('fail', (test, error) => console.log(`${mark}  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  }
}

// Mocha's browser build looks for its options in the page's address, which an extension host on Node does not have.
if (!('location' in globalThis)) Object.assign(globalThis, { location: { search: '' } });

mocha.setup({ ui: 'tdd', timeout: 30_000, slow: 5000, reporter: Reporter });
