// What the suites use of Mocha's browser build, which sets globals and has no types of its own.
declare module 'mocha';

interface MochaTest {
  fullTitle(): string;
  readonly duration?: number;
}

interface MochaRunner {
  on(event: 'pass' | 'pending', handler: (test: MochaTest) => void): void;
  on(event: 'fail', handler: (test: MochaTest, error: Error) => void): void;
}

declare const mocha: {
  setup(options: {
    readonly ui: 'tdd';
    readonly timeout: number;
    readonly slow: number;
    readonly reporter: new (runner: MochaRunner) => object;
  }): void;
  run(done: (failures: number) => void): void;
};

declare function suite(name: string, body: () => void): void;
declare function test(name: string, body: () => Promise<void> | void): void;
declare function setup(body: () => Promise<void> | void): void;
declare function teardown(body: () => Promise<void> | void): void;
declare function suiteTeardown(body: () => Promise<void> | void): void;
