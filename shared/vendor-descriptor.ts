import { z } from 'zod';

const formField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  placeholder: z.string().optional(),
  required: z.boolean(),
  /** Filled in at first. */
  default: z.string().optional(),
  /** A value out of these, and no other. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** Rarely needed: behind "More". */
  advanced: z.boolean().optional(),
});

const vendorStreamSchema = z.object({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  /** Defaults of the stream. */
  enabled: z.boolean(),
  intervalSeconds: z.number(),
  lookBackDays: z.number(),
  /** Null where the API has no page size. */
  pageSize: z.object({ default: z.number(), max: z.number() }).nullable(),
  /** How far back the vendor keeps it; null where that is not known. */
  retentionDays: z.number().nullable(),
  /** What the credentials need for this stream, in the vendor's own words. */
  permissions: z.array(z.string()),
  /** Something to know before it is switched on. */
  note: z.string().optional(),
  /** Whether a range of its past can be asked for. Filled in when the vendors are listed; the descriptor leaves it out. */
  canBackFill: z.boolean().optional(),
});
export type VendorStream = z.infer<typeof vendorStreamSchema>;

/** What the window and the command line need to know of a vendor in order to add a source: data, no behaviour. */
export const vendorDescriptorSchema = z.object({
  vendor: z.string(),
  title: z.string(),
  summary: z.string(),
  url: formField,
  credentials: z.array(formField),
  settings: z.array(formField),
  /** Address and settings that belong together, chosen by one name (a national cloud). */
  presets: z
    .array(z.object({ label: z.string(), url: z.string(), settings: z.record(z.string(), z.string()) }))
    .optional(),
  streams: z.array(vendorStreamSchema),
  /** What to do on the vendor's side, in order, in plain words. */
  setUpSteps: z.array(z.string()),
  /** All that the streams need together. */
  permissions: z.array(z.string()),
  /** Where the credentials end some day: how to find out when, for the form. */
  expiry: z.object({ label: z.string(), help: z.string() }).optional(),
});
export type VendorDescriptor = z.infer<typeof vendorDescriptorSchema>;
