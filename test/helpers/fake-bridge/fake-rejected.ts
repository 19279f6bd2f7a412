import { appError } from '../../../shared/app-error.ts';
import { FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';

const record = {
  date: '2026-11-18T08:14:03.123Z',
  request_id: '7f3f0f1e-2f7c-4f0b-9d55-0a1b2c3d4e5f',
  results: {
    secrets: [
      {
        secret_type: 'AWS_ACCESS_KEY_ID',
        exposed_value: '‹secret:fp:3fa9c1d2›',
        line_number: 'n/a',
        file: 'photo\u202egnp.exe\u0000',
      },
    ],
  },
};

/** One record as text, and the file of all; a path with "taken" in it exists already. */
export function fakeRejectedHandlers(): FakeHandlers {
  return {
    'sources.rejectedRecord': ({ rejectedId }) => ({
      // The characters as they are, as in a record that is no JSON.
      text: `${JSON.stringify({ ...record, rejectedId }, null, 2)}\ntail: \u202e\u0007`,
      isMasked: true,
    }),
    'sources.exportRejected': ({ path, overwrite }) => {
      if (path.includes('taken') && !overwrite) {
        throw new FakeFailure(
          appError(
            'invalid-input',
            'There is a file of that name already.',
            'Choose another name, or overwrite it.',
            {
              expected: ['overwrite'],
            },
          ),
        );
      }
      return { path, written: 12, bytes: 18_400 };
    },
  };
}
