import { z } from 'zod';

const formField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  placeholder: z.string().optional(),
  required: z.boolean(),
});

/** What the window and the command line need to know of a vendor in order to add a source: data, no behaviour. */
export const vendorDescriptorSchema = z.object({
  vendor: z.string(),
  title: z.string(),
  summary: z.string(),
  url: formField,
  credentials: z.array(formField),
  settings: z.array(formField),
  streams: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      summary: z.string(),
      /** Defaults of the stream. */
      intervalMinutes: z.number(),
      lookBackDays: z.number(),
    }),
  ),
  /** What to do on the vendor's side, in order, in plain words. */
  setUpSteps: z.array(z.string()),
  permissions: z.array(z.string()),
});
export type VendorDescriptor = z.infer<typeof vendorDescriptorSchema>;
