/**
 * A text that a model is instructed with, and its history. The last version is the one in force.
 *
 * `text` is the system message; `example` is a reply of the right shape, for servers that can't be given a schema.
 */
export interface Prompt {
  readonly id: string;
  readonly text: string;
  readonly example: string;
  readonly versions: readonly [...PromptVersion[], PromptVersion];
}

/**
 * One version of a prompt: enough to tell which one a stored evaluation was made with, and whether it was better.
 *
 * `fingerprint` is the SHA-256 of everything that is sent with the prompt, the one that evaluations carry. Texts of
 * earlier versions are in the history of the repository, their fingerprints stay here.
 */
export interface PromptVersion {
  /** Counts from 1. */
  readonly version: number;
  /** The day it came into force, as 2026-11-28. */
  readonly since: string;
  readonly fingerprint: string;
  /** What is different from the version before. */
  readonly change: string;
  /** How the agreement with people changed: figures that a script prints, with set and model, or that nobody measured it. */
  readonly measured: string;
}

/** The version in force. */
export function currentVersion({ versions }: Pick<Prompt, 'versions'>): PromptVersion {
  return versions[versions.length - 1] ?? versions[0];
}
