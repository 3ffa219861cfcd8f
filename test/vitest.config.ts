import { defineConfig } from 'vitest/config';

if (Number(process.versions.node.split('.')[0]) < 22) {
  throw new Error(`Node ${process.version} is too old: run through "npm run ..." so that the packaged Node 24 is used`);
}

const project = (name: string, include: string) => ({
  extends: true as const,
  test: { name, include: [include], setupFiles: ['test/support/setup.ts'] },
});

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      project('main', 'test/**/*.test.{ts,tsx}'),
      project('conformance', 'test/**/*.conformance.ts'),
      project('fuzz', 'test/**/*.fuzz.ts'),
    ],
  },
});
