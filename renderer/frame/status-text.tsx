import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const TextContext = createContext('');
const SetTextContext = createContext<(text: string) => void>(() => {});

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
    return () => setText('');
  }, [text, setText]);
}

export function useShownStatusText(): string {
  return useContext(TextContext);
}
