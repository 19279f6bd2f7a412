import { describe, expect, it } from 'vitest';
import { addressNumber, networkRange } from '../../../shared/ip-address.ts';

describe('addressNumber', () => {
  it.each([
    ['0.0.0.0', 0xffff_0000_0000n],
    ['192.0.2.1', 0xffff_c000_0201n],
    ['::', 0n],
    ['::1', 1n],
    ['2001:db8::8:1', 0x2001_0db8_0000_0000_0000_0000_0008_0001n],
    ['2001:DB8:0:0:0:0:0:1', 0x2001_0db8_0000_0000_0000_0000_0000_0001n],
    ['fe80::1%eth0', 0xfe80_0000_0000_0000_0000_0000_0000_0001n],
    [' 198.51.100.7 ', 0xffff_c633_6407n],
  ])('reads %s', (text, number) => {
    expect(addressNumber(text)).toBe(number);
  });

  it('gives an IPv4 address and its IPv6 form the same number', () => {
    expect(addressNumber('::ffff:192.0.2.1')).toBe(addressNumber('192.0.2.1'));
  });

  it.each([
    '',
    'host',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '1:2',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    '1.2.3.4::',
    '1:2:3:4:5:6:7:8::',
  ])('refuses "%s"', (text) => {
    expect(addressNumber(text)).toBeNull();
  });
});

describe('networkRange', () => {
  it('spans an IPv4 network inside the IPv6 space', () => {
    expect(networkRange('10.1.2.3/8')).toEqual({
      low: addressNumber('10.0.0.0'),
      high: addressNumber('10.255.255.255'),
    });
  });

  it('spans an IPv6 network', () => {
    expect(networkRange('2001:db8::/32')).toEqual({
      low: addressNumber('2001:db8::'),
      high: addressNumber('2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'),
    });
  });

  it('reads a lone address as a network of one', () => {
    const number = addressNumber('192.0.2.1');
    expect(networkRange('192.0.2.1')).toEqual({ low: number, high: number });
    expect(networkRange('192.0.2.1/32')).toEqual({ low: number, high: number });
  });

  it('takes in everything of a family with the prefix 0', () => {
    expect(networkRange('0.0.0.0/0')).toEqual({ low: 0xffff_0000_0000n, high: 0xffff_ffff_ffffn });
    expect(networkRange('::/0')).toEqual({ low: 0n, high: (1n << 128n) - 1n });
  });

  it.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/x', 'x/8'])(
    'refuses "%s"',
    (text) => {
      expect(networkRange(text)).toBeNull();
    },
  );
});
