// Turns nodes and edges into what vis-network draws: size, shape, colour, line, and a bow for parallel edges.

import { cssColour, shade } from "./style.js";
import { degreeOf, isContested, isInferred, modalityOf } from "./graph.js";

const FADED = 0.13;

/** The bow of an edge that lies alone between its nodes. */
export const STRAIGHT = { first: true, beside: 0, smooth: false, self: undefined };

/** A node as vis-network's item; `focus` is the set of ids that stay bright, null for all. */
export function paintNode(node, view) {
  const look = view.style.label(view.graph.mainLabel(node.id));
  const colour = shade(look.colour);
  const chosen = view.selected?.kind === "node" && view.selected.id === node.id;
  const border = chosen ? cssColour("--ink") : cssColour("--stage");
  const bright = view.focus === null || view.focus.has(node.id);
  return {
    id: node.id,
    shape: look.shape,
    size: nodeSize(node, view) * (look.shape === "dot" ? 1 : 0.92),
    color: { background: colour, border },
    borderWidth: chosen ? 3 : 1.5,
    opacity: bright ? 1 : FADED,
    hidden: !view.graph.nodeShown(node.id),
  };
}

/** The radius of a node in pixels at scale 1; its area grows with its degree, and with the crowd it must stand out of. */
export function nodeSize(node, view) {
  const degree = degreeOf(node, view.graph.edgesOf(node.id).length);
  const crowd = Math.min(Math.max(Math.sqrt(view.graph.nodes.size / 120), 1), 1.9);
  return crowd * Math.min(7.5 + 3.4 * Math.sqrt(Math.max(degree, 0)), 32);
}

/** An edge as vis-network's item; `bow` comes from `bows`. */
export function paintEdge(edge, view, bow) {
  const relation = view.style.relation(edge.type);
  const line = view.style.line(modalityOf(edge));
  const chosen = view.selected?.kind === "edge" && view.selected.id === edge.id;
  const bright = view.focus === null || view.focus.has(edge.id);
  const claims = Number(edge.properties?.claims) || 1;
  const width = Math.min(1.3 + 0.6 * Math.log2(claims), 4) * (isInferred(edge) ? 0.7 : 1);
  const hidden = !view.graph.edgeShown(edge);
  return {
    id: edge.id,
    from: edge.source,
    to: edge.target,
    color: { color: shade(relation.colour), opacity: line.opacity * (!bright ? FADED : chosen || view.focus !== null ? 1 : calm(view)) },
    dashes: line.dashes.length ? line.dashes : isInferred(edge) ? [1, 4] : false,
    width: chosen ? width + 2 : width,
    arrows: relation.symmetric ? "" : "to",
    hidden,
    // A hidden edge pulls where it is all that holds a node: shown later, that node is where one looks for it.
    physics: bow.first && (!hidden || !view.graph.nodeShown(edge.source) || !view.graph.nodeShown(edge.target)),
    length: springLength(edge, view, bow.beside),
    smooth: bow.smooth,
    selfReference: bow.self,
  };
}

// Many lines together are dark enough: each may be lighter.
function calm(view) {
  return Math.min(Math.max(9 / Math.sqrt(view.graph.edges.size), 0.3), 0.8);
}

// Busy nodes and bundles of parallel edges need more room than two nodes with a single line.
function springLength(edge, view, beside) {
  const ends = view.graph.edgesOf(edge.source).length + view.graph.edgesOf(edge.target).length;
  return Math.min(80 + 15 * Math.sqrt(ends) + 16 * beside, 420);
}

/** The mark in the middle of an edge: "contested", "struck" or "". */
export function markOf(edge, style) {
  return isContested(edge) ? "contested" : style.line(modalityOf(edge)).mark;
}

/** For every edge how far it bows, so that no two between the same nodes lie on each other. */
export function bows(edges) {
  const between = new Map();
  for (const edge of edges) {
    const pair = JSON.stringify([edge.source, edge.target].sort());
    between.set(pair, [...(between.get(pair) ?? []), edge]);
  }
  const found = new Map();
  for (const group of between.values()) {
    group.forEach((edge, index) => found.set(edge.id, bowOf(edge, index, group)));
  }
  return found;
}

function bowOf(edge, index, group) {
  const first = index === 0;
  const beside = group.length - 1;
  if (edge.source === edge.target) {
    return { first, beside, smooth: false, self: { size: 16 + 9 * index, angle: -Math.PI / 4 + index * 0.9, renderBehindTheNode: true } };
  }
  if (group.length === 1) return STRAIGHT;
  const step = Math.min(0.16, 0.6 / group.length);
  const offset = (index - (group.length - 1) / 2) * step;
  // The bow is seen from the edge's own source: edges that run the other way need the other side.
  const side = offset * (edge.source <= edge.target ? 1 : -1);
  const smooth = offset === 0 ? false : { enabled: true, type: side > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(side) };
  return { first, beside, smooth, self: undefined };
}
