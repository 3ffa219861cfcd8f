import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../../shared/adapters/webhooks/public-address.ts';

const seed = 20_261_128;

test.each([
  ['this network', ['0.0.0.0', '0.255.255.255']],
  ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
  ['link-local, with the metadata of most clouds', ['169.254.169.254', '169.254.170.2', 'fe80::1', 'fe80::1%eth0']],
  ['carrier-grade, with the metadata of one', ['100.64.0.1', '100.100.100.200']],
  ['of a cloud for its own machines', ['168.63.129.16', '192.0.0.192']],
  ['multicast or broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1']],
  [
    'reserved or for documentation',
    ['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '240.0.0.1', '2001:db8::1'],
  ],
  ['unique-local or site-local', ['fc00::1', 'fd00:ec2::254', 'fec0::1']],
  ['unspecified', ['::']],
  ['an IPv4 address in another coat', ['::ffff:8.8.8.8', '::ffff:127.0.0.1', '::127.0.0.1', '::ffff:0:10.0.0.1']],
  ['a tunnel into IPv4', ['64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '2002:7f00:1::1', '2001::1']],
  ['not assigned', ['4000::1', 'a000::1', '100::1']],
  ['no address', ['', 'localhost', '1.2.3.4.5', 'example.com', '1.2.3.4 ']],
])('is not: %s', (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::200e'])(
  'is: %s',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test('no IPv4 address becomes public by being written as an IPv6 one', () => {
  const prefixes = ['::ffff:', '::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::'];
  fc.assert(
    fc.property(fc.ipV4(), fc.constantFrom(...prefixes), (address, prefix) => {
      expect(isPublicAddress(prefix + address)).toBe(false);
    }),
    { seed },
  );
});

test('every address within a private network is refused, however the network is cut', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const within = fc.oneof(
    fc.tuple(fc.constant('10'), octet, octet, octet),
    fc.tuple(fc.constant('127'), octet, octet, octet),
    fc.tuple(fc.constant('169.254'), octet, octet),
    fc.tuple(fc.constant('192.168'), octet, octet),
    fc.tuple(fc.constant('172'), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant('100'), fc.integer({ min: 64, max: 127 }), octet, octet),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
  );
  fc.assert(
    fc.property(within, (parts) => {
      expect(isPublicAddress(parts.join('.'))).toBe(false);
    }),
    { seed, numRuns: 500 },
  );
});
