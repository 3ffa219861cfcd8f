import { describe } from 'vitest';
import { startDynamodbLocal } from '../../../support/dynamodb-local.ts';
import { useTable } from '../../../support/table.ts';
import { storeGuarantees } from './store-guarantees.ts';

describe("the stores on Amazon's DynamoDB Local", () => storeGuarantees(useTable(startDynamodbLocal)));
