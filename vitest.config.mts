import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['server/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/editor/**', 'node_modules/**'],
    // Sources import the tables of Kubernetes, which are made from packages.
    globalSetup: ['scripts/kubernetes/build.mjs'],
    // One process, no isolation: modules are pure, and starting a context per file would cost more than the tests do.
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    // Tests that start programs take long on a busy machine.
    testTimeout: 20_000,
  },
});
export default config;
