/** A bucket that holds `size` and refills evenly within a second; of size 0 it holds whatever is asked. */
export interface Bucket {
  readonly size: number;
  readonly level: number;
  readonly atMs: number;
}

/** A bucket that nothing was taken from. */
export function fullBucket(size: number): Bucket {
  return { size, level: size, atMs: 0 };
}

export function isRoomFor(bucket: Bucket, amount: number, nowMs: number): boolean {
  return bucket.size === 0 || levelAt(bucket, nowMs) >= amount;
}

/** The bucket after something was taken. */
export function taken(bucket: Bucket, amount: number, nowMs: number): Bucket {
  if (bucket.size === 0) return bucket;
  return { ...bucket, level: levelAt(bucket, nowMs) - amount, atMs: nowMs };
}

/** How long until the bucket holds an amount, in ms; 0 where it does. */
export function waitMsFor(bucket: Bucket, amount: number, nowMs: number): number {
  if (bucket.size === 0) return 0;
  return Math.max(0, ((amount - levelAt(bucket, nowMs)) / bucket.size) * 1000);
}

/** How long until the bucket is full, in ms. */
export function resetMs(bucket: Bucket, nowMs: number): number {
  return waitMsFor(bucket, bucket.size, nowMs);
}

function levelAt({ size, level, atMs }: Bucket, nowMs: number): number {
  return Math.min(size, level + (size * (nowMs - atMs)) / 1000);
}
