import * as z from 'zod';

/**
 * A name of a file of a tenant: parts of letters, digits, underscores, hyphens and dots, joined by slashes; 1-100
 * characters. No part begins with a dot, so none means a folder above, or is hidden.
 */
export const FileName = z
  .string()
  .max(100, 'must be a plain name of at most 100 characters')
  .regex(
    /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/,
    'must be a plain name, such as uploads/a.csv',
  );
