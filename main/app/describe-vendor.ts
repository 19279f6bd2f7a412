import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { canBackFill } from '../collector/back-fill-position.ts';
import { settingFields } from '../collector/general-settings.ts';
import type { VendorDefinition } from '../collector/stream-definition.ts';

/** The vendor's descriptor, completed by what its streams' declarations say and what all vendors have. */
export function describeVendor({ descriptor, streams }: VendorDefinition): VendorDescriptor {
  return {
    ...descriptor,
    settings: settingFields(descriptor),
    streams: descriptor.streams.map((described) => {
      const stream = streams.find(({ name }) => name === described.name);
      return { ...described, canBackFill: stream !== undefined && canBackFill(stream.pagination) };
    }),
  };
}
