// SPDX-License-Identifier: GPL-3.0-or-later
// The same two shapes as our benchmark's: a forest of seeds with epochs of one child each, and one tree of depth about
// twelve. Sizes agree, random choices need not.

function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** parents[i] is the parent of node i, -1 for a root; parents come first. */
export function makeParents(nodes, oneTree) {
  const random = generator(7);
  const parents = [];
  if (oneTree) {
    parents.push(-1);
    for (let level = [0]; parents.length < nodes;) {
      const next = [];
      for (const parent of level)
        for (let children = 1 + Math.floor(random() * 4); children > 0 && parents.length < nodes; --children) {
          next.push(parents.length);
          parents.push(parent);
        }
      level = next;
    }
    return parents;
  }
  const seeds = Math.max(1, Math.floor(nodes * 52 / 258));
  for (let i = 0; i < seeds; ++i)
    parents.push(-1);
  for (let from = 0; parents.length < nodes;) {
    const end = parents.length;
    for (let parent = from; parent < end && parents.length < nodes; ++parent)
      if (parent < seeds || random() >= 0.1)
        parents.push(parent);
    from = end;
  }
  return parents;
}

/** The nodes as d3 wants them, under one common root. */
export function nested(parents) {
  const all = parents.map(() => ({children: []}));
  const root = {children: []};
  parents.forEach((parent, i) => (parent < 0 ? root : all[parent]).children.push(all[i]));
  return root;
}
