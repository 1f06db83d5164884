import type { Context } from '../../../kit/context.js';
import type { Shaping } from '../shaping.js';
import type { Tree } from '../tree.js';
import { follow } from './department-path.js';

type Parts = { context: Context; shaping: Pick<Shaping, 'create'>; tree(): Promise<Tree> };

/** Makes the departments that the paths name and that do not exist yet; answers how many, and the tree with them. */
export async function ensureDepartments(
  paths: Iterable<readonly string[]>,
  { context, shaping, tree }: Parts,
): Promise<{ created: number; tree: Tree }> {
  let created = 0;
  let current = await tree();
  for (const path of paths) {
    const { at, missing } = follow(path, current);
    if (missing.length === 0) continue;
    let parent = at;
    for (const name of missing) {
      const department = await shaping.create(context, { name, parent, head: '', deputies: [], position: 0 });
      parent = department._id;
      created += 1;
    }
    current = await tree();
  }
  return { created, tree: current };
}
