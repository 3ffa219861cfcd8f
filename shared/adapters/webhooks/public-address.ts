import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one that anybody on the internet could reach: no private, loopback, link-local, carrier-grade,
 * multicast, reserved or unique-local one, nor an IPv6 address that stands for an IPv4 one. What is no address is not public.
 *
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  // The library calls anything unicast that is in no range it knows, ::127.0.0.1 among it; only 2000::/3 is assigned.
  if (address.kind() === 'ipv6') return ((address.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
  return !metadataAddresses.has(address.toString());
}

// Services of clouds for their own machines at addresses that look public; the others are link-local or carrier-grade.
const metadataAddresses = new Set(['168.63.129.16']);
