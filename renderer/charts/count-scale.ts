export interface CountScale {
  readonly top: number;
  /** From zero to `top`, evenly. */
  readonly ticks: readonly number[];
}

/** A scale of whole numbers that ends a little above the highest count, with two to four steps. */
export function countScale(highest: number): CountScale {
  const rough = Math.max(1, highest / 3);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10]
    .map((factor) => factor * power)
    .find((size) => size >= rough && Number.isInteger(size));
  const size = step ?? 1;
  const steps = Math.max(1, Math.ceil(highest / size));
  return { top: steps * size, ticks: Array.from({ length: steps + 1 }, (_, index) => index * size) };
}
