// SPDX-License-Identifier: GPL-3.0-or-later
// How long d3-hierarchy's tree() and d3-flextree take to lay out as many nodes. Prints one JSON object.
// Usage: node layout.mjs NODES [--one-tree]
import {hierarchy, tree} from 'd3-hierarchy';
import {flextree} from 'd3-flextree';
import {makeParents, nested} from './forest.mjs';

const nodes = Number(process.argv[2] ?? 250000);
const data = nested(makeParents(nodes, process.argv.includes('--one-tree')));

function median(rounds, prepare, run) {
  const times = [];
  for (let i = 0; i < rounds; ++i) {
    const input = prepare();
    const start = performance.now();
    run(input);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

const d3 = tree().nodeSize([128, 312]);
const flex = flextree({nodeSize: () => [128, 312]});
console.log(JSON.stringify({
  nodes,
  d3_hierarchy_layout_ms: median(5, () => hierarchy(data), root => d3(root)),
  d3_flextree_layout_ms: median(3, () => flex.hierarchy(data), root => flex(root)),
}));
