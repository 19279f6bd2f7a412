import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate that was made a moment ago, with its key: worth nothing anywhere else. */
export interface MadeCertificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateForm {
  /** The common name. */
  readonly name: string;
  /** Host names and IPv4 addresses that it is for. */
  readonly hosts?: readonly string[];
  /** Who signs it; left out, it vouches for itself. */
  readonly issuer?: MadeCertificate & { readonly name: string };
  readonly isAuthority?: boolean;
  readonly from?: string;
  readonly to?: string;
}

/** An X.509 certificate, written by hand (DER), so that tests need no other program. */
export function makeCertificate(form: CertificateForm): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = form.issuer === undefined ? privateKey : createPrivateKey(form.issuer.key);
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(form.issuer?.name ?? form.name),
    sequence(timeOf(form.from ?? '2020-01-01'), timeOf(form.to ?? '2120-01-01')),
    nameOf(form.name),
    publicKey.export({ format: 'der', type: 'spki' }),
    tagged(0xa3, sequence(...extensionsOf(form))),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', toBeSigned, signer)]));
  return {
    cert: pem(sequence(toBeSigned, ecdsaWithSha256, signature)),
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** An authority, and a certificate that it has signed. */
export function makeAuthority(name = 'Example Works CA') {
  const authority = { name, ...makeCertificate({ name, isAuthority: true }) };
  return {
    ...authority,
    sign: (form: Omit<CertificateForm, 'issuer'>) => makeCertificate({ ...form, issuer: authority }),
  };
}

function extensionsOf({ hosts = [], isAuthority = false }: CertificateForm): Buffer[] {
  const basic = isAuthority
    ? [
        sequence(
          objectId('551d13'),
          tagged(0x01, Buffer.from([0xff])),
          octets(sequence(tagged(0x01, Buffer.from([0xff])))),
        ),
      ]
    : [];
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
      : tagged(0x82, Buffer.from(host)),
  );
  return names.length === 0 ? basic : [...basic, sequence(objectId('551d11'), octets(sequence(...names)))];
}

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));

function nameOf(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId('550403'), tagged(0x0c, Buffer.from(commonName)))));
}

function timeOf(day: string): Buffer {
  return tagged(0x18, Buffer.from(`${day.replaceAll('-', '')}000000Z`));
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
