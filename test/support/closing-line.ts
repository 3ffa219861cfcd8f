import type { Reporter, TestModule } from 'vitest/node';

const suites = [
  ['main', 'the tests (npm test)'],
  ['conformance', 'the storage tests against DynamoDB Local (npm run test:conformance, needs Java)'],
  ['fuzz', '20,000 requests made from the OpenAPI document (npm run test:fuzz, a minute or two)'],
] as const;

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
    const asked = new Set(modules.map((module) => module.project.name));
    for (const [name, what] of suites) if (!asked.has(name)) console.log(`Left out: ${what}.`);
    console.log(`${passed} passed, ${failed} failed`);
  }
}
