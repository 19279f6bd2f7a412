import {
  createContext,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useContext,
  useEffect,
  useState,
} from 'react';

const TextContext = createContext('');
const SetTextContext = createContext<Dispatch<SetStateAction<string>>>(() => {});

export function StatusTextProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  return (
    <SetTextContext value={setText}>
      <TextContext value={text}>{children}</TextContext>
    </SetTextContext>
  );
}

/** What the shown view says at the left of the status line: `1 204 of 98 310 events · 23 ms`. Empty: nothing. */
export function useStatusText(text: string): void {
  const setText = useContext(SetTextContext);
  useEffect(() => {
    setText(text);
    // Only its own: what is shown next may have said something already.
    return () => setText((shown) => (shown === text ? '' : shown));
  }, [text, setText]);
}

export function useShownStatusText(): string {
  return useContext(TextContext);
}
