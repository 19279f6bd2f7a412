const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,18}(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A whole UUID or point in time. A short secret such as "123456" can occur in one by chance; cutting it out there
 * hides nothing and would destroy the record's identity.
 */
export function isStructural(text: string): boolean {
  return (text.length === 36 && UUID.test(text)) || (text.length <= 35 && TIME.test(text));
}
