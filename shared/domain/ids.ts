import * as z from 'zod';

/** A lower-case slug of letters, digits and single hyphens, as in `cap-theorem`; 1-80 characters. */
export const Slug = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens, such as cap-theorem');

/** The name of a part of a mark scheme, unique within it: letters, digits, dots, hyphens and underscores; 1-80 characters. */
export const PartId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, 'must be letters, digits, dots, hyphens and underscores, such as k1');

export const TenantId = Slug.brand<'TenantId'>();
export type TenantId = z.infer<typeof TenantId>;

/** A question is named by a readable slug, so that `question_id` columns and API paths can be typed by hand. */
export const QuestionId = Slug.brand<'QuestionId'>();
export type QuestionId = z.infer<typeof QuestionId>;

/** `evl_` and 26 characters of Crockford base 32: derived from what was graded, so that a repeat finds it again. */
export const EvaluationId = z
  .string()
  .regex(/^evl_[0-9a-hjkmnp-tv-z]{26}$/, 'must be evl_ followed by 26 letters and digits')
  .brand<'EvaluationId'>();
export type EvaluationId = z.infer<typeof EvaluationId>;

/** `bat_` and 26 characters of Crockford base 32, drawn at random. */
export const BatchId = z
  .string()
  .regex(/^bat_[0-9a-hjkmnp-tv-z]{26}$/, 'must be bat_ followed by 26 letters and digits')
  .brand<'BatchId'>();
export type BatchId = z.infer<typeof BatchId>;

/** `upl_` and 26 characters of Crockford base 32: a file that was handed over to be graded. */
export const UploadId = z
  .string()
  .regex(/^upl_[0-9a-hjkmnp-tv-z]{26}$/, 'must be upl_ followed by 26 letters and digits')
  .brand<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;

/** `rgr_` and 26 characters of Crockford base 32, drawn at random. */
export const RegradeId = z
  .string()
  .regex(/^rgr_[0-9a-hjkmnp-tv-z]{26}$/, 'must be rgr_ followed by 26 letters and digits')
  .brand<'RegradeId'>();
export type RegradeId = z.infer<typeof RegradeId>;

/** 16 characters of Crockford base 32, drawn at random: the part of a key after `msk_`, as it stands there. */
export const KeyId = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{16}$/, 'must be 16 letters and digits: the part of the key after msk_')
  .brand<'KeyId'>();
export type KeyId = z.infer<typeof KeyId>;

/**
 * `inv_` and 26 characters of Crockford base 32: derived from the assessment and the candidate, so that whoever is invited
 * twice has one invitation, and one attempt.
 */
export const InvitationId = z
  .string()
  .regex(/^inv_[0-9a-hjkmnp-tv-z]{26}$/, 'must be inv_ followed by 26 letters and digits')
  .brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof Sha256>;

/** A point in time as ISO 8601 UTC with milliseconds, so that text order is time order. */
export const Timestamp = z.iso.datetime({ precision: 3 });
export type Timestamp = z.infer<typeof Timestamp>;
