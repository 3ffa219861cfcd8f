import { writeFileSync } from 'node:fs';

/* Loaded before a program (`--import`): writes down what its process took, when it ends. */
process.on('exit', () => {
  const file = process.env['USAGE_FILE'];
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const figures = { cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMb: maxRSS / 1024 };
  if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
});
