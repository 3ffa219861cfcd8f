import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with the one line that machines read, `N passed, N failed`, and says which suites were not asked for. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      // A module that failed as a whole (an import, a beforeAll) has no failed test to count.
      const hasFailedTest = [...module.children.allTests('failed')].length > 0;
      if (module.state() === 'failed' && !hasFailedTest) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        if (state === 'failed') failed += 1;
      }
    }
    if (!modules.some((module) => module.project.name === 'conformance')) {
      console.log('Left out: the storage tests against DynamoDB Local (npm run test:conformance, needs Java).');
    }
    console.log(`${passed} passed, ${failed} failed`);
  }
}
