import { z } from 'zod';

// The page's policy forbids code made from text. Zod would try it once where a schema is made, so this module is
// imported before any other.
z.config({ jitless: true });
