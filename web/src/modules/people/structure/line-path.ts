export type Point = readonly [x: number, y: number];

const corner = 6;

/** An SVG path along the points, with its corners rounded. */
export function roundedPath(points: readonly Point[]): string {
  const corners = points.filter((point, index) => index === 0 || !isSame(point, points[index - 1]));
  return corners
    .map((point, index) => {
      const before = corners[index - 1];
      const after = corners[index + 1];
      if (!before) return `M${point.join(' ')}`;
      if (!after) return `L${point.join(' ')}`;
      return `L${towards(point, before).join(' ')}Q${point.join(' ')} ${towards(point, after).join(' ')}`;
    })
    .join('');
}

const isSame = (one: Point, other: Point | undefined) => other !== undefined && one[0] === other[0] && one[1] === other[1];

/** A little way from one point to another, at most half of it. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
  const length = Math.hypot(toX - x, toY - y);
  const part = Math.min(corner, length / 2) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}
