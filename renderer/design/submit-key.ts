import type { TextFieldProps } from 'react-aria-components';

type KeyHandler = NonNullable<TextFieldProps['onKeyDown']>;

/**
 * Enter in a field does what its button does. React Aria ends every key at a field that listens to one; the others are
 * passed on, as what surrounds the field needs Esc.
 */
export function submitKey(onSubmit: () => void): KeyHandler {
  return (event) => {
    if (event.key === 'Enter') onSubmit();
    else event.continuePropagation();
  };
}
