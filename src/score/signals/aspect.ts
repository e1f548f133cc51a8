/** Width divided by height, above 0; 1 is a square. Sides in pixels. */
export function aspect(width: number, height: number): number {
  return width / height
}
