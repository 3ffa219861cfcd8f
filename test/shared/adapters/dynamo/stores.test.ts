import { describe } from 'vitest';
import { useTable } from '../../../support/table.ts';
import { storeGuarantees } from './store-guarantees.ts';

describe('the stores on the embedded emulator', () => storeGuarantees(useTable()));
