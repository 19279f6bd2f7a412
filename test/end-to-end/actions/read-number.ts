/** The first whole number in a text as the app writes them, with thin spaces between thousands. */
export function readNumber(text: string | null): number {
  const digits = /\d[\d\u202f]*/.exec(text ?? '')?.[0];
  if (digits === undefined) throw new Error(`No number in ${JSON.stringify(text)}`);
  return Number(digits.replaceAll('\u202f', ''));
}

export function writeNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
