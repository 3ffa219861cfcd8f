import { writeFile } from 'node:fs/promises';
import { clientTypes } from './client-types.ts';

await writeFile(new URL('../../functions/client/contract-types.ts', import.meta.url), await clientTypes());
